use api::service_point::HelpPurpose;

use super::codes::help;
use super::*;

#[test]
fn messages_name_the_number_and_the_last_day() {
    let until = Date::new(2026, 12, 5).unwrap();
    let number = "620602-20261124-00001";
    for text in [
        received(number, "凉州区人力资源和社会保障局", until),
        handed_over(number, "凉州区人力资源和社会保障局", until),
        posted(number, until),
        looked_at_again(number, "凉州区人力资源和社会保障局", until),
        visit_booked(number, "凉州区人力资源和社会保障局", until),
        answer_due(number, until),
        offer_due(number, until),
        late(number, "凉州区人力资源和社会保障局"),
        returned(number, until),
        quota_used_up(number),
        fund_used_up(number),
        goes_on(number, "凉州区人力资源和社会保障局", until),
        corrected(number, until, None),
        corrected(
            number,
            until,
            Some("https://fumin.example/apply/620602-20261124-00001/corrections"),
        ),
        refused(number, until),
        appeal_decided(number),
        offered(number, until),
        ready_to_sign(number, until),
        paid(number),
        closed(number, 60),
        loan_due(number, until, 15),
        loan_due(number, until, 1),
        loan_overdue(number),
        loan_extended(number),
        loan_not_extended(number),
        loan_compensated(number),
        plan_refused(number),
        payment_reversed(number),
        loan_restructured(number),
        loan_repaid(number),
        subsidy_paid(number),
        subsidy_asked(number),
        subsidy_stopped(number),
        change_answered(number),
        subsidy_resumed(number),
        person_answered(Some(number)),
        person_withdrew(number),
        person_silent(Some(number)),
        file_moved(number),
    ] {
        assert!(
            text.starts_with("【富民通】") && text.contains(number),
            "{text}"
        );
        // One long message of a gateway is two of 67 characters.
        assert!(text.chars().count() <= 134, "{text}");
    }
    assert!(draft_due(until).contains("12 月 5 日") && draft_due(until).chars().count() <= 70);
    assert!(returned(number, until).contains("12 月 5 日"));
    assert!(refused(number, until).contains("12 月 5 日 可以申诉"));
    assert!(loan_due(number, until, 1).contains("明天（12 月 5 日）"));
    let text = seat_offered(
        until.start_ms_shanghai() + 18 * 3_600_000 + 5 * 60_000,
        true,
    );
    assert!(text.contains("12 月 5 日 18:05"), "{text}");
}

#[test]
fn a_code_of_consent_names_its_purpose_and_is_no_code_for_signing_in() {
    for purpose in HelpPurpose::ALL {
        let text = consent("123456", "示例黄羊镇便民服务点", *purpose);
        let witnessed = witnessed("示例黄羊镇便民服务点", *purpose);
        assert!(text.contains(help(*purpose)) && witnessed.contains(help(*purpose)));
        assert!(
            text.contains("不是登录码") && !text.contains("登录验证码"),
            "{text}"
        );
        assert!(text.chars().count().max(witnessed.chars().count()) <= 134);
    }
}

#[test]
fn a_code_of_somebody_asked_names_nobody() {
    let text = consent_to_file("123456");
    assert!(text.contains("123456") && text.contains("不是登录码"));
    assert!(text.chars().count() <= 70, "{text}");
    assert!(person_answered(None).chars().count() <= 70);
    assert!(person_silent(None).chars().count() <= 70);
}

#[test]
fn messages_about_a_class_are_short_and_say_when_they_are_samples() {
    let day = Date::new(2026, 12, 25).unwrap();
    let texts = |is_sample| {
        [
            seat_offered(day.start_ms_shanghai() + 18 * 3_600_000, is_sample),
            class_begins(day, 3, is_sample),
            class_begins(day, 1, is_sample),
            class_cancelled(day, is_sample, None),
            class_postponed(day, is_sample, None),
            wait_list_postponed(day, is_sample, None),
        ]
    };
    for (real, sample) in texts(false).into_iter().zip(texts(true)) {
        // A short message has 70 letters.
        assert!(sample.chars().count() <= 70, "{sample}");
        assert!(
            real.contains("12 月 25 日") && real.contains("我的课程"),
            "{real}"
        );
        assert!(
            sample.contains("（示例）") && !real.contains("示例"),
            "{sample}"
        );
    }
}

#[test]
fn who_is_freed_is_led_to_other_classes() {
    let day = Date::new(2026, 12, 25).unwrap();
    let link = "https://fumin.example/classes/";
    for text in [
        class_cancelled(day, true, Some((link, true))),
        class_postponed(day, true, Some((link, true))),
        wait_list_postponed(day, true, Some((link, true))),
    ] {
        assert!(
            text.contains("差不多的课") && text.contains("我的课程"),
            "{text}"
        );
        assert!(
            text.contains("12 月 25 日") && text.ends_with(link),
            "{text}"
        );
        assert!(text.chars().count() <= 134, "{text}");
    }
    // Where none has a seat, none is spoken of.
    for text in [
        class_cancelled(day, true, Some((link, false))),
        class_postponed(day, true, Some((link, false))),
        wait_list_postponed(day, true, Some((link, false))),
    ] {
        assert!(!text.contains("差不多"), "{text}");
        assert!(text.contains("我的课程") && text.ends_with(link), "{text}");
        assert!(text.chars().count() <= 134, "{text}");
    }
}

#[test]
fn messages_about_a_result_do_not_say_which() {
    for text in [
        certified(true),
        certified(false),
        result_is_in(true),
        result_is_in(false),
        assessment_on(Date::new(2026, 12, 25).unwrap(), true),
        subsidies_decided(true),
        subsidies_paid(true),
        subsidies_came_back(true),
        complaint_answered(true),
        request_answered(true),
        request_lapsed(true),
        offer_lapsed(true),
        wait_list_over(true),
        not_there(true),
        what_came_of_it(None, true),
    ] {
        assert!(text.chars().count() <= 70, "{text}");
        assert!(
            text.contains("我的课程") && !text.contains("通过"),
            "{text}"
        );
    }
}
