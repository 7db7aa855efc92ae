"""The words beside a number that say it is an address, a law, a reference or an age: data."""

from .words import these

ADDRESS, LAW, REFERENCE = "an address", "a law", "a reference"
AGE, TIME, TELEPHONE, YEAR = "an age", "a time of day", "a telephone number", "a year"
SPEECH, POINTS = "a figure of speech", "percentage points"

# Right before a number. A capital letter is asked for where the word is an everyday one too.
BEFORE = {
    LAW: these(
        "section sections sect sec subsection subsections regulation regulations reg regs article "
        "articles art arts schedule schedules sch clause clauses paragraph paragraphs para paras "
        "chapter chapters directive iso bs en nice § §§ tulrca subparagraph sub-section cmnd"
    ),
    ADDRESS: these(
        "room rooms flat flats floor floors suite apartment apt ward wards bus buses route routes "
        "junction tram building pod annexe"
    ),
    REFERENCE: these(
        "branch no nos ref refs reference number version page pages p pp pg extension ext account "
        "acct band bands grade grades scp level levels tier tiers phase stage stages appendix "
        "annex volume vol footnote slide slides covid ks id invoice serial ticket badge item "
        "items question questions step steps motion motions resolution resolutions # channel "
        "edition scenario v ver code pin figs exhibit exhibits category tab"
    ),
    TELEPHONE: these("tel telephone phone mobile fax whatsapp text"),
    AGE: these("aged age ages"),
}
# The same, with a capital letter only: "Line 3", and not "on the picket line 14 people".
BEFORE_CAPITAL = {
    LAW: these(
        "act acts order rule rules part parts convention protocol amendment recommendation cap"
    ),
    ADDRESS: these(
        "unit block stand platform gate bay box plot house building terminal lift entrance "
        "door zone building car-park hall"
    ),
    REFERENCE: these(
        "year years case claim table figure fig line point note issue option form round class set "
        "group team agenda radio bbc itv sky windows agenda chart graph annex example formula "
        "euro season episode type article world war charter key priority recommendation objective "
        "principle demand chapter week-commencing working-group sprint"
    ),
}
# They name several: "sections 226 and 227", "bands 5 to 7".
PLURALS = frozenset(
    word
    for table in (BEFORE, BEFORE_CAPITAL)
    for words in table.values()
    for word in words
    if word.endswith("s") and word not in {"iso", "bs", "sas"}
) | {"§§", "aged", "ages", "age", "pp"}
# Between those that are named together.
JOINTS = frozenset({",", "and", "&", "or", "to", "-", "–", "—", "/", "(", ")", "."})

# Right after a number, with a capital letter: the 1992 Act, 1998 Regulations.
LAWS_AFTER = these("act acts regulations order directive")
BUSES_AFTER = these("bus tram route")
STREETS = these(
    "road rd street st avenue ave lane ln way square sq place pl drive close court gardens "
    "terrace hill park house crescent walk row green mews parade grove rise broadway "
    "embankment quay wharf yard gate circus hall centre center buildings high bridge highway "
    "approach boulevard vale villas cottages chambers estate"
)
# "on the 3rd floor", "5th Avenue".
FLOORS_AFTER = these("floor floors avenue storey street edition")
WEB_ENDINGS = these("uk com org net gov co io info london wales scot eu tv me ac nhs")

# Numbers that are the names of services.
SERVICES = these("999 111 101 112 119 105")
SERVICE_WORDS = these(
    "call called calling calls dial dialled nhs ring rang phone phoned via service line"
)

# Before a number on a clock: "at 8", "from 7.30".
CLOCK_BEFORE = these(
    "at from until till by to before after between around about past and - – — till"
)
CLOCK_AFTER = these(
    "on at outside in sharp every each daily tomorrow today onwards till until to - – — and "
    "prompt for monday tuesday wednesday thursday friday saturday sunday noon midnight midday "
    "bst gmt"
)
AGE_AFTER = (
    "year olds|year old|years old|years of age|yr old|yr olds|years young|month old|months old|"
    "week old|weeks old|day old|days old"
)
AGE_BEFORE = these("aged age ages turned turning turns")

# What people are counted by: after them "2000" is a count, and no year.
COUNTED = these(
    "people members staff workers nurses days hours messages signatures letters names patients "
    "posts jobs homes children families pupils students supporters strikers pounds miles users "
    "residents beds calls cases visits shifts colleagues employees drivers teachers lecturers "
    "librarians carers tenants women men votes ballots vacancies responses e-mails emails "
    "others more new of"
)
# Before a year, whatever follows it.
YEAR_BEFORE = these(
    "in since of from until till by during before after early late mid summer spring autumn "
    "winter the our this last and to year circa between – - — ' ( , back throughout christmas "
    "easter april january february march may june july august september october november "
    "december q1 q2 q3 q4"
)
STRIKES = these("strike strikes walkout walkouts stoppage stoppages picket action rolling")
# One person, of whom an age is said: "a driver, 58, collapsed".
PERSONS = these(
    "driver nurse worker teacher lecturer librarian porter mother father mum dad woman man "
    "carer loader member cleaner assistant officer manager grandmother grandfather resident "
    "patient"
)
