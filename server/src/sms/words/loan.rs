//! What is sent about a loan that was paid out.

use domain::Date;

use super::day;

/// Something of the loan is due in some days. None of these says how much: whoever holds the phone may read it.
#[must_use]
pub fn loan_due(number: &str, on: Date, days: i32) -> String {
    let day = day(on);
    if days == 1 {
        return format!(
            "【富民通】{number} 号贷款明天（{day}）要还款。请把钱存好，金额见“我的申请”。"
        );
    }
    format!("【富民通】{number} 号贷款 {day}要还款。请提前把钱备好，金额见“我的申请”。")
}

/// Something due was not paid.
#[must_use]
pub fn loan_overdue(number: &str) -> String {
    format!(
        "【富民通】{number} 号贷款有到期的钱没有还上。请尽快还清，越晚影响越大。登录“我的申请”看要还多少。"
    )
}

/// Bank and guarantee agency have granted a later last day.
#[must_use]
pub fn loan_extended(number: &str) -> String {
    format!("【富民通】{number} 号贷款的展期批准了，还款的日子有变。登录“我的申请”看新的还款日。")
}

/// Bank and guarantee agency have agreed to a new plan for what was overdue.
#[must_use]
pub fn loan_restructured(number: &str) -> String {
    format!("【富民通】{number} 号贷款重新安排了还款，还款的日子有变。登录“我的申请”看新的还款日。")
}

/// One of them has refused it.
#[must_use]
pub fn loan_not_extended(number: &str) -> String {
    format!("【富民通】{number} 号贷款的展期没有批准，请照原来的日子还款。原因见“我的申请”。")
}

/// The interest subsidy of a quarter was paid.
#[must_use]
pub fn subsidy_paid(number: &str) -> String {
    format!("【富民通】{number} 号贷款有一笔贴息已经付出。哪个季度、多少钱，登录“我的申请”看。")
}

/// The bureau asks something before it decides on a subsidy.
#[must_use]
pub fn subsidy_asked(number: &str) -> String {
    format!("【富民通】{number} 号贷款的贴息，人社局有一件事要问您。请登录“我的申请”回答。")
}

/// The bureau has decided what a change in the business means.
#[must_use]
pub fn change_answered(number: &str) -> String {
    format!("【富民通】{number} 号贷款，您报的经营变化有答复了。贴息有没有变，登录“我的申请”看。")
}

/// The subsidy goes on after all.
#[must_use]
pub fn subsidy_resumed(number: &str) -> String {
    format!("【富民通】{number} 号贷款的贴息恢复了，停的部分会补审。理由登录“我的申请”看。")
}

/// Everything is paid.
#[must_use]
pub fn loan_repaid(number: &str) -> String {
    format!("【富民通】{number} 号贷款已经还清，谢谢您。登录“我的申请”可以打印结清证明。")
}

/// One of them has refused a new plan: the old one stands.
#[must_use]
pub fn plan_refused(number: &str) -> String {
    format!(
        "【富民通】{number} 号贷款，重新安排还款没有批准，还是照原来的安排还。原因见“我的申请”。"
    )
}

/// The guarantee agency paid the bank: the debt is the same, and owed to somebody else.
#[must_use]
pub fn loan_compensated(number: &str) -> String {
    format!(
        "【富民通】{number} 号贷款，担保机构替您还了银行的钱。这笔钱还是要还，以后还给担保机构。还要还多少，登录“我的申请”看。"
    )
}

/// A payment that was recorded by mistake was taken back.
#[must_use]
pub fn payment_reversed(number: &str) -> String {
    format!(
        "【富民通】{number} 号贷款，银行更正了一笔还款记录。还要还多少，登录“我的申请”看，不对请问银行。"
    )
}

/// The subsidy of a quarter is held back.
#[must_use]
pub fn subsidy_stopped(number: &str) -> String {
    format!("【富民通】{number} 号贷款有一个季度的贴息暂停了。理由登录“我的申请”看。")
}
