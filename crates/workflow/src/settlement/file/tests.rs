use super::*;
use crate::settlement::{
    CameBack, GivenBack, HandedIn, PaidLine, PaidList, Settled, UnpaidReason, Written,
};
use crate::{DeviceKind, Role};
use domain::Date;

const AT_MS: i64 = 1_795_500_000_000;

/// One that happens so many milliseconds after the first.
fn event(after_ms: i64, action: A, detail: D) -> SettlementEvent {
    let role = match action {
        A::Write | A::Submit => Role::Trainer,
        A::Return | A::Settle | A::Pay | A::TakeBack => Role::TrainingOfficer,
    };
    let at_ms = AT_MS + after_ms;
    SettlementEvent {
        action,
        role,
        actor_id: "a".into(),
        on_behalf_of: None,
        consent_id: None,
        device: DeviceKind::Computer,
        at_ms,
        on: Date::from_unix_ms_shanghai(at_ms),
        idempotency_key: "key".into(),
        detail,
    }
}

fn written(listed: Option<bool>) -> D {
    D::Written(Written { listed })
}

fn handed_in(prices: &[(&str, i64)]) -> D {
    let prices = prices.iter().map(|(id, fen)| ((*id).to_owned(), *fen));
    D::HandedIn(HandedIn {
        prices: prices.collect(),
    })
}

fn given_back(reason: Option<&str>) -> D {
    D::GivenBack(GivenBack {
        reason: reason.map(str::to_owned),
        papers: vec!["p".into()],
    })
}

fn settled(fen: i64) -> D {
    let rate = SetRate {
        programme: "training_subsidy".into(),
        fen,
        document: "示例文号".into(),
    };
    D::Settled(Settled {
        rates: vec![rate],
        papers: Vec::new(),
        rows: BTreeMap::new(),
    })
}

fn paid_line(id: &str, unpaid: Option<UnpaidReason>) -> PaidLine {
    PaidLine {
        enrolment_id: id.into(),
        fen: 100_000,
        card_tail: "0128".into(),
        unpaid,
    }
}

/// Recorded by another officer than the one of the other events.
fn paid(after_ms: i64, lines: Vec<PaidLine>) -> SettlementEvent {
    let list = PaidList {
        on: Date::from_unix_ms_shanghai(AT_MS),
        reference: "CZ-1".into(),
        lines,
    };
    SettlementEvent {
        actor_id: "b".into(),
        ..event(after_ms, A::Pay, D::Paid(list))
    }
}

#[test]
fn a_list_is_paid_by_a_second_person_and_each_line_once() {
    let settled = SettlementFile::fold(&[
        event(0, A::Write, written(Some(true))),
        event(1, A::Submit, handed_in(&[])),
        event(2, A::Settle, settled(100)),
    ])
    .unwrap();
    let (one, two) = (paid_line("e1", None), paid_line("e2", None));
    let failed = paid_line("e2", Some(UnpaidReason::CardClosed));
    let mut own = paid(3, vec![one.clone()]);
    own.actor_id = "a".into();
    assert_eq!(settled.decide(&own), Err(StepError::SamePerson));
    let lines = Err(StepError::DetailInvalid { part: "lines" });
    let free = PaidLine {
        fen: 0,
        ..one.clone()
    };
    for wrong in [vec![], vec![one.clone(), one.clone()], vec![free]] {
        let refused = settled.decide(&paid(3, wrong.clone()));
        assert_eq!(refused, lines, "{wrong:?}");
    }
    let mut early = paid(3, vec![one.clone()]);
    if let D::Paid(list) = &mut early.detail {
        list.on = list.on.add_days(1);
    }
    let early = settled.decide(&early);
    assert_eq!(early, Err(StepError::DetailInvalid { part: "paid_on" }));

    let first = settled.decide(&paid(3, vec![one.clone(), failed])).unwrap();
    let on = Date::from_unix_ms_shanghai(AT_MS);
    assert_eq!([first.paid_on("e1"), first.paid_on("e2")], [Some(on), None]);
    let unpaid = [first.unpaid("e1"), first.unpaid("e2")];
    assert_eq!(unpaid, [None, Some(UnpaidReason::CardClosed)]);
    assert_eq!(
        first.decide(&paid(4, vec![one, two.clone()])),
        lines,
        "twice"
    );
    let second = first.decide(&paid(4, vec![two])).unwrap();
    assert_eq!(
        (second.paid_on("e2"), second.unpaid("e2")),
        (Some(on), None)
    );
    let seqs: Vec<u32> = second.payments().iter().map(|one| one.seq).collect();
    assert_eq!(seqs, [4, 5]);
    // Money that comes back later leaves the person unpaid; of somebody who is not paid nothing comes back.
    let came_back = |ids: &[&str]| {
        let lines = ids
            .iter()
            .map(|id| ((*id).to_owned(), UnpaidReason::CardMismatch));
        let detail = D::CameBack(CameBack {
            lines: lines.collect(),
        });
        SettlementEvent {
            actor_id: "b".into(),
            ..event(5, A::TakeBack, detail)
        }
    };
    let third = second.decide(&came_back(&["e1"])).unwrap();
    assert_eq!([third.paid_on("e1"), third.paid_on("e2")], [None, Some(on)]);
    assert_eq!(third.unpaid("e1"), Some(UnpaidReason::CardMismatch));
    for ids in [&["e1"][..], &["e3"], &[]] {
        assert_eq!(third.decide(&came_back(ids)), lines, "{ids:?}");
    }
    let mut by_settler = came_back(&["e2"]);
    by_settler.actor_id = "a".into();
    assert_eq!(third.decide(&by_settler), Err(StepError::SamePerson));
    // What was paid is not given back.
    let back = second.decide(&event(5, A::Return, given_back(Some("请再核"))));
    assert_eq!(back, Err(StepError::NotAllowed));
}

