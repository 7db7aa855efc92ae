"""What programs put around a mail: mobile and list footers, legal notices, banners."""

import re

from solidarity.reading import is_greeting

MOBILE = re.compile(
    r"^[>\s*_]{0,4}(?:sent (?:from|via|using|with) (?:my |the |a )?\[?(?:\w+ ){0,2}?(?:i-?phone"
    r"|i-?pad|ipod|samsung|galaxy"
    r"|android|mobile|phone|cell|huawei|blackberry|windows|sony|htc|moto\w*|pixel|xperia|tablet|device|smartphone"
    r"|outlook|yahoo|mail|gmail|aol|proton\w*|nokia|fairphone|oneplus|oppo|laptop|mac\w*|e-?mail|bt|vodafone|ee|o2"
    r"|three|sky|tiscali|fastmail|tuta\w*|zoho|spark|thunderbird|k-?9)\b.{0,80}"
    r"|get outlook for .{1,60}|yahoo mail: .{1,60}|download .{1,30} for (?:ios|android).{0,20}"
    r"|envoyé (?:de(?:puis)?|à partir de) (?:mon|mobile|yahoo|outlook|l).{0,60}|von meinem"
    r" .{1,40} gesendet"
    r"|gesendet (?:von|mit) (?:meinem|outlook|der|mobile).{0,60}|enviado (?:desde|do) (?:mi|meu"
    r"|outlook|yahoo).{0,60}"
    r"|inviato da(?:l mio)? (?:i|outlook|smart|tele|libero).{0,60}|verzonden (?:vanaf|via|van)"
    r" (?:mijn|outlook).{0,60}"
    r"|verstuurd vanaf .{1,40}|anfonwyd o fy .{1,40}|wedi[’']i anfon o fy .{1,40}|sendt fra"
    r" (?:min|outlook).{0,40}"
    r"|skickat från (?:min|outlook).{0,40}|wysłane z .{1,40})[.!]?$",
    re.IGNORECASE,
)
RULE = re.compile(r"^[\s\-–—_=*~+#·•.]{3,300}$")
LIST = re.compile(
    r"mailing list$|^(?:copyright\s?(?:©|\(c\))?|©|\(c\))\s?\d{4}\b[^.]{0,80}"
    r"(?:\.\s?all rights reserved)?\.?$|\ball rights reserved\.?$"
    r"|^(?:want to|would you like to) change how you (?:receive|get)|^our (?:mailing )?address is:"
    r"|^to unsubscribe\b|^(?:click here to )?unsubscribe\b|^you (?:received|are"
    r" receiving|have received|got)"
    r" this (?:message|e-?mail|mail|newsletter) because|^to (?:post|stop receiving|leave|view"
    r" this discussion|manage"
    r"|change your|subscribe|visit)\b.{0,120}(?:group|list|e-?mails?|subscription|preferences"
    r"|discussion|https?:)"
    r"|^https?://\S{0,100}(?:mailman|listinfo|groups\.google|unsubscribe|list-manage)\S{0,200}$"
    r"|^view this (?:e-?mail|message) in your browser|^for more options, visit"
    r"|^this (?:e-?mail|message) was sent (?:to|by) \S{1,100}|^(?:manage|update) (?:your"
    r" )?(?:e-?mail )?(?:subscription|preferences)"
    r"|^you can unsubscribe|^if you (?:no longer|do not|don[’']t) (?:wish|want) to (?:receive"
    r"|get)|^list (?:archive|info|help)\b"
    r"|^groups?\.io links|^view/reply online|^subscribe:|^(?:archive|website|list-unsubscribe):? https?://"
    r"|^you received this message because you are subscribed",
    re.IGNORECASE,
)
# A line that a list's rule leads to: “Members mailing list”, “list@lists.example”.
LISTED = re.compile(r"^[\w.+\-]{1,80}@[\w.\-]{1,190}$|^https?://\S{1,300}$", re.IGNORECASE)
LEGAL_WORDS = re.compile(
    r"\b(?:confidential\w*|intended (?:recipient|solely|only|for)|privileged|disclos\w+"
    r"|liabilit\w+|virus\w*|unauthori[sz]ed"
    r"|addressees?|in error|delet\w+|attachments?|opinions|monitored|scanned|registered (?:in"
    r"|office|charity|number|company)"
    r"|strictly prohibited|copying|distribut\w+|the sender|freedom of information|data"
    r" protection|gdpr|legally binding"
    r"|consider the environment|before printing|companies house|company (?:no|number)|charity"
    r" (?:no|number)"
    r"|this (?:e-?mail|message|communication|transmission)|malware|destinataire|vertraulich"
    r"|cyfrinachol|derbynnydd|neges hon)\b",
    re.IGNORECASE,
)
LEGAL_HEAD = re.compile(
    r"^[\s*_]{0,4}(?:(?:[\w’'&]{1,30} ){0,4}disclaimer(?::|$)|disclaimer"
    r"|confidentiality(?: notice)?|legal (?:notice|disclaimer)"
    r"|privileged and confidential"
    r"|important(?: (?:notice|information))?\s?:|(?:this|the information (?:contained )?in this"
    r"|the contents? of this|any views in this)"
    r" (?:e-?mail|message|communication|transmission)\b.{0,160}(?:confiden|intended|privileged"
    r"|scanned|checked|virus|addressee"
    r"|sender|monitored|opinion|sole use|author|recorded)|if you (?:are not the (?:intended"
    r"|named)|(?:have )?receive[d]? this"
    r" (?:e-?mail|message|communication) (?:in error|by mistake))|please consider the"
    r" environment|virus-free"
    r"|(?:save|think) (?:paper|before you print|the environment)|scanned by|avg |avast|mae[’']r"
    r" (?:e-?bost|neges) hon"
    r"|privacy notice|registered (?:office|charity|in england|company)|internet communications"
    r" are not secure"
    r"|diese e-?mail enthält|ce (?:message|courriel).{0,80}(?:confidentiel|destinataire))",
    re.IGNORECASE,
)
BANNER = re.compile(
    r"^[\s*\[{(!⚠️_-]{0,8}(?:(?:caution|warning|attention|notice|alert|important|be"
    r" careful)\b.{0,40}\b(?:external|outside|originat|unknown|sender)"
    r"|external (?:e-?mail|sender|mail|message|:)|\[?external\]|this (?:e-?mail|message|mail)"
    r" (?:originated|came|is|was sent|has come|has been sent)"
    r" (?:from )?(?:an )?(?:outside|external)|you don[’']t often (?:get|receive) (?:e-?mail"
    r"|mail) from|some people who received this message don[’']t"
    r"|zjqcmqryfpfpt|think before you click|do not click (?:on )?(?:any )?links|learn why this"
    r" is important"
    r"|this sender (?:is|might be) .{0,60}(?:external|outside)|rhybudd.{0,60}allanol)",
    re.IGNORECASE,
)  # fmt: skip
# Footers and notices are looked for in no more lines than these, at the end and at the beginning.
LAST, FIRST = 200, 25
# So many words of notices a paragraph has after another one, and where it stands alone.
LONGEST_LINK = 60
LEAST_LEGAL, SURELY_LEGAL = 2, 4


