"""Which lines of an article are not the article? Bylines, credits, notices, links to other stories.

One place for how such lines are known by their words, for web pages (which leave them out) and for
plain text (which keeps them and reads no quote from them).
"""

from __future__ import annotations

import re

MAX_BYLINE_WORDS = 14
_MAX_FURNITURE_CHARS = 600
"""Longer lines are paragraphs, and some patterns would take long to see it."""

_MARKS = frozenset('“”"‘«»„')
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MAX_DATE_CHARS = 100
# A figure alone ("2019", "41,000") is no date.
_DATE_MARK = re.compile(
    rf"\d.*\b(?:{_MONTHS}|ago)\b|\b(?:{_MONTHS})\b.*\d|\d[:.]\d\d\b|\d{{4}}-\d\d-\d\d|\d[./]\d{{1,2}}[./]\d"
    r"|\d ?[ap]\.?m\b|\d+[- ]min",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    rf"\d+(?:st|nd|rd|th)?|(?<![^\W\d_])(?:{_MONTHS}|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?|a\.?m|p\.?m|at|on|ago|hours?|hrs?|minutes?|mins?|min|read"
    r"|gmt|bst|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|cet|cest|eet|eest|ist|jst|sast|wat|eat|aest|aedt|nzst"
    r"|nzdt|msk|last|first|updated|modified|published|posted|filed|issued|date|time|local|comments?)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?i:(?:words|story|report|written|reporting|text|analysis|opinion|column|essay|interview)"
    r"(?: and \w+)?:? )?(?i:by):?\s+(?:the )?[A-Z]|(?i:from our)\s+\w"
)
_DATED = re.compile(
    r"(?:(?:first |originally )?(?:published|posted|filed|issued)|last (?:updated|modified)|updated"
    r"|modified)\b",
    re.IGNORECASE,
)
_OTHER_STORIES = re.compile(
    r"(?:(?:read|see|watch|listen)(?: also| more| next| on| now| this)|also read|see also|don['’]t miss"
    r"|related(?: stories| story| articles?| coverage| content)?|more(?: on this(?: story)?| from .{2,40}"
    r"| about(?: this)?| stories| news| coverage)?|recommended(?: for you)?|most (?:read|popular|viewed"
    r"|shared)(?: .{2,30})?|trending(?: now)?|you (?:may|might) (?:also )?(?:like|enjoy|be interested in)"
    r"|up next|read next|in case you missed it|in other news|further reading|elsewhere|editor['’]?s['’]?"
    r" picks?|popular(?: now)?|top stories|latest(?: news| stories)?|what to read next|sponsored(?: links"
    r"| content)?|from around the web|promoted(?: content| stories)?|topics(?: in this article)?|tags"
    r"|filed under|(?:top |latest |recent |all |view |show |reader |your )?comments?(?: \\(\\d+\\))?|\d+ comments?|join the (?:conversation|discussion)|leave a (?:comment|reply)"
    r"|discussion(?: about this post)?|readers?['’]? comments|share(?: this(?: article| story| post"
    r"| page)?)?|follow us|about the authors?|newsletters?|advertisement|explore more|keep reading"
    r"|continue reading|on the same subject|other stories)",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"(?:read also|also read|read more|read next|see also|watch(?: also)?|listen(?: also)?|related(?: story"
    r"| stories| article| coverage)?|more(?: on this)?|don['’]t miss|recommended|in case you missed it|READ"
    r"|MORE|WATCH|LISTEN|SEE ALSO|EXPLAINER|Explained|IN PICTURES|PHOTOS|GALLERY|VIDEO)\s*(?::|\||»|>|→)"
    r"|(?:also|more|elsewhere) (?:in|from|on) [^:.]{2,40}:"
    r"|(?P<next>next (?:week|month|issue|time)|coming (?:up|soon|next)|(?:in )?tomorrow(?:['’]s)?)\b[^:.]{0,40}:",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:advertisement\b.{0,40}|ad(?:vert)?|sponsored(?: content)?|promoted|story continues (?:below|after)"
    r".{0,60}|article continues (?:below|after).{0,60}|continue reading .{0,60}|scroll (?:down )?to continue"
    r".{0,60}|skip (?:past|advert|to|ad).{0,60}|click (?:here|to)\b.{0,120}|tap here.{0,80}"
    r"|(?:sign|signed) up (?:for|to|here|now|today)\b.{0,160}|subscribe (?:to|for|now|here|today)\b.{0,160}"
    r"|get (?:the|our|your) (?:.{0,60})(?:newsletter|inbox|briefing|app)\b.{0,120}|follow (?:us|@\w+)\b"
    r".{0,120}|like us on .{0,80}|join (?:us|our)\b.{0,40}(?:whatsapp|telegram|facebook|channel)\b.{0,80}"
    r"|share (?:this|on)\b.{0,80}|(?:©|\(c\))\s?\S.{0,200}|copyright\s\D{0,40}\d{4}.{0,200}|.{0,80}all rights reserved\.?.{0,200}"
    r"|this (?:material|article|story|content|report) may not be .{0,200}"
    r"|we (?:use|and our .{0,30}(?:use|store)) cookies\b.{0,300}|(?:by continuing to|to continue) .{0,200}"
    r"cookies.{0,100}|print this (?:page|article)|email this .{0,40}|back to top|load(?:ing)?(?: more)?\.*"
    r"|enable javascript.{0,120}|(?:your )?support .{0,40}journalism\b.{0,160}"
    r"|\d+[- ]min(?:ute)?s?(?: to)? read|reading time:? .{0,20}|estimated reading time.{0,30}"
    r"|(?:page|document|story|item|part) \d+ of \d+|page \d+|image (?:caption|source)s?\b.{0,80}|sign in\b.{0,80}"
    r"|log ?in\b.{0,40}|enter (?:your )?e-?mail.{0,40}|by signing up.{0,120}|skip to [a-z ]{2,30}|gift this article"
    r"|copy link|purchase licensing rights|(?:bookmark|save|print|share)(?:\s*[·|•,]\s*[\w ]{2,30}){1,6}"
    r"|for a (?:graphic|table|chart|full list|factbox)\b.{0,80}click.{0,40}|https?://\S+"
    r"|(?:got|have you|have|do you (?:have|know)|seen|know)\b.{0,60}\?\s.{0,40}\b(?:e-?mail|contact|ring|call|text"
    r"|get in touch|write to|tell us|let us know|message)\b.{0,120}"
    r"|for immediate release|embargo(?:ed)?\b.{0,60}|(?:press|news|media) release|continued (?:on|from)\b.{0,40}"
    r"|see .{2,30}, page \w+|share full article|subscribe|log in|\d+ shares?"
    r"|listen to this article.{0,60}|this article is (?:free|for subscribers).{0,120})",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\W*(?:(?:file |stock )?(?:photos?|photographs?|pictures?|pic|images?|video|illustrations?|graphics?"
    r"|credits?|courtesy)(?: credits?)?(?: by| from| courtesy(?: of)?)?\s*[:/|©]|(?:photos?|photograph"
    r"|picture|image|illustration|graphic|video)s? (?:by|from|courtesy)\b)",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(
    r"(?:\A|[.!?”\"’)]\s*|\s\()(?:[A-Z]\w+ )?(?i:photo(?:graph)?s?|pictures?|pics?|images?|illustration|graphic"
    r"|credit|courtesy)\s?(?:(?i:by|from|credit|courtesy(?: of)?)|[:/|©])\s?[A-ZÀ-Þ\d©][^.!?“”\"]{0,80}\)?\.?\Z"
    r"|[.!?”\"’]\s*\(?(?i:(?:photo|picture|image)s? (?:supplied|provided|by [A-Z][\w. ]+)|file (?:photo|picture|image)"
    r"|stock image|submitted(?: photo)?|handout(?: photo)?)\)?\.?\Z"
    r"|[.!?”\"’]\s*\(?(?i:courtesy) (?:of |the )?[A-Z][^.!?“”\"]{0,60}\)?\Z"
    r"|[.!?”\"’]\s*[A-Z][A-Z.&]{2,}(?: [A-Z]+)*\s?/\s?[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}(?: Purchase Licensing"
    r" Rights)?\Z"
)
_MAX_CAPTION_CHARS = 500
_DESK = re.compile(
    r"\W*(?:(?:additional |further )?(?:reporting|writing|editing|compiled|edited|translated|research)"
    r"(?: and (?:writing|editing|reporting|translation))?(?: assistance)? (?:by|from)\s+[A-Z]"
    r"|writing by [A-Z]|our standards: |(?:with|additional) (?:files|reporting|inputs?|contributions?)"
    r" (?:from|by)\b|with agenc(?:y|ies)\b|\(?this (?:story|article|report|copy) (?:has been|was|is) "
    r"(?:published|produced|written|edited|auto-generated|from|provided|first|originally|not been)\b"
    r"|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3} contributed (?:to )?(?:this|reporting))",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"\W*(?:ends?|-?\s*30\s*-?|#\s*#\s*#?|more to come|more to follow|more follows?|\(?more\)?|mtf|developing"
    r"(?: story)?(?: ?[-–—:].{0,60})?|this is a (?:breaking|developing) (?:news )?story\b.{0,120}"
    r"|(?:check back|refresh) .{0,80}|copy ends|end of (?:text|document|story|release|transcript)"
    r"|-+\s*ends?\s*-+|first take|write-?thr(?:u|ough)(?: .{0,20})?|adds? .{0,60}|eom)\W*",
    re.IGNORECASE,
)
_REVISION = re.compile(
    r"\((?:adds?|updates?|recasts?|corrects?|refiles?|repeats?|changes?|releads?|rewrites?|write-?thru"
    r"|\d+(?:st|nd|rd|th) (?:lead|ld))\b[^()]{0,200}\)",
    re.IGNORECASE,
)
_NUMBER_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_PAGE_HEADER = re.compile(
    rf"(?:(?:page|p\.|pg\.?)\s*(?:\w?\d+|{_NUMBER_WORDS})[ ,.|–—-]+)?(?P<name>[^\d,|:]{{4,50}}?)[ ,.|–—-]+"
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day[ ,.]+)?(?:{_MONTHS})\.? \d{{1,2}}, ?\d{{4}}"
    rf"(?:[ ,.|–—-]+(?:page|p\.|pg\.?)?\s*(?:\w?\d+|{_NUMBER_WORDS})?)?(?P<late>)",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\W_]+")
_CONTACT = re.compile(
    r"(?:for (?:media|press|more|further) (?:inquiries|enquiries|information|details|queries)\b"
    r"|(?:media|press)(?: office)? contacts?\b|contact\s*:|(?:tel|phone|e-?mail|fax)\s*:)",
    re.IGNORECASE,
)
# PORT ELM, March 3 (Coast Wire) — · PORT ELM, Oct. 2.-- · Port Elm, 3 March 2026 /NewsLine/ --
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’ -]{2,40}(?:, [A-Z][A-Za-z. ]{1,25})?|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
    r"(?:, [A-Z][A-Za-z. ]{1,25})?)"
    rf"(?P<date>(?i:, (?:{_MONTHS})\.? \d{{1,2}}(?:, \d{{4}})?|, \d{{1,2}} (?:{_MONTHS})\.?(?: \d{{4}})?))?"
    r"\s*(?P<agency>[(/][A-Z][\w.& ’'-]{1,40}(?:/[\w.& ’'-]{1,30})?[)/])?\s*(?:\.?--\s*|-\s+|[–—]\s*)(?=\S)"
)

