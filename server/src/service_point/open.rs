//! Opening a helped session: the proof, the consent it makes, the session under it.

use api::ProblemCode;
use api::service_point::{
    CONSENT_TEXT_VERSION, ConsentKind, ConsentProof, HelpPurpose, OpenHelpedSessionRequest,
};
use api::session::StaffSignInRequest;
use domain::{PersonName, PhoneNumber};
use store::consents::{self, Consent};
use store::helped_sessions::{self, HelpedSession};
use store::login_codes::{self, Attempt};
use store::persons::{self, NewPerson};
use store::sessions::{self, Session};
use store::{StoreError, Tx};
use workflow::Role;

use super::code::{PURPOSE, code_hash};
use super::{Clerk, name_place};
use crate::login_code::phone_index;
use crate::middleware::client_address::ClientAddress;
use crate::problem::ApiError;
use crate::rate_limit::{self, Bucket, Limit};
use crate::second_factor;
use crate::session::{NewSession, phone_aad};
use crate::sms::words;
use crate::staff_account;
use crate::state::AppState;

/// So long a clerk's day sheet may name somebody who was helped once.
const CONSENT_MS: i64 = 30 * 24 * 3_600_000;
const TRY_PER_CLERK: Limit = Limit {
    name: "consent_try_clerk_hour",
    most: 120,
    window_ms: 3_600_000,
};

/// What the write checks of a consent.
enum Proof {
    Code {
        phone_index: [u8; 32],
        hash: [u8; 32],
    },
    Witness(String),
}

/// A helped session about to be: its rows, and the token of its browser.
struct New {
    proof: Proof,
    bucket: Bucket,
    person: NewPerson,
    consent: Consent,
    helped: HelpedSession,
    session: Session,
    now_ms: i64,
}

/// Opens one. Whether a phone is known makes no difference to the answer.
///
/// # Errors
/// What the request says wrongly; `credentials_wrong` and `code_spent`, which name neither phone nor witness.
pub(crate) async fn open(
    state: &AppState,
    clerk: &Clerk,
    request: OpenHelpedSessionRequest,
    from: ClientAddress,
) -> Result<(NewSession, String), ApiError> {
    let (name, phone) = read(&request)?;
    let keyring = &state.keyring;
    let proof = match request.proof {
        ConsentProof::Code { code } => Proof::Code {
            phone_index: phone_index(keyring, &phone),
            hash: code_hash(keyring, &phone, clerk, request.purpose, code.trim()),
        },
        ConsentProof::Witnessed {
            username,
            password,
            totp,
        } => {
            let witness = StaffSignInRequest {
                username,
                password,
                totp,
            };
            Proof::Witness(find_witness(state, clerk, witness, from).await?)
        }
    };
    let is_witnessed = matches!(proof, Proof::Witness(_));
    let new = prepare(state, clerk, (&name, &phone), request.purpose, proof);
    let mark = new.helped.id.clone();
    let session = NewSession::of_helper(state, mark.clone());
    let new = New {
        session: session.row(),
        ..new
    };
    let now_ms = new.now_ms;
    // A refusal is an `Ok` of the write: its count of tries must last.
    let write = move |tx: &Tx| write(tx, &new);
    state.store.write::<_, _, ApiError>(write).await??;
    if is_witnessed {
        // Who gave no code is told all the same, and can end it.
        let text = words::witnessed(&clerk.point_name, request.purpose);
        state.sms.send(&phone, text, now_ms).await?;
    }
    Ok((session, mark))
}

fn read(request: &OpenHelpedSessionRequest) -> Result<(PersonName, PhoneNumber), ApiError> {
    let (name, phone) = (
        PersonName::parse(&request.name),
        PhoneNumber::parse(&request.phone),
    );
    match (name, phone) {
        (Ok(name), Ok(phone)) => Ok((name, phone)),
        (name, phone) => {
            let flaw = |pointer: &str, code: &str| api::FieldError {
                pointer: pointer.to_owned(),
                code: code.to_owned(),
            };
            let flaws = [
                name.err().map(|error| flaw("/name", error.code())),
                phone.err().map(|error| flaw("/phone", error.code())),
            ];
            Err(ApiError::invalid(flaws.into_iter().flatten().collect()))
        }
    }
}

