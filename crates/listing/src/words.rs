//! The words of a sheet for the codes of a course.

use catalogue::{Audience, CourseKind, SkillLevel, TeachingMode, TimeOfDay};

use crate::read::narrow;

/// Words for codes; the first of each is the one that a template offers.
pub(crate) const KINDS: &[(&str, CourseKind)] = &[
    ("就业技能", CourseKind::EmploymentSkill),
    ("岗位提升", CourseKind::JobUpgrade),
    ("创业", CourseKind::Startup),
    ("农业技术", CourseKind::Farming),
    ("电商", CourseKind::Ecommerce),
    ("高技能", CourseKind::AdvancedSkill),
    ("就业技能培训", CourseKind::EmploymentSkill),
    ("岗位技能提升", CourseKind::JobUpgrade),
    ("创业培训", CourseKind::Startup),
    ("电商培训", CourseKind::Ecommerce),
    ("高技能人才", CourseKind::AdvancedSkill),
];
pub(crate) const LEVELS: &[(&str, SkillLevel)] = &[
    ("五级", SkillLevel::Five),
    ("四级", SkillLevel::Four),
    ("三级", SkillLevel::Three),
    ("二级", SkillLevel::Two),
    ("一级", SkillLevel::One),
    ("初级工", SkillLevel::Five),
    ("中级工", SkillLevel::Four),
    ("高级工", SkillLevel::Three),
    ("技师", SkillLevel::Two),
    ("高级技师", SkillLevel::One),
    ("初级", SkillLevel::Five),
    ("中级", SkillLevel::Four),
    ("高级", SkillLevel::Three),
];
pub(crate) const MODES: &[(&str, TeachingMode)] = &[
    ("线下", TeachingMode::InPerson),
    ("线上", TeachingMode::Online),
    ("线上线下", TeachingMode::Mixed),
    ("到场上课", TeachingMode::InPerson),
    ("网上上课", TeachingMode::Online),
    ("网上加到场", TeachingMode::Mixed),
    ("线上线下结合", TeachingMode::Mixed),
];
pub(crate) const TIMES: &[(&str, TimeOfDay)] = &[
    ("白天", TimeOfDay::Day),
    ("晚上", TimeOfDay::Evening),
    ("周末", TimeOfDay::Weekend),
    ("夜间", TimeOfDay::Evening),
    ("夜校", TimeOfDay::Evening),
    ("双休日", TimeOfDay::Weekend),
];
pub(crate) const AUDIENCES: &[(&str, Audience)] = &[
    ("登记失业人员", Audience::RegisteredUnemployed),
    ("就业困难人员", Audience::HardToEmploy),
    ("退役军人", Audience::Veteran),
    ("刑满释放人员", Audience::ReleasedPrisoner),
    ("高校毕业生", Audience::Graduate),
    ("化解过剩产能企业职工", Audience::OvercapacityWorker),
    ("返乡创业农民工", Audience::ReturningMigrant),
    ("网店店主", Audience::OnlineMerchant),
    ("脱贫人口", Audience::PovertyExited),
    ("农村自主创业农民", Audience::RuralEntrepreneur),
    ("农村外出务工人员", Audience::RuralWorker),
    ("种养大户、家庭农场、合作社", Audience::ProfessionalFarmer),
    ("没升学的初高中毕业生", Audience::SchoolLeaver),
    ("企业职工", Audience::Employee),
    ("转岗职工", Audience::TransferredEmployee),
    ("灵活就业人员", Audience::FlexibleWorker),
    ("个体工商户", Audience::SelfEmployed),
    ("残疾人", Audience::Disabled),
    ("被征地农民", Audience::LandExpropriated),
    ("随军家属", Audience::MilitaryFamily),
    ("劳务经纪人", Audience::LabourBroker),
];

/// Something with a code that JSON knows too.
pub(crate) trait Coded: Copy {
    /// Its code.
    fn code(self) -> &'static str;
}

macro_rules! coded {
    ($($name:ty),+) => { $(impl Coded for $name { fn code(self) -> &'static str { <$name>::code(self) } })+ };
}
coded!(CourseKind, SkillLevel, TeachingMode, TimeOfDay, Audience);

pub(crate) fn find<T: Coded>(words: &[(&str, T)], text: &str) -> Option<T> {
    let text = narrow(text);
    let text = text.trim();
    let is_it = |(word, value): &&(&str, T)| *word == text || value.code() == text;
    words.iter().find(is_it).map(|(_, value)| *value)
}

/// The words a template offers: the first of each code.
pub(crate) fn offered<T: Coded>(words: &[(&str, T)]) -> String {
    first_words(words).join("、")
}

pub(crate) fn first_words<'a, T: Coded>(words: &[(&'a str, T)]) -> Vec<&'a str> {
    let mut seen = Vec::new();
    let mut offered = Vec::new();
    for (word, value) in words {
        if !seen.contains(&value.code()) {
            seen.push(value.code());
            offered.push(*word);
        }
    }
    offered
}

/// The word that stands for a code in a sheet: the first of it.
pub(crate) fn word_of<T: Coded>(words: &[(&'static str, T)], code: &str) -> Option<&'static str> {
    let found = words.iter().find(|(_, value)| value.code() == code);
    found.map(|(word, _)| *word)
}
