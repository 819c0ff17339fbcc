//! Certificates: what one says is frozen when it is issued, sealed under the enrolment's own key, and found again by
//! number and check code.

use api::certificate::CertificateView;
use catalogue::CourseKind;
use domain::{PersonName, QueryCode};
use store::certificates::{self as rows, Certificate};
use store::enrolments::{self, Enrolment};
use store::{Connection, Tx, sequences};
use vault::{Keyring, random_bytes};
use workflow::StepError;
use workflow::enrolment::{EnrolmentAction, EnrolmentDetail};

use crate::applications::actor::Actor;
use crate::applications::error::impossible;
use crate::enrolments::error::refused_step;
use crate::enrolments::member::Member;
use crate::enrolments::room::Room;
use crate::enrolments::subject::find_taught;
use crate::problem::ApiError;
use crate::state::Parts;

/// A number is no longer than this.
const LONGEST_NUMBER: usize = 40;

/// Issues the certificate of somebody who passed.
///
/// # Errors
/// When the workflow refuses.
pub fn issue(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &mut Room,
    member: &mut Member,
) -> Result<(), ApiError> {
    let year = actor.today().year();
    let seq = sequences::next(tx, &format!("certificates-{year}"))?;
    let number = format!("P{}-{year}-{seq:05}", parts.district.code);
    let detail = EnrolmentDetail::Certificate {
        number: number.clone(),
    };
    member.step(tx, parts, room, actor, (EnrolmentAction::Certify, detail))?;
    let name = member.file.name().map(|name| name.expose().to_owned());
    let name = name.ok_or_else(|| refused_step(StepError::DetailInvalid { part: "name" }))?;
    let course = find_taught(tx, room)?;
    let check_code = QueryCode::from_random(random_bytes());
    let said = CertificateView {
        number: number.clone(),
        name,
        course: course
            .as_ref()
            .map_or_else(|| room.row.course_id.clone(), |course| course.title.clone()),
        provider: course
            .as_ref()
            .map(|course| course.provider.clone())
            .unwrap_or_default(),
        starts_on: room.plan.starts_on,
        ends_on: room.plan.ends_on,
        hours: course.as_ref().map_or(0, |course| course.hours),
        level: member.file.level(),
        issued_on: actor.today(),
        is_for_startup: course
            .as_ref()
            .is_some_and(|course| course.kind == CourseKind::Startup),
        is_sample: course.is_some_and(|course| course.is_sample),
        check_code: Some(check_code.as_str().to_owned()),
    };
    let certificate = Certificate {
        check_index: check_index(&parts.keyring, &number, check_code.as_str()),
        enrolment_id: member.row.id.clone(),
        sealed_facts: member.seal(&facts_place(&member.row.id), &said)?,
        created_ms: actor.now_ms,
        number,
    };
    Ok(rows::insert(tx, &certificate)?)
}

/// The certificate of an enrolment, whole; none when there is none.
///
/// # Errors
/// When it does not open.
pub fn find_of(
    parts: &Parts,
    connection: &Connection,
    row: Enrolment,
) -> Result<Option<CertificateView>, ApiError> {
    let Some(certificate) = rows::find_of(connection, &row.id)? else {
        return Ok(None);
    };
    let member = Member::open(parts, connection, row)?;
    let said = member.unseal(&facts_place(&member.row.id), &certificate.sealed_facts)?;
    Ok(Some(said))
}

/// What anybody with number and code in the hand may see of it: no more than the paper, and the name masked. None for an
/// unknown number, a wrong code, and one that was erased alike.
///
/// # Errors
/// When the store does not answer.
pub fn check(
    parts: &Parts,
    connection: &Connection,
    number: &str,
    code: &QueryCode,
) -> Result<Option<CertificateView>, ApiError> {
    let index = check_index(&parts.keyring, number, code.as_str());
    let Some(certificate) = rows::find_by_check(connection, &index)? else {
        return Ok(None);
    };
    let row = enrolments::find(connection, &certificate.enrolment_id)?;
    let row = row.ok_or_else(|| impossible("find the enrolment of a certificate"))?;
    if row.wrapped_key.is_none() {
        return Ok(None);
    }
    let Some(said) = find_of(parts, connection, row)? else {
        return Ok(None);
    };
    let masked = PersonName::parse(&said.name).map(|name| name.masked());
    Ok(Some(CertificateView {
        name: masked.unwrap_or_default(),
        check_code: None,
        ..said
    }))
}

/// A number as it is stored: full-width and small letters are forgiven, and blanks.
#[must_use]
pub fn read_number(typed: &str) -> Option<String> {
    let plain = |letter: char| match letter {
        '！'..='～' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        '—' | '–' => '-',
        other => other.to_ascii_uppercase(),
    };
    let number: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| plain(letter).to_ascii_uppercase())
        .collect();
    let is_number = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let fits = !number.is_empty() && number.len() <= LONGEST_NUMBER;
    (fits && number.bytes().all(is_number)).then_some(number)
}

/// Place of what a certificate says.
fn facts_place(enrolment_id: &str) -> String {
    format!("certificates/{enrolment_id}/sealed_facts")
}

fn check_index(keyring: &Keyring, number: &str, code: &str) -> [u8; 32] {
    keyring.blind_index("certificate", &format!("{number}/{code}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let good = Some("P620602-2026-00001".to_owned());
        for (typed, expected) in [
            ("P620602-2026-00001", good.clone()),
            (" p620602 - 2026 - 00001 ", good.clone()),
            ("Ｐ６２０６０２－２０２６－００００１", good.clone()),
            ("P620602—2026—00001", good),
            ("", None),
            ("P1/../2", None),
            ("甲", None),
            (&"1".repeat(41), None),
        ] {
            assert_eq!(read_number(typed), expected, "{typed}");
        }
    }
}
