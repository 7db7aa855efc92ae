"""Words that say how a number is meant, whatever it is a number of."""

from dispute.figures.words import Phrases

# Not said to be so.
SUPPOSED: Phrases = (
    "would",
    "could",
    "should",
    "might",
    "if",
    "unless",
    "whether",
    "suppose/imagine",
    "were/was to",
    "want/wants/wanted",
    "demand/demands/demanding/demanded",
    "ask/asks/asking/asked ?you ?them ?again for",
    "ask/asks/asking/asked that",
    "call/calls/calling/called for",
    "hope/hopes/hoping",
    "aim/aims/aiming",
    "propose/proposes/proposed/proposing",
    "seek/seeks/seeking",
    "claiming/claim for",
    "need/needs",
    "fear/fears/feared",
    "expect/expects/expected",
    "predict/predicts/predicted/forecast/forecasts/projected",
    "risk/risks",
    "target",
    "must",
    "ought",
    "rather than",
    "instead of",
    "supposed",
    "enough to",
    "as if",
    "plan/plans/planning/planned to",
    "not until",
    "to avoid/prevent",
    "not true/so/correct/right that",
    "untrue/false/wrong/nonsense/myth that",
    "nobody/noone ~ said/says/say/claims/claimed/suggests/thinks",
    "no one ~ said/says/say/claims/claimed/suggests/thinks",
    "deny/denies/denied/dispute/disputes/disputed/doubt/doubts that",
)
MAYBE: Phrases = ("may", "can", "cannot")
NOT: Phrases = (
    "not",
    "never",
    "nor",
    "didn't/don't/doesn't/haven't/hasn't/hadn't/isn't/aren't/wasn't/weren't/won't",
)
TO_BE: Phrases = (
    "will",
    "shall",
    "won't/we'll/they'll",
    "going to",
    "soon",
    "tomorrow",
    "next week/month/year/spring/summer/autumn/winter",
    "by christmas/easter/spring/summer/autumn/winter/then",
    "by the end of",
    "by next",
)
# What somebody else said.
_THEY = (
    "council/councils/employer/employers/management/managers/manager/director/directors/leader/"
    "leaders/councillor/councillors/cllr/minister/ministers/spokesperson/spokesman/spokeswoman/"
    "officers/official/officials/he/she/they/you/government/executive/trust/hr/cabinet/committee/"
    "newspaper/paper/report/regulator/inspectors/company/department/chair/authority/board/"
    "association/landlord/firm/college/university/charity/contractor/operator/provider/boss/bosses/"
    "chief/head/speaker/mp/journalist/{employer}"
)
_SAID = (
    "said/says/say/claim/claims/claimed/claiming/insist/insists/insisted/state/states/stated/tell/"
    "tells/told/argue/argues/argued/maintain/maintains/maintained/announced/reported/reports/"
    "suggested/suggests/alleged/alleges/asserted/asserts/estimated/estimates/puts/quoted/"
    "wrote/writes/replied/responded/boasted/boasts/believes/thinks"
)
SAID_BEFORE: Phrases = (
    f"{_THEY} ~ {_SAID}",
    "according to",
    "so called",
    "allegedly/reportedly",
    "it is/was claimed/said/reported/alleged",
    "in the words of",
    "by their/your own account/figures/figure",
    "your/their/employer's/council's/management's claim/claims/statement/figure/figures/press",
    "their/your figure/figures",
    "their/your/council/employer/the/a press release/releases/statement/office",
    "the law/act/rules/legislation",
    "by law",
)
SAID_AFTER: Phrases = (
    f"said/says/claims/claimed/insists/insisted/wrote/according ?to ?us ?a ?the ?our {_THEY}",
    f"{_THEY} {_SAID}",
    f"{_THEY} like/likes/love/loves/keep/keeps/prefer/prefers ~ say/saying/claim/claiming/tell/"
    "telling",
    "according to",
)
# Whose number it is.
OTHERS: Phrases = (
    "nationally",
    "nationwide",
    "national average/figure/figures/rate/survey",
    "across england/britain/wales/scotland/ireland/uk/london/europe",
    "across the uk/country/region/sector/nhs/council/capital/county/city/borough/whole/profession",
    "in england/britain/wales/scotland/ireland/europe/london",
    "in the uk/nhs/country/region/capital/sector/profession/north-east/press",
    "other/another/neighbouring/nearby/different/sister/many/most/some/every council/councils/"
    "branch/branches/borough/boroughs/authority/authorities/trust/trusts/dispute/disputes/"
    "employer/employers/union/unions/city/cities/county/counties/town/towns/service/services/"
    "hospital/hospitals/school/schools/department/departments/local/team/teams/directorate",
    "elsewhere",
    "a/any branch/council/employer/union/team that/with/where/which",
    "in any dispute/strike/ballot",
    "those present",
    "neighbouring/nearby",
    "council wide",
    "councils ?across ?in",
    "our sister/neighbouring",
    "next door",
    "over there",
    "their branch/members/dispute/strike/team",
)
SUBSET: Phrases = ("of them", "of those", "of whom", "of which", "of these")
# A rate, or a share of each.
EACH: Phrases = (
    "each",
    "per",
    "every",
    "apiece",
    "a day/week/month/shift/head/person/time",
    "at a time",
    "weekly/monthly/yearly/daily/annually",
)
CHANGE: Phrases = (
    "risen/rise/rises/rose/rising/increased/increase/grown/grew/grow/growing/jumped/up/fallen/fell/"
    "fall/falling/cut/reduced/down/dropped/shrunk/lengthened ?again by",
    "increase/rise/fall/cut/reduction/drop/growth of",
    "extra",
    "longer than",
    "more/fewer than last/before",
    "as many as",
)
# A value that was.
FORMERLY: Phrases = (
    "previously",
    "formerly",
    "originally",
    "at the time",
    "at that time",
    "used to",
    "up from",
    "down from",
    "back then",
    "earlier",
    "a year before/earlier/ago",
    "a month before/earlier/ago",
    "ago",
    "had been",
    "before the strike/dispute/ballot/restructure",
    "last year/month/week/spring/summer/autumn/winter/time",
    "in the same period",
    "first/second/previous/earlier/original/initial ballot/vote/round/reading",
    "last/first time",
    "the time/year/month/quarter before",
    "started/began/stood at",
    "when we/it/this/the ?dispute ?strike began/started/opened",
    "at the start/beginning/outset",
    "to begin/start with",
)
# Some of the people, or other people.
OTHER_PEOPLE: Phrases = (
    "agency",
    "locum/locums",
    "temporary/temps",
    "student/students",
    "trainee/trainees",
    "apprentice/apprentices",
    "newly",
    "manager/managers/managerial/management",
    "senior",
    "junior",
    "admin/administrative",
    "bank",
    "part time",
    "full time",
    "former",
    "retired",
    "volunteer/volunteers",
    "union",
    "new",
    "unqualified",
    "overseas",
    "family",
    "young",
    "cohort/cohorts",
    "graduate/graduates",
    "council",
    "nhs",
    "other",
    "care home",
    "black",
    "women/men/female/male",
    "disabled",
)
# What nothing in a record of figures speaks of, but a letter's readers will ask about.
OUTSIDE: Phrases = (
    "cohort/cohorts",
    "vacancy/vacancies",
    "vacant",
    "unfilled",
    "caseload/caseloads",
    "agency ?staff ?workers",
    "locum/locums",
    "turnover",
    "sickness",
    "off sick",
    "overtime",
    "burnout",
    "stress",
    "pay cut",
    "real terms",
    "referrals/referral",
    "assessments",
    "budget",
    "reserves",
    "pickets",
    "signatures",
    "signed",
    "graduates/trainees",
    "newly qualified",
    "retention",
    "recruitment",
)
JOINING: Phrases = ("and more/others/another/several/many/some/the", "while", "whereas", "but")
MARKERS: tuple[Phrases, ...] = (
    SUPPOSED, MAYBE, NOT, TO_BE, SAID_BEFORE, SAID_AFTER, OTHERS, SUBSET, EACH, CHANGE, FORMERLY,
    OTHER_PEOPLE, OUTSIDE, JOINING,
)  # fmt: skip