_LABELS = frozenset(
    "RELATED MORE READ WATCH LISTEN UPDATE UPDATED BREAKING EXCLUSIVE ANALYSIS OPINION EXPLAINER LIVE"
    " NEW VIDEO PHOTOS SEE NOTE CORRECTION EDITORIAL REVIEW INTERVIEW PROFILE FEATURE".split()
)
# How databases of newspapers and wire services call what they say about an article.
_FIELD_NAMES = {
    "headline": "title", "title": "title", "hd": "title",
    "publication": "outlet", "publication title": "outlet", "newspaper": "outlet",
    "source": "outlet", "sn": "outlet", "journal": "outlet", "outlet": "outlet",
    "date": "published", "publication date": "published", "published": "published",
    "pub date": "published", "pd": "published", "issue date": "published",
    "byline": "byline", "author": "byline", "authors": "byline", "by": "byline",
    "url": "url", "link": "url",
}  # fmt: skip
_OTHER_FIELDS = frozenset(
    "section length dateline graphic load-date language publication-type body lead document-type"
    " copyright subject subjects geographic city state country company organization industry ticker"
    " keywords keyword type edition page pages column series correction correction-date highlight"
    " lp td wc sc pg la cy co in ns re pub an clm et vol ed pg se issn volume issue start abstract"
    " slug priority category word-count wordcount credit caption photo notes note provider database"
    " accession-number document-id id file desk embargo".split()
)
_FIELD = re.compile(
    r"\s*(?P<name>[A-Z][A-Za-z]*(?:[ -][A-Za-z]+){0,2}):(?:\s+(?P<value>\S.*))?\s*\Z"
)
_CODE = re.compile(
    r"(?P<name>HD|BY|WC|PD|SN|SC|PG|LA|CY|CO|IN|NS|RE|PUB|AN|CLM|ET|SE|ED|VOL) {2,}(?P<value>\S.*)"
)


