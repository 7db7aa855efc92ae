"""Whether words beside a name are a role’s or an organisation’s: by the lists, then by their shape.

“Amalgamated Weavers” and “Mums for Midwives” are an organisation, an “Electrician” is a role.
"""

import re

from solidarity.reading.belonging import belonging_of
from solidarity.reading.names import tokens_of
from solidarity.reading.words import words

LONGEST_ACRONYM = 7
RETIRED = re.compile(r"\((?:now )?(?:retired|ret[’']?d|rtd)\)?$|^retired$", re.IGNORECASE)
STREETS = (
    "street|st|road|rd|row|lane|avenue|drive|close|way|hill|square|terrace|place|gardens|court"
    "|crescent|park|house|walk|yard|gate"
)
STREET = re.compile(rf"\b(?:{STREETS})$", re.IGNORECASE)
# What parts who does something from what: “Reader in Labour History”, “Mother of the Chapel”.
LINK = re.compile(r"\s(?:of|in|for|to)\s", re.IGNORECASE)
OFFICE_OF = re.compile(r"^(?:the )?office of\b", re.IGNORECASE)
PARTY = re.compile(
    r"^(?:the )?(?:(?:scottish|welsh|northern) )?(?:labour(?: and co-?operative)?"
    r"|green|greens|lib(?:eral)? ?dem(?:ocrat)?s?|conservatives?|plaid cymru|snp|independents?)"
    r"(?: party| group)*$",
    re.IGNORECASE,
)
# What a place begins with before “of”.
OF_PLACES = frozenset(
    {"isle", "vale", "city", "county", "borough", "house", "forest", "port", "town"}
)
# What stands in places’ names, and seldom in organisations’.
OF_NAMED_PLACES = frozenset(
    ["upper", "lower", "nether", "over", "great", "greater", "little", "north", "south", "east",
     "west", "st", "saint", "new", "old", "mid", "central", "regis", "magna", "parva", "bay",
     "hill", "hills", "vale", "valley", "bridge", "green", "cross", "end", "wells", "bridges",
     "fells", "moor", "downs", "heights", "mills", "falls", "sands", "marsh", "wood", "heath",
     "street", "road", "lane", "row", "park", "site", "island", "isles", "county", "town", "city",
     "on", "under", "upon", "le", "by", "in", "the"]
)  # fmt: skip
# What people do for a living, where no list of roles has it.
TRADES = frozenset(
    ["accountant", "analyst", "archivist", "architect", "artist", "auditor", "baker", "bishop",
     "brewer", "bricklayer", "builder", "butcher", "canon", "ceo", "chef", "childminder",
     "co-founder", "conductor", "cyclist", "dad", "deacon", "dentist", "designer", "developer",
     "dinner-lady", "docker", "economist", "electrician", "farmer", "father", "fitter", "gardener",
     "governor", "grandad", "grandfather", "grandma", "grandmother", "gran", "guard",
     "headteacher", "historian", "inspector", "joiner", "lawyer", "machinist", "magistrate",
     "matron", "mechanic", "midwife", "mother", "mum", "musician", "optician", "painter",
     "pastor", "photographer", "pilot", "planner", "plasterer", "plumber", "potter", "principal",
     "programmer", "reader", "roofer", "scaffolder", "scientist", "seafarer", "shepherd",
     "shopkeeper", "signaller", "singer", "sister", "superintendent", "supervisor", "surveyor",
     "trainer", "visitor", "cynghorydd", "llywydd", "swyddog", "weaver", "welder", "archdeacon",
     "moderator", "deputy", "head", "ppc", "dean"]
)  # fmt: skip
# What is said for or against something, or done for it, by several people.
FOR_SOMETHING = re.compile(
    r"^.+\b(?:against|versus|action|watch|matters|first|united|together|solidarity|fightback"
    r"|defence|defenders|aid|relief|rights|justice|rebellion|collective|community|people"
    r"|initiative|inicjatywa|stand up|austerity|racism|cuts)\b"
    r"|^.+\b(?:stop|save|defend|keep) (?:the|our)\b"
    r"|^(?:save|stop|defend|keep|justice|fight|end|reclaim|protect|free|refuse)\b.+",
    re.IGNORECASE,
)
# Two people, by their first names.
PAIR = re.compile(r"^[^\W\d_]+ (?:&|and|und|et|y|e|a) [^\W\d_]+$")
NUMBERED = re.compile(r"^(?:local|lodge|chapel|branch|sector|region|watch)\s(?:no\.?\s)?\d+$", re.I)
ACRONYM = re.compile(
    rf"(?<![\w’'])\(?[A-Z]{{2,{LONGEST_ACRONYM}}}\)?$|^[A-Z]{{3,{LONGEST_ACRONYM}}}\b"
)
# Many who are something are an organisation, with capitals: “UNISON Retired Members”.
MANY_OF_ROLES = frozenset(
    ["members", "workers", "pensioners", "nurses", "students", "residents", "parents", "patients",
     "doctors", "carers", "drivers", "teachers", "midwives", "cleaners"]
)  # fmt: skip
# What the lists that walls share do not hold, and organisations' names do.
RUN = frozenset(
    ["fédération", "confédération", "comité", "collectif", "ligue", "związek", "związkowa",
     "solidarność", "vakbond", "vereniging", "förbund", "förbundet", "forbund", "forbundet",
     "fagforening", "gewerkschaft", "verein", "bund", "federación", "confederación", "asociación",
     "federazione", "associazione", "associação", "sindicato", "cymdeithas", "mudiad", "cumann",
     "ceardchumann", "sendika", "sendikası", "liitto", "foodbank", "gurdwara", "mandir", "parish",
     "pantry", "bookshop", "hospice", "refuge", "pharmacy", "ensemble", "colliery", "shipyard",
     "steelworks", "glassworks", "laundry", "creamery", "dairy", "cinema", "gallery", "homes",
     "aerospace", "logistics", "foods", "buses", "infirmary", "society", "gazette", "magazine",
     "u3a", "wi", "playgroup", "fellowship", "brotherhood", "league", "confederation", "congress",
     "movement", "circle", "corps", "consortium", "partnership", "faculty", "hub", "cathedral",
     "abbey", "priory", "convent", "diocese"]
)  # fmt: skip
# Letters after a name, and before an office.
LETTERS = frozenset(
    ["rn", "rgn", "rmn", "rscn", "scphn", "bsc", "ba", "ma", "msc", "mba", "phd", "bed", "pgce",
     "mbe", "obe", "cbe", "jp", "kc", "qc", "hons", "frcn", "frcgp", "mrcgp", "mbbs", "mbchb",
     "dch", "fba", "frs", "frsa", "fcipd", "cipd", "dipsw", "hon", "rt", "revd", "ven", "ceo",
     "it", "hr", "pr", "vp", "md", "tv", "uk", "usa", "eu", "nhs", "hq", "nec", "na"]
)  # fmt: skip
# How words for who does something end in other languages.
ROLE_ENDS = re.compile(
    r"(?:vorsitzender?|sekretär(?:in)?|leiter(?:in)?|schwester|pfleger(?:in)?|lehrer(?:in)?"
    r"|sprecher(?:in)?"
    r"|arbeiter(?:in)?|fahrer(?:in)?|ärztin|arzt|rätin|vertreter(?:in)?|präsident(?:in)?"
    r"|voorzitter|secretaris"
    r"|ordförande|sekreterare|sköterska|formand|lærer|miehe?s|sihteeri|puheenjohtaja|hoitaja"
    r"|opettaja"
    r"|czą[cC]a|czący|sekretarz|prezes|pielęgniarka|lekarka|nauczyciel(?:ka)?|infirmi(?:er|ère)"
    r"|enseignante?|trésori(?:er|ère)|présidente?|secrétaire|enfermer[ao]|maestr[ao]|profes(?:or|ora|seur"
    r"|seure|sore|soressa)"
    r"|segretari[ao]|delegat[ao]|delegad[ao]|tesorer[ao]|athr[oa]|athrawes|nyrs|rúnaí"
    r"|ysgrifennydd|[cg]adeirydd|trysorydd|swyddog|trefnydd|cynrychiolydd"
    r"|cathaoirleach|aelod|leder|leiar|leider|formann)$",
    re.IGNORECASE,
)


