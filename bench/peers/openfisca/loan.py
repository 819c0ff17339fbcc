"""The individual guaranteed startup loan, as in force since 2023-10-01, for OpenFisca-Core.

The same rule as the version of 2023-10-01 in policies/programmes/startup_loan_individual.toml; each part names the document
and the clause that the file cites for it. Figures come from policies/parameters.toml, by way of the compiled pack.
Written for speed as far as OpenFisca goes: one vectorised formula, sets as one flag an option, ages as bounds of the
birth date worked out once a calculation.
"""

import datetime

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

GROUPS = ["registered_unemployed", "hard_to_employ", "veteran", "released_prisoner", "graduate", "overcapacity_worker",
          "returning_migrant", "poverty_exited", "rural_entrepreneur"]
LOANS = ["business", "other", "consumer"]
FLAGS = ["in_school", "public_employee", "welfare_post", "business_in_district", "loan_overdue_record"]
NUMBERS = ["consumer_loan_balance", "prior_guaranteed_loans", "online_shop_months", "online_shop_monthly_sales",
           "online_shop_rating_percent"]

Person = build_entity(key="person", plural="persons", label="A person", is_person=True)


class Track(Enum):
    male_60 = "male_60"
    female_55 = "female_55"
    female_50 = "female_50"


class Kind(Enum):
    none = "none"
    other = "other"


class Industry(Enum):
    restricted = "restricted"
    other = "other"


def told(name, kind, **more):
    """A variable that people tell."""
    return type(name, (Variable,), {"value_type": kind, "entity": Person, "definition_period": DateUnit.ETERNITY,
                                    "label": name, **more})


TOLD = ([told(f"group_{group}", bool) for group in [*GROUPS, "online_merchant"]] +
        [told(f"loan_{kind}", bool) for kind in LOANS] +
        [told(name, bool) for name in FLAGS] + [told(name, int) for name in NUMBERS] +
        [told("birth_date", datetime.date),
         told("retirement_track", Enum, possible_values=Track, default_value=Track.male_60),
         told("business_kind", Enum, possible_values=Kind, default_value=Kind.none),
         told("industry", Enum, possible_values=Industry, default_value=Industry.other)])


def loan(figures):
    """The loan with the figures of a day; money in fen."""

    class startup_loan_individual(Variable):
        value_type = bool
        entity = Person
        definition_period = DateUnit.DAY
        label = "May have the individual guaranteed startup loan"

        def formula_2023_10_01(person, period):
            on = period.start

            def years_before(years):
                return numpy.datetime64(f"{on.year - years:04}-{on.month:02}-{on.day:02}")

            # age: linxia_2025, 年龄男18–60岁、女18–55岁
            birth = person("birth_date", period)
            oldest = numpy.where(person("retirement_track", period) == Track.male_60,
                                 years_before(figures["loan_age_max_male"] + 1),
                                 years_before(figures["loan_age_max_female"] + 1))
            # category: caijin_2018_22, 十类人员; linxia_2025, 十类群体
            group = (person("group_online_merchant", period)
                     & (person("online_shop_months", period) >= figures["shop_months_min"])
                     & (person("online_shop_monthly_sales", period) >= figures["shop_monthly_sales_min"])
                     & (person("online_shop_rating_percent", period) >= figures["shop_rating_percent_min"]))
            for name in GROUPS:
                group = group | person(f"group_{name}", period)
            return ((birth <= years_before(figures["loan_age_min"])) & (birth > oldest) & group
                    # in_school: zhangxian_2023, 在校学生不得申请
                    & ~person("in_school", period)
                    # public_employee: zhangxian_2023, 机关事业单位、企业正式在职或退休人员及县聘临时人员不得申请
                    & ~person("public_employee", period)
                    # welfare_post: zhangxian_2023, 城镇公益性岗位人员不得申请
                    & ~person("welfare_post", period)
                    # place: linxia_2025, 不受户籍限制，在本市境内个体或合伙经营
                    & (person("business_kind", period) != Kind.none) & person("business_in_district", period)
                    # industry: gansu_qa_2018, 广告业、桑拿、按摩、网吧、氧吧及国家不鼓励的行业除外
                    & (person("industry", period) != Industry.restricted)
                    # other_loans: guangyuan_2023, 除助学、脱贫人口小额信贷、住房、购车、5万元以下小额消费贷款外没有其他贷款
                    & ~person("loan_business", period) & ~person("loan_other", period)
                    & (~person("loan_consumer", period)
                       | (person("consumer_loan_balance", period) <= figures["consumer_loan_max"]))
                    # prior_loans: caijin_2023_75, the figure's own citation
                    & (person("prior_guaranteed_loans", period) < figures["prior_loans_max"])
                    # overdue: negative_list_2026, 曾逾期的不予受理
                    & ~person("loan_overdue_record", period))

    return startup_loan_individual


def system(figures):
    """The rules, with every variable people tell."""
    rules = TaxBenefitSystem([Person])
    rules.add_variables(*TOLD, loan(figures))
    return rules
