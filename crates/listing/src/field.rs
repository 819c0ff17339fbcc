//! The fields of a listing, each a column of the trainers' sheet.

use std::fmt;

macro_rules! fields {
    ($($(#[$about:meta])* $member:ident = $id:literal, $heading:literal, $example:literal;)+) => {
        /// One thing a trainer says about a course or a class of it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$about])* $member,)+ }

        impl Field {
            /// Every field, in the order of form and sheet.
            pub const ALL: &'static [Self] = &[$(Self::$member,)+];

            /// Its name in JSON and in pointers.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$member => $id,)+ }
            }

            /// Its heading in a sheet.
            #[must_use]
            pub const fn heading(self) -> &'static str {
                match self { $(Self::$member => $heading,)+ }
            }

            /// What the sample row of the template says.
            #[must_use]
            pub const fn example(self) -> &'static str {
                match self { $(Self::$member => $example,)+ }
            }
        }
    };
}

fields! {
    /// Title.
    Title = "title", "课程名称", "示例 低压电工入门班";
    /// What it is for.
    Kind = "kind", "课程类别", "就业技能";
    /// Trade as the district's list names it; may be empty.
    Trade = "trade", "工种", "电工";
    /// Level it prepares for; may be empty.
    Level = "level", "技能等级", "五级";
    /// Teaching hours.
    Hours = "hours", "课时", "120";
    /// Price in yuan.
    Price = "price", "学费（元）", "免费";
    /// Whether a training subsidy may cover it.
    IsSubsidised = "is_subsidised", "可申请培训补贴", "是";
    /// For whom; may be empty.
    Audiences = "audiences", "面向人群", "登记失业人员、返乡创业农民工";
    /// Township or street.
    Division = "division", "乡镇（街道）", "武南镇";
    /// Room or site.
    Venue = "venue", "上课地点", "示例实训楼 201";
    /// How many people the room holds.
    VenueSeats = "venue_seats", "场地可容纳人数", "40";
    /// How it is taught.
    Mode = "mode", "授课方式", "线下";
    /// Two or three sentences.
    Summary = "summary", "课程简介", "从认识电线和开关学起，没有基础也能学。";
    /// What is taught, in order.
    Outline = "outline", "课程内容（用；隔开）", "安全用电；照明线路；查找故障";
    /// What to bring; may be empty.
    Bring = "bring", "要带什么（用；隔开）", "身份证；绝缘鞋";
    /// What one leaves with; may be empty.
    Certificate = "certificate", "学完有什么证", "考核合格发结业证明";
    /// First day of a class.
    StartsOn = "starts_on", "开课日期", "2027-03-01";
    /// Last day.
    EndsOn = "ends_on", "结课日期", "2027-03-26";
    /// When in the week.
    TimeOfDay = "time_of_day", "上课时段", "白天";
    /// Days and hours in words.
    Schedule = "schedule", "上课时间", "周一至周五 9:00—12:00";
    /// Seats.
    Seats = "seats", "招生人数", "30";
    /// Last day to enrol.
    EnrolBy = "enrol_by", "报名截止日期", "2027-02-24";
}

impl Field {
    /// The field of this name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.id() == id)
    }

    /// Whether it is said of each class and not of the course.
    #[must_use]
    pub const fn is_of_class(self) -> bool {
        matches!(
            self,
            Self::StartsOn
                | Self::EndsOn
                | Self::TimeOfDay
                | Self::Schedule
                | Self::Seats
                | Self::EnrolBy
        )
    }

    /// Whether a listing must say it.
    #[must_use]
    pub const fn is_required(self) -> bool {
        !matches!(
            self,
            Self::Trade | Self::Level | Self::Audiences | Self::Bring | Self::Certificate
        )
    }

    /// Whether a reviewer must see a change of it before residents do: what it costs, who is licensed for it, when it is
    /// taught, what comes out of it. Words about it may be put right at once.
    #[must_use]
    pub const fn is_material(self) -> bool {
        !matches!(self, Self::Summary | Self::Bring)
    }

    /// The most characters it may have.
    #[must_use]
    pub const fn most_chars(self) -> usize {
        match self {
            Self::Title | Self::Venue | Self::Schedule | Self::Certificate => 60,
            Self::Summary => 400,
            Self::Outline => 1_000,
            Self::Bring | Self::Audiences => 300,
            _ => 40,
        }
    }

    /// The fields of the course.
    pub fn of_course() -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|field| !field.is_of_class())
    }

    /// The fields of each class.
    pub fn of_class() -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|field| field.is_of_class())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.id())
    }
}

impl serde::Serialize for Field {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> serde::Deserialize<'de> for Field {
    fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let id = <String as serde::Deserialize>::deserialize(input)?;
        Self::from_id(&id).ok_or_else(|| serde::de::Error::custom("unknown field"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_headings_name_one_field_each() {
        for field in Field::ALL {
            assert_eq!(Field::from_id(field.id()), Some(*field));
            let same = Field::ALL
                .iter()
                .filter(|other| other.heading() == field.heading());
            assert_eq!(same.count(), 1, "{field}");
        }
        assert_eq!(Field::from_id("x"), None);
    }
}