def known_words(text: str) -> list[str]:
    """Return the words of a text as the lists have them, and “&”."""
    return [each.word for each in tokens_of(text) if each.text[0].isalnum() or each.text == "&"]


def is_titled(text: str) -> bool:
    """Whether all long words of a text begin with a capital, and one at least."""
    long = [each for each in tokens_of(text) if len(each.text) > 3 or each.text[0].isupper()]
    return bool(long) and all(each.text[0].isupper() for each in long if each.text[0].isalpha())


def is_run(text: str) -> bool:
    """Whether unknown words are written as what people run: “Tarn WI”, “The Spice Drawer”."""
    known = known_words(text)
    if len(known) < 2:
        return False
    if FOR_SOMETHING.match(text):
        return True
    lettered = ACRONYM.search(text) and not text.isupper() and not {known[0], known[-1]} & LETTERS
    if lettered and known[0] not in words("role_words"):
        return True
    if set(known) & words("places") or STREET.search(text):
        return False
    # “Tarn Strikers’ Reunion”.
    if (known[0] == "the" and len(known) > 2) or re.search(r"s[’'] \w", text):
        return True
    return is_plural(known[-1]) and known[-1] not in OF_NAMED_PLACES


def _is_for_something(text: str) -> bool:
    """Whether a name says what many are for or against, and nobody's office."""
    known = set(known_words(text))
    return FOR_SOMETHING.match(text) is not None and not known & (words("roles") | TRADES)