#[test]
fn what_is_settled_names_the_rows_it_was_settled_by_and_of_before_it_names_none() {
    let log = [
        event(0, A::Write, written(Some(true))),
        event(1, A::Submit, handed_in(&[])),
    ];
    let waiting = SettlementFile::fold(&log).unwrap();
    assert!(waiting.rows().is_empty());
    let mut settle = event(2, A::Settle, settled(100));
    let text = serde_json::to_string(&settle).unwrap();
    assert!(!text.contains("rows"), "{text}");
    let before = waiting.decide(&settle).unwrap();
    assert!(before.rows().is_empty());
    if let D::Settled(settled) = &mut settle.detail {
        settled.rows.insert("e1".into(), "0a1b".into());
    }
    let now = waiting.decide(&settle).unwrap();
    assert_eq!(now.rows().get("e1").map(String::as_str), Some("0a1b"));
}

#[test]
fn a_sheet_is_what_was_done_to_it() {
    let log = [
        event(0, A::Write, written(Some(true))),
        event(1, A::Submit, handed_in(&[("e1", 90_000)])),
        event(2, A::Return, given_back(Some("请再核"))),
        event(3, A::Write, written(Some(false))),
        event(4, A::Submit, handed_in(&[("e1", 80_000)])),
        event(5, A::Settle, settled(100)),
    ];
    let back = SettlementFile::fold(&log[..4]).unwrap();
    assert_eq!(
        (back.state(), back.version()),
        (SettlementState::Returned, 4)
    );
    assert_eq!(
        (back.reason(), back.listed()),
        (Some("请再核"), Some(false))
    );
    assert_eq!(back.decided_ms(), None);
    let done = SettlementFile::fold(&log).unwrap();
    assert_eq!(
        (done.state(), done.version()),
        (SettlementState::Settled, 6)
    );
    assert_eq!(
        (done.created_ms(), done.submitted_ms(), done.decided_ms()),
        (Some(AT_MS), Some(AT_MS + 4), Some(AT_MS + 5))
    );
    assert_eq!((done.reason(), done.rates()[0].fen), (None, 100));
    assert_eq!(
        [done.price_fen("e1"), done.price_fen("e2")],
        [Some(80_000), None]
    );
    let returns: Vec<u32> = (0..8).filter(|seq| done.is_return(*seq)).collect();
    assert_eq!(returns, [3]);
}

#[test]
fn an_event_is_refused_where_it_does_not_belong() {
    let new = SettlementFile::default();
    let early = new.decide(&event(0, A::Settle, settled(100)));
    assert_eq!(early, Err(StepError::NotAllowed));
    let odd = new.decide(&event(0, A::Write, handed_in(&[])));
    assert_eq!(odd, Err(StepError::WrongDetail));
    let log = [
        event(0, A::Write, written(None)),
        event(1, A::Submit, handed_in(&[])),
    ];
    let waiting = SettlementFile::fold(&log).unwrap();
    let silent = waiting.decide(&event(2, A::Return, given_back(Some(" "))));
    assert_eq!(silent, Err(StepError::DetailInvalid { part: "reason" }));
    let for_nothing = waiting.decide(&event(2, A::Settle, settled(0)));
    assert_eq!(for_nothing, Err(StepError::DetailInvalid { part: "rates" }));
    let mut by_school = event(2, A::Settle, settled(100));
    by_school.role = Role::Trainer;
    assert_eq!(waiting.decide(&by_school), Err(StepError::WrongRole));
    let twice = [log[0].clone(), log[1].clone(), log[1].clone()];
    let broken = SettlementFile::fold(&twice);
    assert_eq!(broken.map_err(|error| error.index), Err(2));
}

#[test]
fn papers_and_prices_stand_in_the_stored_event() {
    for (event, parts) in [
        (event(0, A::Write, written(None)), [false, false]),
        (event(0, A::Submit, handed_in(&[("e1", 1)])), [true, false]),
        (event(0, A::Submit, handed_in(&[])), [false, false]),
        (event(0, A::Return, given_back(None)), [false, true]),
        (event(0, A::Settle, settled(1)), [false, false]),
        (paid(0, vec![paid_line("e1", None)]), [false, false]),
    ] {
        let text = serde_json::to_string(&event).unwrap();
        let found = ["prices", "papers"].map(|part| text.contains(part));
        assert_eq!(found, parts, "{text}");
        assert_eq!(
            serde_json::from_str::<SettlementEvent>(&text).unwrap(),
            event
        );
    }
    assert_eq!(given_back(None).papers(), ["p"]);
}