def without_programs(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return lines without what programs put around them, and what that was."""
    noted: list[str] = []
    kept = _without_banners(lines, noted)
    kept = _without_list(kept, noted)
    kept = _without_legal(kept, noted)
    mobile = [at for at in range(max(len(kept) - LAST, 0), len(kept)) if is_mobile(kept[at])]
    if mobile:
        noted.append("mobile footer")
        kept = [line for at, line in enumerate(kept) if at not in mobile]
    return kept, noted


def is_mobile(line: str) -> bool:
    """Whether a line is a telephone's or a program's own: “Sent from my iPhone”."""
    return len(line) < 120 and MOBILE.match(line.strip()) is not None


def _paragraphs(lines: list[str], begin: int, end: int) -> list[tuple[int, int]]:
    """Return where the paragraphs between two lines begin and end."""
    found: list[tuple[int, int]] = []
    at = begin
    while at < end:
        if not lines[at].strip():
            at += 1
            continue
        stop = at
        while stop < end and lines[stop].strip():
            stop += 1
        found.append((at, stop))
        at = stop
    return found


def _without_banners(lines: list[str], noted: list[str]) -> list[str]:
    drop: set[int] = set()
    for start, stop in _paragraphs(lines, 0, min(FIRST, len(lines))):
        for at in range(start, stop):
            if not BANNER.match(lines[at][:300]):
                continue
            # A short line goes alone; a paragraph of a warning as a whole.
            end = stop if at == start and _is_warning(lines[at:stop]) else at + 1
            drop |= set(range(at, end))
            break
    if drop:
        noted.append("banner")
    return [line for at, line in enumerate(lines) if at not in drop]


def _is_warning(lines: list[str]) -> bool:
    """Whether all of a paragraph warns, not only its first line."""
    text = " ".join(lines)
    return len(text) < 600 and bool(
        re.search(
            r"click|attachment|link|sender|recogni[sz]e|safe|content", text[len(lines[0]) :], re.I
        )
    )


def _without_list(lines: list[str], noted: list[str]) -> list[str]:
    """Cut from the first line of a list's footer, if all after it can be one."""
    begin = max(len(lines) - LAST, 0)
    for at in range(begin, len(lines)):
        line = lines[at].strip().lstrip("> ")
        if not line or not LIST.search(line[:400]):
            continue
        if _rest_is_footer(lines, at):
            while at > 0 and (
                not lines[at - 1].strip()
                or RULE.match(lines[at - 1])
                or LISTED.match(lines[at - 1].strip())
            ):
                at -= 1
            noted.append("list footer")
            return lines[:at]
        if len(line) < LONGEST_LINK and at < FIRST:
            noted.append("list footer")
            return _without_list([*lines[:at], *lines[at + 1 :]], noted)
    return lines


def _rest_is_footer(lines: list[str], at: int) -> bool:
    """Whether after a list's line no long text follows."""
    rest = [each for each in lines[at + 1 :] if each.strip()]
    if any(is_greeting(each) for each in rest):
        return False
    return len(rest) <= 14 and sum(map(len, rest)) < 1_500


def _without_legal(lines: list[str], noted: list[str]) -> list[str]:
    """Take out paragraphs of legal notices, and the rules and headings beside them."""
    drop: set[int] = set()
    begin = max(len(lines) - LAST, 0)
    for start, stop in _paragraphs(lines, begin, len(lines)):
        at = next((n for n in range(start, stop) if LEGAL_HEAD.match(lines[n][:400])), None)
        known = len(
            set(map(str.casefold, LEGAL_WORDS.findall(" ".join(lines[at or start : stop])[:4_000])))
        )
        if at is not None and (known >= LEAST_LEGAL or (stop - at == 1 and len(lines[at]) < 200)):
            drop |= set(range(at, stop))
        elif known >= SURELY_LEGAL or (drop and known >= LEAST_LEGAL and min(drop) < start):
            drop |= set(range(start, stop))
    if not drop:
        return lines
    noted.append("legal notice")
    for at in sorted(drop):
        while (
            at > 0
            and (RULE.match(lines[at - 1]) or not lines[at - 1].strip())
            and at - 1 not in drop
        ):
            at -= 1
            drop.add(at)
    return [line if at not in drop else "" for at, line in enumerate(lines)]