def field_of(line: str) -> tuple[str | None, str] | None:
    """Return what a line of a database's record says: its meaning for us, if any, and the value.

    >>> field_of("BYLINE: Ana Ruiz"), field_of("LENGTH: 612 words"), field_of("Mayor: I quit.")
    (('byline', 'Ana Ruiz'), (None, '612 words'), None)
    """
    found = _FIELD.match(line) or _CODE.match(line)
    if found is None:
        return None
    name = found["name"].lower()
    is_known = name in _FIELD_NAMES or name.replace(" ", "-") in _OTHER_FIELDS
    return (_FIELD_NAMES.get(name), (found["value"] or "").strip()) if is_known else None


def is_byline(line: str) -> bool:
    """Tell whether a short line only says who wrote the article, or when it was published.

    >>> is_byline("By Ana Ruiz in Port Elm"), is_byline("By noon, all of them had left.")
    (True, False)
    >>> is_byline("3 March 2026, 9.30am GMT"), is_byline("March was wet")
    (True, False)
    """
    words = line.split()
    if not 0 < len(words) <= MAX_BYLINE_WORDS or _MARKS & set(line):
        return False
    if is_only_date(line):
        return True
    if line.endswith((".", "!", "?")) and words[-1] not in ("Jr.", "Sr."):
        return False
    return bool(_BYLINE.match(line) or (_DATED.match(line) and re.search(r"\d", line)))