def is_plural(word: str) -> bool:
    """Whether a word is written as several people or things are."""
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "’s"))


def kind_of_part(part: str) -> str:
    """Say whether a part is a role or an organisation by its words; "" where none says it."""
    known = known_words(part)
    listed = set(known) & (words("organisations") | words("unions") | RUN)
    if OFFICE_OF.match(part) or NUMBERED.match(part):
        return "organisation"
    link = LINK.search(part)
    head = known_words(part[: link.start()]) if link else []
    several = head and head[-1] in MANY_OF_ROLES and head != ["members"]
    if is_titled(part) and (several or _is_for_something(part)):
        return "organisation"
    if RETIRED.search(part) or (known[:1] and known[0] in {"retired", "former", "ex", "trainee"}):
        return "role"
    if head and not set(head) & (words("organisations") | words("unions") | RUN | OF_PLACES):
        named = is_plural(head[-1]) or (len(head) > 1 and link and link.group().strip() == "for")
        many = named and head[-1] not in words("roles") | TRADES and is_titled(part)
        return "organisation" if many else "role"
    if known and known[-1] in TRADES:
        return "role"
    crowd = bool(known) and (
        known[-1] in MANY_OF_ROLES
        or (set(known) & MANY_OF_ROLES and is_plural(known[-1]) and known[-1] not in words("roles"))
    )
    if crowd and len(known) > 1 and is_titled(part):
        return "organisation"
    if "&" in known and not PAIR.match(part) and not set(known) & words("roles"):
        return "organisation"
    if part and (ROLE_ENDS.search(part.split()[0]) or ROLE_ENDS.search(part)):
        return "role"
    if listed and part.islower():
        return ""  # “the public service union” is a motto
    found = belonging_of(part)
    if found.role and any(word in words("roles") for word in known):
        return "role"
    return "organisation" if listed or (found.organisation and not found.role) else ""
