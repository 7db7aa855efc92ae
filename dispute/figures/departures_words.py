"""The words by which departures, posts and experience are known in prose."""

from .departed import LEFT, NOTICE, TOTAL
from .words import PEOPLE, WHOLE_STAFF, Part, Phrases, Sort, Words

GONE: Phrases = (
    "left",
    "leave",
    "leavers/leaver",
    "gone",
    "quit",
    "departed",
    "departure/departures",
    "walked away",
    "walk away",
    "walked out of the door",
    "walk out of the door",
    "moved on",
    "move on",
    "lost",
    "lose",
    "losing",
    "loss of",
    "packed it in",
    "jumped ship",
    "called it a day",
    "voted with their feet",
    "vote with their feet",
    "no longer with us",
    "those/people/colleagues/staff who ?have went/gone",
    "no longer work/works here",
    "goodbye to",
    "farewell to",
)
GIVEN_NOTICE: Phrases = (
    "hand/handed/handing in ~ notice/notices/resignation/resignations",
    "handed ~ notice/notices/resignation/resignations",
    "give/gave/given/giving ?in ~ notice",
    "put ~ in ~ notice/resignation/resignations",
    "submit/submitted/tendered/tender ~ notice/notices/resignation/resignations",
    "on/under notice",
    "with their/his/her/your notice in",
    "working/serving/serve/work ~ notice",
    "notice period/periods",
    "notice of their departure",
    "about to leave/go",
    "due to leave/go",
    "set to leave/go",
    "will ?soon ?be leave/leaving",
    "are/is/am/be ?also ?now ?soon leaving/going",
    "notice ?has/had been given",
    "given/handed/gave/put in theirs/hers/his/ours",
    "are/is/am ~ about to",
    "way out",
    "on their/his/her/the way out",
)
RESIGNED: Phrases = ("resigned", "resignation/resignations", "resign")
# Those who remain, and what else is left or given.
NOT_DEPARTED: Phrases = (
    "left the room/meeting/building/picket/chamber/hall/call/table/line",
    "left out in/on",
    "left with/behind/unfilled/empty/vacant/waiting/without/open/unable/alone/feeling/to/over",
    "left in them/it/here/there/post",
    "left theirs/hers/mine/it/nothing/everything/a/an",
    "left in the/our ?own team/teams/service/office/department/building/borough",
    "are/is/were/be/being/just/only ?still ?just ?now left",
    "remain/remains/remaining",
    "leave/leaves us/only/just/behind/the meeting",
    "left the union/party/branch/profession/country",
    "gone to/through/without/into/up/down/unanswered/unfilled/on",
    "went to",
    "go to",
    "lost ~ pay/wages/hours/sleep/days/years/time",
    "lost ~ of experience",
    "lose ~ pay/wages",
    "leave year/policy/entitlement/days",
    "annual/sick/maternity/paternity/unpaid/parental leave",
    "on leave",
    "sick leave",
    "notice of ?strike ?industrial action/ballot",
    "joined/recruited/hired/appointed/started",
    "have/has been replaced",
    "consider/considering/thinking/thought/tempted/intend/intending",
    "looking to/for",
    "weeks/days/months notice",
)
_JOIN: Phrases = (
    "or",
    "and",
    "either",
    "plus",
    "both",
    "with those",
    "including",
    "counting",
    "together",
)
HAVE_LEFT = (
    Words(Sort.COUNT, heads=PEOPLE, needs=(GONE,), forbids=NOT_DEPARTED, bare=True),
    Words(
        Sort.COUNT,
        heads=("leavers/leaver", "departures/departure", "exits"),
        forbids=NOT_DEPARTED,
    ),
    Words(Sort.COUNT, heads=PEOPLE, needs=(RESIGNED,), forbids=NOT_DEPARTED, bare=True, open=True),
)
ON_NOTICE = (
    Words(
        Sort.COUNT, heads=PEOPLE, needs=(GIVEN_NOTICE,), forbids=NOT_DEPARTED, bare=True,
        future=True,
    ),
    Words(Sort.COUNT, heads=PEOPLE, needs=(RESIGNED,), forbids=NOT_DEPARTED, bare=True, open=True),
)  # fmt: skip
LEFT_OR_NOTICE = (
    Words(
        Sort.COUNT,
        heads=PEOPLE,
        needs=(GONE, GIVEN_NOTICE, _JOIN),
        forbids=NOT_DEPARTED,
        bare=True,
        future=True,
    ),
    Words(
        Sort.COUNT,
        heads=(*PEOPLE, "resignation/resignations"),
        needs=(RESIGNED,),
        forbids=NOT_DEPARTED,
        bare=True,
        open=True,
    ),
)
SINCE_NOTICE = (
    Words(
        Sort.COUNT,
        heads=PEOPLE,
        needs=(
            (*GIVEN_NOTICE, *RESIGNED),
            (
                "since we/the gave/served ~ notice",
                "since the day/date/week ~ notice",
                "since notice ?of ?strike ?industrial ?action was/had",
                "since notice of ?strike ?industrial action",
                "since ?our ?the ?strike notice",
                "since we announced/notified/called",
            ),
        ),
        forbids=tuple(each for each in NOT_DEPARTED if not each.startswith("notice of")),
        bare=True,
    ),
)
POSTS: tuple[Words, ...] = (
    Words(
        Sort.COUNT,
        heads=(
            "post/posts",
            "{workforce} post/posts",
            "positions",
            "establishment of",
            "funded post/posts",
        ),
        forbids=(
            "vacant/vacancy/vacancies/unfilled/empty/filled/covered/advertised/recruit/recruited",
            "extra/additional/new/more/further/fewer/lost/cut/cuts/deleted/frozen/held/create",
            "went/gone/left",
            "agency/locum/locums/temporary/permanent",
        ),
    ),
    Words(
        Sort.COUNT,
        heads=("{workforce}", "staff", "workers", "practitioners", "us"),
        needs=(
            (
                "teams of",
                "service of",
                "workforce of",
                "establishment of",
                "make/makes up the/our team/teams/service",
                "when fully staffed",
                "when ~ full",
                "full strength",
            ),
        ),
        forbids=("left", "gone", "lost", "notice", "agency", "managers"),
        open=True,
        bare=True,
    ),
)


