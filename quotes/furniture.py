"""Which lines of an article are not the article? Bylines, credits, notices, links to other stories.

One place for how such lines are known by their words, for web pages (which leave them out) and for
plain text (which keeps them and reads no quote from them).
"""

from __future__ import annotations

import re

from quotes.datelines import is_only_date, page_header
from quotes.printouts import is_insert, is_printout
from quotes.promotions import is_promotion

MAX_BYLINE_WORDS = 14
_MAX_FURNITURE_CHARS = 600
"""Longer lines are paragraphs, and some patterns would take long to see it."""

_HEADING_EDGES = " :.…!|-–—•"
_MARKS = frozenset('“”"‘«»„')
_ABOUT = re.compile(
    r"(?:,[^,]{2,60},)? (?:(?:is|was) (?:an? |the |our |published\b|based\b|chief\b|senior\b"
    r"|\w+ editor|author\b)"
    r"|covers |writes |reports |works as |has (?:written|covered|reported|worked)|lives in "
    r"|can be reached|contributed"
    r"|joined |teaches |hosts |edits )"
)
_BYLINE = re.compile(
    r"(?i:(?:words|story|report|written|reporting|text|analysis|opinion|column|essay|interview)"
    r"(?: and \w+)?:? )?(?i:by):?\s+(?:the )?[A-Z]|(?i:from our)\s+\w"
)
_DATED = re.compile(
    r"(?:(?:first |originally )?(?:published|posted|filed|issued|broadcast|aired)"
    r"|last (?:updated|modified)|updated|modified)\b",
    re.IGNORECASE,
)
_OTHER_STORIES = re.compile(
    r"(?:(?:read|see|watch|listen)(?: also| more| next| on| now| this)|also read|see also"
    r"|don['’]t miss"
    r"|related(?: stories| story| articles?| coverage| content)?|more(?: on this(?: story)?"
    r"| from .{2,40}"
    r"| about(?: this)?| stories| news| coverage)?|recommended(?: for you)?|most (?:read|popular"
    r"|viewed"
    r"|shared)(?: .{2,30})?|trending(?: now)?|you (?:may|might) (?:also )?(?:like|enjoy"
    r"|be interested in)"
    r"|up next|read next|in case you missed it|in other news|further reading|elsewhere"
    r"|editor['’]?s['’]?"
    r" picks?|popular(?: now)?|top stories|latest(?: news| stories)?|what to read next"
    r"|sponsored(?: links"
    r"| content)?|from around the web|promoted(?: content| stories)?|topics(?: in this article)?"
    r"|tags"
    r"|filed under|share(?: this(?: article| story| post| page)?)?|follow us|about the authors?"
    r"|newsletters?|explore more|keep (?:reading|exploring)|continue reading|on the same subject"
    r"|other (?:stories|headlines|news)|suggested (?:topics|stories|articles|reading|for you)"
    r"|also (?:in|from|on) (?:this|the|our) [\w ]{2,30}|more (?:headlines|like this)"
    r"|more to (?:read|explore)|from (?:our|the) (?:network|archives?|partners)"
    r"|stories you may have missed)",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"(?:(?:top|latest|recent|all|view|show|readers?['’]?|your|featured|\d+) )?comments?"
    r"(?: \(\d+\))?"
    r"|join the (?:conversation|discussion)|leave a (?:comment|reply)"
    r"|discussion(?: about this post| \(\d+\))|(?:what )?(?:our |the )?(?:readers|listeners|viewers"
    r"|subscribers|customers|fans|you) (?:say|said|think|thought|write|wrote|tell us|told us)"
    r"(?: (?:about us|online))?|(?:(?:readers?|listeners?|viewers?)['’]? )(?:mail|letters|feedback"
    r"|reviews|views|voices)|your (?:views|letters|say|reviews|feedback)|letters to the editor"
    r"|testimonials|(?:customer |listener |reader )reviews|classifieds?(?: ads)?",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"(?:read also|also read|read more|read next|see also|watch(?: also)?|listen(?: also)?"
    r"|(?:related|recommended|suggested)(?: (?:story|stories|articles?|coverage|content|reading"
    r"|links?)(?: (?:in|from|on) [^:.]{2,40})?| for you)?|more(?: on this)?|don['’]t miss"
    r"|you (?:may|might) (?:also )?(?:like|enjoy)|trending(?: now)?|most (?:read|popular)"
    r"|in case you missed it|READ"
    r"|MORE|WATCH|LISTEN|SEE ALSO|EXPLAINER|Explained|IN PICTURES|PHOTOS|GALLERY|VIDEO)\s*(?::"
    r"|\||»|>|→)"
    r"|(?:also|more|elsewhere) (?:in|from|on) [^:.]{2,40}:"
    r"|(?P<next>next (?:week|month|issue|time)|coming (?:up|soon|next)"
    r"|(?:in )?tomorrow(?:['’]s)?)\b[^:.]{0,40}:",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:advertisement\b.{0,40}|ad(?:vert)?|sponsored(?: content)?|promoted"
    r"|story continues (?:below|after)"
    r".{0,60}|article continues (?:below|after).{0,60}|continue reading .{0,60}"
    r"|scroll (?:down )?to continue"
    r".{0,60}|skip (?:past|advert|to|ad).{0,60}|click (?:here|to)\b.{0,120}|tap here.{0,80}"
    r"|(?:sign|signed) up (?:for|to|here|now|today)\b.{0,160}|subscribe (?:to|for|now|here"
    r"|today)\b.{0,160}"
    r"|get (?:the|our|your) (?:.{0,60})(?:newsletter|inbox|briefing|app)\b.{0,120}|follow (?:us"
    r"|@\w+)\b"
    r".{0,120}"
    r"|follow (?-i:(?:[Tt]he |THE |our )?[A-Z@])\S.{0,40} for (?:the latest"
    r"|more (?:news|stories|from)|all the|breaking|news|updates|daily)\b.{0,80}"
    r"|like us on .{0,80}|join (?:us|our)\b.{0,40}(?:whatsapp|telegram|facebook"
    r"|channel)\b.{0,80}"
    r"|share (?:this|on)\b.{0,80}|(?:©|\(?c\))\s?\S.{0,200}|copyright\s\D{0,40}\d{4}.{0,200}"
    r"|.{0,80}all rights reserved\.?.{0,200}"
    r"|this (?:material|article|story|content|report) may not be .{0,200}"
    r"|we (?:use|and our .{0,30}(?:use|store)) cookies\b.{0,300}|(?:by continuing to"
    r"|to continue) .{0,200}"
    r"cookies.{0,100}|print this (?:page|article)|email this .{0,40}|back to top"
    r"|load(?:ing)?(?: more)?\.*"
    r"|enable javascript.{0,120}|(?:your )?support .{0,40}journalism\b.{0,160}"
    r"|\d+[- ]min(?:ute)?s?(?: to)? read|reading time:? .{0,20}|estimated reading time.{0,30}"
    r"|(?:page|document|story|item|part) \d+ of \d+|page \d+|image (?:caption|source)s?\b.{0,80}"
    r"|sign in\b.{0,80}"
    r"|log ?in\b.{0,40}|enter (?:your )?e-?mail.{0,40}|by signing up.{0,120}"
    r"|skip to [a-z ]{2,30}|gift this article"
    r"|copy link|purchase licensing rights|(?:bookmark|save|print|share)(?:\s*[·"
    r"|•,]\s*[\w ]{2,30}){1,6}"
    r"|for a (?:graphic|table|chart|full list|factbox)\b.{0,80}click.{0,40}|https?://\S+"
    r"|(?:got|have you|have|do you (?:have|know)|seen|know)\b.{0,60}\?\s.{0,40}\b(?:e-?mail"
    r"|contact|ring|call|text"
    r"|get in touch|write to|tell us|let us know|message)\b.{0,120}"
    r"|send (?:us |in )?your (?:own |best )?(?:stories|story|photos?|pictures|views|news|letters"
    r"|tips|videos?|memories|questions|comments)\b.{0,200}"
    r"|get involved (?:with|in) (?:the|our|your) (?:local )?(?:news|paper|community)\b.{0,40}"
    r"|for immediate release|embargo(?:ed)?\b.{0,60}|(?:press|news|media) release"
    r"|continued (?:on|from)\b.{0,40}"
    r"|see .{2,30}, page \w+|share full article|subscribe|log in|\d+ shares?"
    r"|listen to this article.{0,60}|this article is (?:free|for subscribers).{0,120}"
    r"|(?:download|install|get) (?:the|our) (?:[\w-]+ ){0,4}app\b.{0,120}"
    r"|never miss (?:an? |another )(?:story|beat|update|issue|episode|headline|moment)\b.{0,100}"
    r"|(?:do you )?(?:like|liked|enjoy|enjoyed|enjoying|love|loved|value) (?:what you|what we"
    r"|this|our|reading)\b[^?.]{0,60}\?.{0,200}"
    r"|if you (?:like|liked|enjoy|enjoyed|value|valued) (?:what we|this|our|reading|local"
    r"|independent)\b[^.“”\"]{0,80}\b(?:please|consider|give|donate|support us"
    r"|subscribe|become|chip in|share it)\b.{0,160}"
    r"|(?:please )?(?:donate(?: (?:now|today|here|to (?:us|our))\b[^“”\"]{0,120})?"
    r"|consider (?:a donation|donating|subscribing|supporting|becoming)\b[^“”\"]{0,160})"
    r"|become a (?:[\w-]+ )?(?:member|subscriber|supporter|patron)\b[^“”\"]{0,120}"
    r"|do not sell (?:or share )?my .{0,40}"
    r"|(?:sponsored|presented|brought to you|paid for|supported) by [^.:,“”\"]{2,80}(?::.{0,200})?"
    r"|(?:partner content|paid post|a message from .{2,60}|from our (?:sponsors?|advertisers?))"
    r"(?::.{0,200})?|<(?:iframe|script|embed|object|img|div|blockquote|a)\b.{0,400}>)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\W*(?:(?:file |stock )?(?:photos?|photographs?|pictures?|pic|images?|video|illustrations?"
    r"|graphics?"
    r"|credits?|courtesy)(?: credits?)?(?: by| from| courtesy(?: of)?)?\s*[:/|©]|(?:photos?"
    r"|photograph"
    r"|picture|image|illustration|graphic|video)s? (?:by|from|courtesy)\b)",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(
    r"(?:\A|[.!?”\"’)]\s*|\s\()(?:[A-Z]\w+ )?(?i:photo(?:graph)?s?|pictures?|pics?|images?"
    r"|illustration|graphic"
    r"|credit|courtesy)\s?(?:(?i:by|from|credit|courtesy(?: of)?)|[:/"
    r"|©])\s?[A-ZÀ-Þ\d©][^.!?“”\"]{0,80}\)?\.?\Z"
    r"|[.!?”\"’]\s*\(?(?i:(?:photo|picture|image)s? (?:supplied|provided|by [A-Z][\w. ]+)"
    r"|file (?:photo|picture|image)"
    r"|stock image|submitted(?: photo)?|handout(?: photo)?)\)?\.?\Z"
    r"|[.!?”\"’]\s*\(?(?i:courtesy) (?:of |the )?[A-Z][^.!?“”\"]{0,60}\)?\Z"
    r"|[.!?”\"’]\s*[A-Z][A-Z.&]{2,}(?: [A-Z]+)*\s?/\s?[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}(?:"
    r" Purchase Licensing"
    r" Rights)?\Z"
)
_MAX_CAPTION_CHARS = 500
# Without one of these in its last words no line ends as a caption does; it is quicker to see.
_CAPTION_HINTS = "photo pic image illustration graphic credit courtesy submitted handout /".split()
_MAX_CAPTION_END_CHARS = 200
_DESK = re.compile(
    r"\W*(?:(?:additional |further )?(?:reporting|writing|editing|compiled|edited|translated"
    r"|research)"
    r"(?: and (?:writing|editing|reporting|translation))?(?: assistance)? (?:by|from)\s+[A-Z]"
    r"|writing by [A-Z]|our standards: |(?:with|additional) (?:files|reporting|inputs?"
    r"|contributions?)"
    r" (?:from|by)\b|with agenc(?:y|ies)\b|\(?this (?:story|article|report|copy) (?:has been|was"
    r"|is) "
    r"(?:published|produced|written|edited|auto-generated|from|provided|first|originally"
    r"|not been)\b"
    r"|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3} contributed (?:to )?(?:reporting"
    r"|this (?:report|story|article|piece))\b)",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"[^“”\"]{3,160} contributed (?:reporting )?(?:to|for) this (?:report|story|article|piece)\W*"
)
_ENDING = re.compile(
    r"\W*(?:ends?|-?\s*30\s*-?|#\s*#\s*#?|more to come|more to follow|more follows?|\(?more\)?"
    r"|mtf|developing"
    r"(?: story)?(?: ?[-–—:].{0,60})?|this is a (?:breaking|developing) (?:news )?story\b.{0,120}"
    r"|(?:check back|refresh) .{0,80}|copy ends|end of (?:text|document|story|release|transcript)"
    r"|-+\s*ends?\s*-+|first take|write-?thr(?:u|ough)(?: .{0,20})?|adds? .{0,60}|eom)\W*",
    re.IGNORECASE,
)
_REVISION = re.compile(
    r"\((?:adds?|updates?|recasts?|corrects?|refiles?|repeats?|changes?|releads?|rewrites?"
    r"|write-?thru"
    r"|\d+(?:st|nd|rd|th) (?:lead|ld))\b[^()]{0,200}\)",
    re.IGNORECASE,
)
_ARROW = re.compile(r"\s*(?:--+>|=>|>>+|[→➡⇒»▶►])\s*")
_LINK = re.compile(r"\bhttps?://|:\s+(?:read|see|watch|listen|hear|more|vote)\b", re.IGNORECASE)
_RULE = re.compile(r"[\W_]+")
_ADDRESS = r"(?:[\w.+-]+@|@\w|\(?\+?\d[\d() .-]{5,})"
_CONTACT = re.compile(
    r"(?:for (?:media|press|more|further) (?:inquiries|enquiries|information|details|queries)\b"
    r"|(?:media|press)(?: office)? contacts?\b|contact\s*:|(?:tel|phone|e-?mail|fax)\s*:"
    rf"|(?:contact|e-?mail|reach|call|ring|write to) (?:[\w.’'-]+ ){{1,5}}(?:at|on|via) {_ADDRESS}"
    rf"|(?:[\w.’'-]+ ){{1,5}}can be (?:reached|contacted) (?:at|on|via|by e-?mail at) {_ADDRESS})",
    re.IGNORECASE,
)


def introduces(line: str, name: str) -> bool:
    """Tell whether a line says who an author is, or what an outlet does.

    >>> introduces("Ana Ruiz covers the coast.", "Ana Ruiz"), introduces("Ana won.", "Ana")
    (True, False)
    """
    return line.startswith(name) and _ABOUT.match(line, len(name)) is not None


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


def is_pointer(line: str) -> bool:
    """Tell whether a line only points to another story ("Read also: …").

    >>> is_pointer("Read also: ‘I told them so,’ says winner"), is_pointer("Read the letter.")
    (True, False)
    """
    if _ARROW.match(line) and _LINK.search(line):
        return True
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
    return _OTHER_STORIES.fullmatch(line.strip(_HEADING_EDGES)) is not None or is_heading_of_public(
        line
    )


def is_heading_of_public(line: str) -> bool:
    """Tell whether a heading stands over what readers, listeners or advertisers say.

    >>> is_heading_of_public("What our readers say"), is_heading_of_public("What readers saw")
    (True, False)
    """
    return _PUBLIC.fullmatch(line.strip(_HEADING_EDGES)) is not None


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
    if words <= 40 and (
        _DESK.match(line) or ("contributed" in line and _CONTRIBUTED.fullmatch(line))
    ):
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
    end = line[-_MAX_CAPTION_END_CHARS:].lower()
    if len(line) > _MAX_CAPTION_CHARS or not any(hint in end for hint in _CAPTION_HINTS):
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
        or is_insert(line)
        or is_promotion(line)
        or is_printout(line)
    )
