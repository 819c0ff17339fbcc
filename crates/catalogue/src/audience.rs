//! For whom a course is meant.

use crate::code::coded_enum;

coded_enum! {
    /// A group of people a course is meant for.
    ///
    /// The groups are those the district's two plans name (facts 1.4); where one of them is also one of the ten groups of the
    /// startup loan (facts 2.6), the code is that of the loan's category, so that an eligibility answer finds its courses.
    /// A group is a suggestion to the reader and never a condition: who may enrol is the trainer's and the bureau's to say.
    Audience {
        /// 城镇登记失业人员.
        RegisteredUnemployed = "registered_unemployed",
        /// 就业困难人员, 残疾人 and 零就业家庭成员 among them.
        HardToEmploy = "hard_to_employ",
        /// 退役军人.
        Veteran = "veteran",
        /// 刑满释放人员.
        ReleasedPrisoner = "released_prisoner",
        /// 高校毕业生.
        Graduate = "graduate",
        /// 化解过剩产能企业职工和失业人员.
        OvercapacityWorker = "overcapacity_worker",
        /// 返乡创业农民工.
        ReturningMigrant = "returning_migrant",
        /// 网络商户, 网店经营者.
        OnlineMerchant = "online_merchant",
        /// 脱贫人口.
        PovertyExited = "poverty_exited",
        /// 农村自主创业农民.
        RuralEntrepreneur = "rural_entrepreneur",
        /// 农村转移就业劳动者.
        RuralWorker = "rural_worker",
        /// 新型职业农民, 家庭农场, 合作社.
        ProfessionalFarmer = "professional_farmer",
        /// 未升学初高中毕业生.
        SchoolLeaver = "school_leaver",
        /// 企业职工, 新录用人员 among them.
        Employee = "employee",
        /// 转岗职工.
        TransferredEmployee = "transferred_employee",
        /// 灵活就业人员.
        FlexibleWorker = "flexible_worker",
        /// 个体工商户.
        SelfEmployed = "self_employed",
        /// 残疾人.
        Disabled = "disabled",
        /// 被征地农民.
        LandExpropriated = "land_expropriated",
        /// 随军家属.
        MilitaryFamily = "military_family",
        /// 劳务经纪人, 劳务带头人.
        LabourBroker = "labour_broker",
    }
}