# One of several teams, or the only one.
POSTS += (
    Words(
        Sort.COUNT,
        heads=("{workforce}", "staff", "workers", "practitioners", "us"),
        needs=(("team of", "there are/were/used"),),
        forbids=("left", "gone", "lost", "notice", "agency", "managers"),
        bare=True,
        loose=True,
    ),
)


def _share(event: str, needs: tuple[Phrases, ...], *, open_: bool = False) -> Words:
    return Words(
        Sort.SHARE,
        heads=WHOLE_STAFF,
        needs=needs,
        forbids=(*NOT_DEPARTED, "experience"),
        base=WHOLE_STAFF,
        parameters=(("event", event),),
        bare=True,
        open=open_,
        future=event != LEFT,
    )


SHARE_OF_POSTS: tuple[Words, ...] = (
    _share(LEFT, (GONE,)),
    _share(NOTICE, (GIVEN_NOTICE,)),
    _share(TOTAL, (GONE, GIVEN_NOTICE, _JOIN)),
    _share(TOTAL, (RESIGNED,), open_=True),
)
SHARE_OF_POSTS += (
    Words(
        Sort.COUNT, heads=("out of",), needs=((*GONE, *GIVEN_NOTICE),), part=Part.DENOMINATOR,
        parameters=(("event", LEFT),), loose=True,
    ),
)  # fmt: skip
_OF_EXPERIENCE: Phrases = (
    "of ?our ?the ?combined ?collective ?total ?all ?years ?of experience",
    "of ?our ?the ?teams ?team ?combined ?collective ?total experience",
    "our/combined/collective/total experience",
    "years of ?combined ?collective ?total ?social ?work ?professional experience",
    "years' experience",
    "years experience",
)
_WENT: Phrases = (*GONE, *GIVEN_NOTICE, "walked", "taken/took ~ ?of ?our ~ with them", "drained")
EXPERIENCE = (
    Words(Sort.SHARE, heads=_OF_EXPERIENCE, needs=(_WENT,), base=_OF_EXPERIENCE, loose=True),
    Words(
        Sort.LENGTH,
        heads=_OF_EXPERIENCE,
        needs=(_WENT,),
        forbids=("each", "one", "with over", "average", "a colleague", "someone", "who had"),
        part=Part.NUMERATOR,
        unit="years",
        loose=True,
    ),
    Words(
        Sort.LENGTH,
        heads=_OF_EXPERIENCE,
        needs=(GONE, GIVEN_NOTICE, _JOIN),
        part=Part.NUMERATOR,
        unit="years",
    ),
)