/// Who sits where people come in person. Of the others some only read, some keep no file at all, and a bank, a guarantor or a
/// training organisation gains by what is signed.
const fn may_witness(role: Role) -> bool {
    matches!(
        role,
        Role::ServicePointClerk | Role::HrOfficer | Role::TrainingOfficer
    )
}

/// The account that saw the signature: somebody else's than the clerk's, and of an office that serves residents.
async fn find_witness(
    state: &AppState,
    clerk: &Clerk,
    witness: StaffSignInRequest,
    from: ClientAddress,
) -> Result<String, ApiError> {
    let (member, role) = staff_account::prove(state, witness, from).await?;
    if member.id == clerk.member.id || !may_witness(role) {
        return Err(ProblemCode::SecondPersonNeeded.into());
    }
    if second_factor::is_missing(state, role, &member) {
        return Err(ApiError::invalid_field("/proof/totp", "required"));
    }
    Ok(member.id)
}

fn prepare(
    state: &AppState,
    clerk: &Clerk,
    (name, phone): (&PersonName, &PhoneNumber),
    purpose: HelpPurpose,
    proof: Proof,
) -> New {
    let (keyring, now_ms) = (&state.keyring, state.clock.now_ms());
    let id = crate::ids::fresh();
    let person = NewPerson {
        phone_index: phone_index(keyring, phone),
        sealed_phone: keyring.seal(&phone_aad(&id), phone.as_str().as_bytes()),
        id,
        created_ms: now_ms,
    };
    let (kind, witness_id) = match &proof {
        Proof::Code { .. } => (ConsentKind::Code, None),
        Proof::Witness(id) => (ConsentKind::Witnessed, Some(id.clone())),
    };
    let consent_id = crate::ids::fresh();
    let consent = Consent {
        sealed_name: keyring.seal(&name_place(&consent_id), name.as_str().as_bytes()),
        id: consent_id,
        // Known only inside the write, as that of the session.
        person_id: String::new(),
        kind: kind.id().to_owned(),
        purpose: purpose.id().to_owned(),
        text_version: CONSENT_TEXT_VERSION.to_owned(),
        staff_id: clerk.member.id.clone(),
        clerk_name: clerk.member.display_name.clone(),
        point_id: clerk.point_id.clone(),
        point_name: clerk.point_name.clone(),
        witness_id,
        given_ms: now_ms,
        expires_ms: now_ms + CONSENT_MS,
        ended_ms: None,
        end_reason: None,
    };
    let helped = HelpedSession {
        id: crate::ids::fresh(),
        consent_id: consent.id.clone(),
        staff_id: clerk.member.id.clone(),
        person_id: String::new(),
        purpose: purpose.id().to_owned(),
        opened_ms: now_ms,
        ended_ms: None,
        end_reason: None,
    };
    New {
        proof,
        bucket: TRY_PER_CLERK.of(keyring, &clerk.member.id),
        person,
        consent,
        session: NewSession::of_helper(state, helped.id.clone()).row(),
        helped,
        now_ms,
    }
}

fn write(tx: &Tx, new: &New) -> Result<Result<(), ApiError>, ApiError> {
    if let Some(wait) = rate_limit::hit(tx, &[new.bucket], new.now_ms)? {
        return Ok(Err(wait.into()));
    }
    if let Proof::Code { phone_index, hash } = &new.proof {
        match login_codes::attempt(tx, phone_index, PURPOSE, hash, new.now_ms)? {
            Attempt::Accepted => {}
            Attempt::Exhausted => return Ok(Err(ProblemCode::CodeSpent.into())),
            Attempt::Wrong { .. } | Attempt::Expired | Attempt::Unknown => {
                return Ok(Err(ProblemCode::CredentialsWrong.into()));
            }
        }
    }
    keep(tx, new)?;
    Ok(Ok(()))
}

fn keep(tx: &Tx, new: &New) -> Result<(), StoreError> {
    let person_id = persons::find_or_create(tx, &new.person)?.id;
    let consent = Consent {
        person_id: person_id.clone(),
        ..new.consent.clone()
    };
    consents::insert(tx, &consent)?;
    let helped = HelpedSession {
        person_id,
        ..new.helped.clone()
    };
    helped_sessions::open(tx, &helped)?;
    sessions::insert(tx, &new.session)
}
