//! The sample applicants. All are made up: no ID number begins with 629999, no credit code with 92629999, and the phones
//! are the ones given out for examples here, 1380000xxxx.

use application::Product;
use workflow::loan::LoanAction;

use super::story::{By, Step, step};

/// One sample applicant and what happened to the file.
pub(super) struct Person {
    pub(super) phone: &'static str,
    pub(super) name: &'static str,
    pub(super) id_number: &'static str,
    pub(super) credit_code: &'static str,
    pub(super) product: Product,
    pub(super) category: &'static str,
    /// Township or street.
    pub(super) division: &'static str,
    pub(super) business: &'static str,
    pub(super) industry: &'static str,
    pub(super) amount_yuan: &'static str,
    pub(super) purpose: &'static str,
    /// Shows up in the verdict as a condition that is not met.
    pub(super) was_overdue: bool,
    /// Empty for a draft.
    pub(super) story: &'static [Step],
}

use By::{Bank1, Bank2, Guarantee1, Hr1, Hr2, Resident};
use LoanAction as A;
use Product::{StartupLoanEnterprise as Enterprise, StartupLoanIndividual as Individual};

const SUBMITTED: &[Step] = &[step(1, Resident, A::Submit)];
const IN_REVIEW: &[Step] = &[
    step(3, Resident, A::Submit),
    step(2, Hr1, A::AcceptForReview),
];
const OVERDUE: &[Step] = &[
    step(9, Resident, A::Submit),
    step(8, Hr2, A::AcceptForReview),
];
const REFUSAL_PROPOSED: &[Step] = &[
    step(5, Resident, A::Submit),
    step(4, Hr1, A::AcceptForReview),
    step(1, Hr1, A::ProposeRefusal),
];
const RETURNED: &[Step] = &[
    step(6, Resident, A::Submit),
    step(5, Hr2, A::AcceptForReview),
    step(3, Hr2, A::Return),
];
const WITH_VISIT: &[Step] = &[
    step(8, Resident, A::Submit),
    step(7, Hr1, A::AcceptForReview),
    step(2, Hr1, A::Pass),
    step(1, Guarantee1, A::BookVisit),
];
const AT_BANK: &[Step] = &[
    step(10, Resident, A::Submit),
    step(9, Hr2, A::AcceptForReview),
    step(6, Hr2, A::Pass),
    step(2, Guarantee1, A::Pass),
];
const OFFERED: &[Step] = &[
    step(12, Resident, A::Submit),
    step(11, Hr1, A::AcceptForReview),
    step(7, Hr1, A::Pass),
    step(4, Guarantee1, A::Pass),
    step(1, Bank1, A::Approve),
];
const PAID: &[Step] = &[
    step(20, Resident, A::Submit),
    step(19, Hr1, A::AcceptForReview),
    step(16, Hr1, A::Pass),
    step(14, Guarantee1, A::Pass),
    step(11, Bank1, A::Approve),
    step(10, Bank1, A::Sign),
    step(9, Bank1, A::ProposeDisbursement),
    step(8, Bank2, A::ConfirmDisbursement),
];
/// Paid out some months ago, and paid back since.
const REPAYING: &[Step] = &[
    step(120, Resident, A::Submit),
    step(119, Hr1, A::AcceptForReview),
    step(117, Hr1, A::Pass),
    step(115, Guarantee1, A::Pass),
    step(112, Bank1, A::Approve),
    step(111, Bank1, A::Sign),
    step(110, Bank1, A::ProposeDisbursement),
    step(110, Bank2, A::ConfirmDisbursement),
];
const REFUSED: &[Step] = &[
    step(12, Resident, A::Submit),
    step(11, Hr1, A::AcceptForReview),
    step(8, Hr1, A::ProposeRefusal),
    step(7, Hr2, A::ConfirmRefusal),
];
const WITHDRAWN: &[Step] = &[step(4, Resident, A::Submit), step(3, Resident, A::Withdraw)];