def page_header(line: str) -> str | None:
    """Return the paper's name in the line above a printed page; nothing if it is no such line.

    >>> page_header("THE BAY RECORD, FRIDAY, OCTOBER 3, 1952      Page Four")
    'THE BAY RECORD'
    """
    found = _PAGE_HEADER.fullmatch(line.strip())
    if found is None or not re.search(r"\d", line):
        return None
    name = (found["name"] or found["late"] or "").strip(" ,.-–—|")
    return name if name.isupper() and len(name) > 3 else None


def is_only_date(line: str) -> bool:
    """Tell whether a line has nothing but dates and times.

    >>> is_only_date("Tuesday 3 March, 9.30am"), is_only_date("41,000")
    (True, False)
    """
    if len(line) > _MAX_DATE_CHARS or _DATE_MARK.search(line) is None:
        return False
    return not re.search(r"[^\W\d_]", without_dates(line))


def without_dates(line: str) -> str:
    """Return a line without its figures, months, days and other words of dates.

    >>> without_dates("5 August 2024 | Ana Ruiz").strip()
    '| Ana Ruiz'
    """
    return _DATE_WORDS.sub("", line)


def is_pointer(line: str) -> bool:
    """Tell whether a line only points to another story ("Read also: …").

    >>> is_pointer("Read also: ‘I told them so,’ says winner"), is_pointer("Read the letter.")
    (True, False)
    """
    found = _POINTER.match(line.lstrip(" •*>→»▶►-–—|"))
    if found is None:
        return False
    # "More: a word he never used." goes on in lower case; a headline does not.
    is_next = found["next"] is not None
    return is_next or not found.string[found.end() :].lstrip()[:1].islower()


