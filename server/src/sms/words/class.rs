//! What is sent about a class to whoever has a seat in it, or waits for one.

use domain::Date;

use super::{day, opening};

/// A seat came free for somebody who waits. None of these says which class: whoever holds the phone may read it.
#[must_use]
pub fn seat_offered(until_ms: i64, is_sample: bool) -> String {
    let until = Date::from_unix_ms_shanghai(until_ms);
    let minutes = (until_ms - until.start_ms_shanghai()) / 60_000;
    let (hour, minute) = (minutes / 60, minutes % 60);
    format!(
        "{}您候补的班有位子了。请最晚 {} {hour:02}:{minute:02} 登录“我的课程”确认，过时就给下一位。",
        opening(is_sample),
        day(until)
    )
}

/// A new class fits a search that somebody keeps. It says neither which search nor which class.
#[must_use]
pub fn search_found() -> String {
    "【富民通】您留的课程搜索有新班了。请登录“我的申请”，点“我的搜索”看。不想再收，在那里删掉就行。"
        .to_owned()
}

/// A class begins in some days.
#[must_use]
pub fn class_begins(starts_on: Date, days: i32, is_sample: bool) -> String {
    let opening = opening(is_sample);
    let day = day(starts_on);
    if days == 1 {
        return format!(
            "{opening}您报名的班明天（{day}）开课。请登录“我的课程”，看时间、地点和要带什么。"
        );
    }
    format!(
        "{opening}您报名的班 {day}开课。时间、地点见“我的课程”。去不了请早点退出，位子留给别人。"
    )
}

/// A class that somebody is in, or waits for, will not be taught. The link leads to why, and where there are any to classes
/// like it with seats.
#[must_use]
pub fn class_cancelled(starts_on: Date, is_sample: bool, link: Option<(&str, bool)>) -> String {
    let (opening, day) = (opening(is_sample), day(starts_on));
    match link {
        Some((link, true)) => format!(
            "{opening}您报的 {day}开课的班取消了，对不住。原因和还有位子的差不多的课，在“我的课程”里：{link}"
        ),
        Some((link, false)) => {
            format!("{opening}您报的 {day}开课的班取消了，对不住。原因在“我的课程”里：{link}")
        }
        None => format!(
            "{opening}您报的 {day}开课的班取消了，对不住。请登录“我的课程”看原因，可以另报别的班。"
        ),
    }
}

/// A class that somebody is in is taught later. The link leads to where one leaves it, and where there are any
/// to classes like it with seats.
#[must_use]
pub fn class_postponed(starts_on: Date, is_sample: bool, link: Option<(&str, bool)>) -> String {
    let (opening, day) = (opening(is_sample), day(starts_on));
    match link {
        Some((link, true)) => format!(
            "{opening}您报的班改到 {day}开课，位子给您留着。去不了，可以在“我的课程”里退出，或者换差不多的课：{link}"
        ),
        Some((link, false)) => format!(
            "{opening}您报的班改到 {day}开课，位子给您留着。去不了，可以在“我的课程”里退出，不收钱：{link}"
        ),
        None => format!(
            "{opening}您报的班改到 {day}开课，位子给您留着。去不了，请登录“我的课程”退出，不收钱。"
        ),
    }
}

/// A class that somebody waits for is taught later; with the link as for who has a seat.
#[must_use]
pub fn wait_list_postponed(starts_on: Date, is_sample: bool, link: Option<(&str, bool)>) -> String {
    let (opening, day) = (opening(is_sample), day(starts_on));
    match link {
        Some((link, true)) => format!(
            "{opening}您候补的班改到 {day}开课，名次不变。不想再排，可以在“我的课程”里退出，或者换差不多的课：{link}"
        ),
        Some((link, false)) => format!(
            "{opening}您候补的班改到 {day}开课，名次不变。不想再排，可以在“我的课程”里退出，不收钱：{link}"
        ),
        None => format!(
            "{opening}您候补的班改到 {day}开课，名次不变。不想再排，请登录“我的课程”退出，不收钱。"
        ),
    }
}

/// A request for a seat with a subsidy was answered. It does not say how: whoever holds the phone may read it.
#[must_use]
pub fn request_answered(is_sample: bool) -> String {
    format!(
        "{}您报的班有了答复。请登录“我的课程”看，要改的请按上面写的日子改好。",
        opening(is_sample)
    )
}

/// What was returned of a request for a seat was not put right in its days.
#[must_use]
pub fn request_lapsed(is_sample: bool) -> String {
    format!(
        "{}您报的班过了要改的日子，位子不再留了。还想上，请登录“我的课程”再报。",
        opening(is_sample)
    )
}

/// An offered seat was neither taken nor passed on in its hours.
#[must_use]
pub fn offer_lapsed(is_sample: bool) -> String {
    format!(
        "{}给您留的位子过了时间没有确认，不再留了。还想上课，请登录“我的课程”看别的班。",
        opening(is_sample)
    )
}

/// A class began, and who still waited gets no seat in it any more.
#[must_use]
pub fn wait_list_over(is_sample: bool) -> String {
    format!(
        "{}您候补的班开课了，没有等到位子，对不住。还想上课，请登录“我的课程”看别的班。",
        opening(is_sample)
    )
}

/// The school, or the portal by the school's list, takes a person for one who does not come. It does not say which.
#[must_use]
pub fn not_there(is_sample: bool) -> String {
    format!(
        "{}您上的班记着您没来，或者不上了。请登录“我的课程”点一下原因；记错了，请告诉培训机构。",
        opening(is_sample)
    )
}

/// A result was entered, or looked at again. It does not say which: whoever holds the phone may read it.
#[must_use]
pub fn result_is_in(is_sample: bool) -> String {
    format!(
        "{}您上的班考核结果有了。请登录“我的课程”看。",
        opening(is_sample)
    )
}

/// The assessment can be taken again on a day. It does not say that it is for another time: whoever holds the phone may read it.
#[must_use]
pub fn assessment_on(on: Date, is_sample: bool) -> String {
    format!(
        "{}您上的班 {}考核。请登录“我的课程”看，时间和地点请问培训机构。",
        opening(is_sample),
        day(on)
    )
}

/// A certificate was issued.
#[must_use]
pub fn certified(is_sample: bool) -> String {
    format!(
        "{}您的培训合格证明发了。请登录“我的课程”看，可以打印。",
        opening(is_sample)
    )
}

/// A complaint about a course was answered. It says neither which nor how: whoever holds the phone may read it.
#[must_use]
pub fn complaint_answered(is_sample: bool) -> String {
    format!(
        "{}您对培训班的投诉有了答复。请登录“我的课程”看。",
        opening(is_sample)
    )
}

/// Some weeks after a class: what came of it. With the link one tap answers.
#[must_use]
pub fn what_came_of_it(link: Option<&str>, is_sample: bool) -> String {
    let opening = opening(is_sample);
    match link {
        Some(link) => {
            format!("{opening}您上的班结束有些日子了，现在怎样？点开选一项就好，不用登录：{link}")
        }
        None => format!("{opening}您上的班结束有些日子了，现在怎样？请登录“我的课程”选一项。"),
    }
}