/// Everybody, each in another state.
pub(super) const PEOPLE: [Person; 13] = [
    Person {
        phone: "13800001001",
        name: "示例马春花",
        id_number: "629999198804129012",
        credit_code: "92629999MADEM0001R",
        product: Individual,
        category: "returning_migrant",
        division: "620602100",
        business: "示例黄羊春花面皮店",
        industry: "catering",
        amount_yuan: "100000",
        purpose: "示例：租店面、买灶具",
        was_overdue: false,
        story: &[],
    },
    Person {
        phone: "13800001002",
        name: "示例李国栋",
        id_number: "629999197911039026",
        credit_code: "92629999MADEM0002W",
        product: Individual,
        category: "registered_unemployed",
        division: "620602101",
        business: "示例武南国栋汽修",
        industry: "services",
        amount_yuan: "150000",
        purpose: "示例：买举升机",
        was_overdue: false,
        story: SUBMITTED,
    },
    Person {
        phone: "13800001003",
        name: "示例张晓燕",
        id_number: "629999199506209035",
        credit_code: "92629999MADEM00030",
        product: Individual,
        category: "graduate",
        division: "620602001",
        business: "示例晓燕网店",
        industry: "trade",
        amount_yuan: "120000",
        purpose: "示例：进土特产",
        was_overdue: false,
        story: IN_REVIEW,
    },
    Person {
        phone: "13800001004",
        name: "示例王长青",
        id_number: "629999198409159043",
        credit_code: "92629999MADEM00043",
        product: Individual,
        category: "veteran",
        division: "620602104",
        business: "示例双城长青养殖场",
        industry: "farming",
        amount_yuan: "200000",
        purpose: "示例：买羊羔和饲料",
        was_overdue: false,
        story: OVERDUE,
    },
    Person {
        phone: "13800001005",
        name: "示例赵丽萍",
        id_number: "629999199102289059",
        credit_code: "92629999MADEM00056",
        product: Individual,
        category: "hard_to_employ",
        division: "620602002",
        business: "示例丽萍裁缝铺",
        industry: "services",
        amount_yuan: "80000",
        purpose: "示例：买缝纫机",
        was_overdue: true,
        story: REFUSAL_PROPOSED,
    },
    Person {
        phone: "13800001006",
        name: "示例陈福生",
        id_number: "629999197607079066",
        credit_code: "92629999MADEM00069",
        product: Individual,
        category: "rural_entrepreneur",
        division: "620602113",
        business: "示例张义福生农家乐",
        industry: "catering",
        amount_yuan: "180000",
        purpose: "示例：翻修院子",
        was_overdue: false,
        story: RETURNED,
    },
    Person {
        phone: "13800001007",
        name: "示例刘志强",
        id_number: "629999199305189074",
        credit_code: "92629999MADEM0007C",
        product: Individual,
        category: "returning_migrant",
        division: "620602106",
        business: "示例高坝志强货运",
        industry: "transport",
        amount_yuan: "200000",
        purpose: "示例：买一辆货车",
        was_overdue: false,
        story: WITH_VISIT,
    },
    Person {
        phone: "13800001008",
        name: "示例杨慧敏",
        id_number: "62999919871225908X",
        credit_code: "92629999MADEM0008F",
        product: Enterprise,
        category: "none",
        division: "620602107",
        business: "示例金羊慧敏食品有限公司",
        industry: "processing",
        amount_yuan: "1000000",
        purpose: "示例：扩建车间、招工",
        was_overdue: false,
        story: AT_BANK,
    },
    Person {
        phone: "13800001009",
        name: "示例孙建军",
        id_number: "629999198210099098",
        credit_code: "92629999MADEM0009J",
        product: Individual,
        category: "poverty_exited",
        division: "620602115",
        business: "示例西营建军蔬菜大棚",
        industry: "farming",
        amount_yuan: "160000",
        purpose: "示例：建两座大棚",
        was_overdue: false,
        story: OFFERED,
    },
    Person {
        phone: "13800001010",
        name: "示例周玉兰",
        id_number: "629999199003309106",
        credit_code: "92629999MADEM0010P",
        product: Individual,
        category: "online_merchant",
        division: "620602108",
        business: "示例和平玉兰电商",
        industry: "trade",
        amount_yuan: "150000",
        purpose: "示例：租仓库",
        was_overdue: false,
        story: PAID,
    },
    Person {
        phone: "13800001011",
        name: "示例吴海龙",
        id_number: "629999198508149115",
        credit_code: "92629999MADEM0011T",
        product: Individual,
        category: "registered_unemployed",
        division: "620602102",
        business: "示例清源海龙五金",
        industry: "trade",
        amount_yuan: "200000",
        purpose: "示例：进货",
        was_overdue: true,
        story: REFUSED,
    },
    Person {
        phone: "13800001012",
        name: "示例郑小云",
        id_number: "629999199601029120",
        credit_code: "92629999MADEM0012X",
        product: Individual,
        category: "graduate",
        division: "620602003",
        business: "示例小云画室",
        industry: "services",
        amount_yuan: "90000",
        purpose: "示例：买画材、交房租",
        was_overdue: false,
        story: WITHDRAWN,
    },
    Person {
        phone: "13800001013",
        name: "示例冯立新",
        id_number: "629999199107259131",
        credit_code: "92629999MADEM00131",
        product: Individual,
        category: "returning_migrant",
        division: "620602100",
        business: "示例黄羊立新农机",
        industry: "services",
        amount_yuan: "120000",
        purpose: "示例：买收割机配件",
        was_overdue: false,
        story: REPAYING,
    },
];