def is_heading_of_others(line: str) -> bool:
    """Tell whether a heading stands over links, comments or the like, and not over the article.

    >>> is_heading_of_others("Related stories"), is_heading_of_others("Related deaths rise")
    (True, False)
    """
    return _OTHER_STORIES.fullmatch(line.strip(" :.…!|-–—•")) is not None


def is_notice(line: str) -> bool:
    """Tell whether a line is a notice of the site: an advertisement, a request, a copyright.

    >>> is_notice("Sign up for our letter"), is_notice("Share prices fell on Monday.")
    (True, False)
    """
    return _NOTICE.fullmatch(line.strip(" •*|-–—[]()")) is not None


def is_credit(line: str) -> bool:
    """Tell whether a short line only says whose picture it is, or who edited the article.

    >>> is_credit("Photo: Lou Berg"), is_credit("(Reporting by Bo Lind; editing by Ana Ruiz)")
    (True, True)
    >>> is_credit("Photos by the dozen were found, said Bo Lind.")
    False
    """
    words = len(line.split())
    if _DESK.match(line) and words <= 40:
        return True
    if (
        words > 20
        or not (found := _CREDIT.match(line))
        or line[found.end() :].strip()[:1].islower()
    ):
        return False
    return found[0].rstrip()[-1:] in ":/|©" or not line.rstrip().endswith((".", "!", "?"))


def is_caption(line: str) -> bool:
    """Tell whether a line of a few sentences ends with whose picture it describes.

    >>> is_caption("The pier in May. Photo: Lou Berg"), is_caption("The pier. Picture it in May.")
    (True, False)
    """
    if len(line) > _MAX_CAPTION_CHARS:
        return False
    return _CAPTION_END.search(line) is not None


def is_ending(line: str) -> bool:
    """Tell whether a line only says that the copy ends, or that more is to come.

    >>> is_ending("ENDS"), is_ending("-30-"), is_ending("(MORE TO COME)"), is_ending("He ended.")
    (True, True, True, False)
    """
    line = line.strip()
    return any(known.fullmatch(line) is not None for known in (_RULE, _ENDING, _REVISION))


def is_contact(line: str) -> bool:
    """Tell whether a line gives somebody to write to or to call.

    >>> is_contact("Contact: press@bay.example"), is_contact("Contact was lost at noon.")
    (True, False)
    """
    return _CONTACT.match(line.lstrip(" *•")) is not None


def is_furniture(line: str) -> bool:
    """Tell whether a line, wherever it stands in an article, is none of its words."""
    if len(line) > _MAX_FURNITURE_CHARS:
        return False
    return (
        is_pointer(line)
        or is_notice(line)
        or is_credit(line)
        or is_caption(line)
        or page_header(line) is not None
        or is_ending(line)
        or is_contact(line)
    )


def dateline_agency(paragraph: str) -> str | None:
    """Return the agency in brackets of a dateline.

    >>> dateline_agency("PORT ELM, March 3 (Coast Wire) — Rain fell.")
    'Coast Wire'
    """
    found = _DATELINE.match(paragraph.lstrip())
    return found["agency"].strip("()/") if found is not None and found["agency"] else None


def dateline_date(paragraph: str) -> str | None:
    """Return the date of a dateline, as it is worded.

    >>> dateline_date("PORT ELM, March 3, 2026 — Rain fell.")
    'March 3, 2026'
    """
    found = _DATELINE.match(paragraph.lstrip())
    return found["date"].strip(" ,") if found is not None and found["date"] else None


def dateline_end(paragraph: str) -> int:
    """Return where the dateline at the head of a paragraph ends, 0 where there is none.

    A dateline names a place in capitals, or an agency in brackets, before a dash.

    >>> text = "PORT ELM, March 3 (Coast Wire) — Rain fell."
    >>> text[dateline_end(text):]
    'Rain fell.'
    >>> dateline_end("Greta Lund — the mayor — resigned.")
    0
    """
    found = _DATELINE.match(paragraph)
    if found is None or not found["place"][0].isupper():
        return 0
    first_word = re.split(r"[ ,]", found["place"])[0]
    is_capital = len(first_word) > 2 and first_word.isupper() and first_word not in _LABELS
    if found["agency"] or (is_capital and not is_pointer(paragraph)):
        return found.end()
    return 0
