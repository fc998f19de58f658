"""What stands apart on a page: block quotations, posts, reactions, interviews, live blogs."""

from __future__ import annotations

import pytest

from quotes.articles.html import read_page

IN = "\u2003"
LEAD = "The council of Port Elm closed its old pier on Tuesday, and eleven legs of it are rotten."

TWICE = "Oak has been ordered from Sund, and it will take until March to come."


def lines(body: str) -> list[str]:
    """Return the paragraphs of a page below its headline and lead."""
    page = f"<html><body><article><h1>Pier closed</h1><p>{LEAD}</p>{body}</article></body></html>"
    headline, lead, *rest = read_page(page).text.split("\n\n")
    assert (headline, lead) == ("Pier closed", LEAD)
    return rest


QUOTATIONS = {
    "two paragraphs": (
        "<blockquote><p>We stay.</p><p>We always have.</p></blockquote><p>So it went.</p>",
        [f"{IN}We stay.", f"{IN}We always have.", "So it went."],
    ),
    "who said it, below": (
        "<blockquote><p>We stay.</p><footer>— <cite>Orla Venn</cite>, fitter</footer></blockquote>",
        [f"{IN}We stay.", f"{IN}— Orla Venn, fitter"],
    ),
    "who said it, in a caption": (
        "<figure><blockquote>We stay.</blockquote><figcaption>Orla Venn</figcaption></figure>",
        [f"{IN}We stay.", f"{IN}— Orla Venn"],
    ),
    "who said it, behind a dash": (
        "<blockquote><p>We stay.</p><p>– Orla Venn</p></blockquote>",
        [f"{IN}We stay.", f"{IN}— Orla Venn"],
    ),
    "a title of a work is no credit": (
        "<blockquote><p>I read <cite>The Pier</cite> twice.</p></blockquote>",
        [f"{IN}I read The Pier twice."],
    ),
    "another story, embedded": (
        "<blockquote class='wp-embedded-content'><a href='/x'>Gull returns ring</a></blockquote>"
        "<p>It rained.</p>",
        ["It rained."],
    ),
    "a box that only its class calls a quotation": (
        "<div class='quote'><p>We have always stayed.</p>"
        "<span class='quote-author'>Orla Venn</span></div>",
        [f"{IN}We have always stayed.", f"{IN}— Orla Venn"],
    ),
    "an aside": (
        "<aside><blockquote>We have always stayed.</blockquote></aside><p>So it went.</p>",
        [f"{IN}We have always stayed.", "So it went."],
    ),
    "an old page's indent": (
        "<blockquote><h2>Later</h2><p>It rained.</p><p>It stopped.</p></blockquote>",
        ["Later", "It rained.", "It stopped."],
    ),
    "a list inside": (
        "<blockquote><ul><li>No dogs.</li><li>No drums.</li></ul></blockquote>",
        [f"{IN}No dogs.", f"{IN}No drums."],
    ),
}
POSTS = {
    "the author behind a dash": (
        "<blockquote class='twitter-tweet'><p>Send rolls.</p>&mdash; Tom Addis (@addis)"
        " <a href='x'>March 3, 2026</a></blockquote>",
        [f"{IN}Send rolls.", f"{IN}— Tom Addis (@addis) March 3, 2026"],
    ),
    "the author above": (
        "<div class='social-post'><div class='post-author'><span class='name'>Tom Addis</span>"
        " <span class='handle'>@addis</span></div><p>Send rolls to the pier.</p>"
        "<div class='stats'>41 likes</div><a href='x'>View on Chirper</a></div>",
        [f"{IN}Send rolls to the pier.", f"{IN}— Tom Addis @addis"],
    ),
    "shared by": (
        "<blockquote class='instagram-media'><p>Last cast.</p>"
        "<p><a href='x'>A post shared by Tom Addis (@addis)</a></p></blockquote>",
        [f"{IN}Last cast.", f"{IN}— A post shared by Tom Addis (@addis)"],
    ),
    "posted by, with a date": (
        "<div class='embed'><blockquote class='fb-post'><p>The pier closes at noon.</p>"
        "<p>Posted by <a>Harbour Board</a> on <a>Tuesday, March 3, 2026</a></p></blockquote></div>",
        [
            f"{IN}The pier closes at noon.",
            f"{IN}— Posted by Harbour Board on Tuesday, March 3, 2026",
        ],
    ),
    "words of a post that begin alike": (
        "<blockquote class='fb-post'><p>We stay.</p><p>Shared by Port Elm, loved by all.</p>"
        "</blockquote>",
        [f"{IN}We stay.", f"{IN}Shared by Port Elm, loved by all."],
    ),
    "a body": (
        "<figure class='embed facebook'><div><strong>Harbour Board</strong> 3 March</div>"
        "<p>The pier closes at noon.</p><p>12 shares</p></figure>",
        [f"{IN}The pier closes at noon.", f"{IN}— Harbour Board 3 March"],
    ),
}
REACTIONS = {
    "a table": (
        "<table><tr><th>Who</th><th>Role</th><th>In their words</th></tr>"
        "<tr><td>Orla Venn</td><td>fitter</td><td>We have always stayed here.</td></tr>"
        "<tr><td>Tom Addis</td><td>angler</td><td>The rocks will do for us.</td></tr></table>",
        [
            "Orla Venn, fitter: We have always stayed here.",
            "Tom Addis, angler: The rocks will do for us.",
        ],
    ),
    "a table of figures": (
        "<table><tr><th>Year</th><th>Visitors</th></tr><tr><td>2019</td><td>41,000</td></tr>"
        "<tr><td>2020</td><td>12,500</td></tr></table>",
        ["Year", "Visitors", "2019", "41,000", "2020", "12,500"],
    ),
    "terms and descriptions": (
        "<dl><dt>Orla Venn</dt><dd>I stay here.</dd><dt>Tom Addis</dt><dd>I go there.</dd></dl>",
        ["Orla Venn: I stay here.", "Tom Addis: I go there."],
    ),
    "a glossary": (
        "<dl><dt>Pier</dt><dd>A street on legs.</dd><dt>Quay</dt><dd>A street on stone.</dd></dl>",
        ["Pier", "A street on legs.", "Quay", "A street on stone."],
    ),
    "a name in bold over a quotation": (
        "<p><b>Orla Venn, fitter</b><br>“We have always stayed here.”</p>",
        ["Orla Venn, fitter: “We have always stayed here.”"],
    ),
    "a role below a name": (
        "<div><h4>Orla Venn</h4><p class='role'>Fitter</p><p>“We have always stayed.”</p></div>",
        ["Orla Venn, Fitter", "“We have always stayed.”"],
    ),
    "a speaker told by looks alone": (
        "<p><span class='speaker'>Venn</span> We stay here.</p>",
        ["Venn: We stay here."],
    ),
}
OTHERS = {
    "bold questions": (
        "<p><b>Why?</b></p><p>I like it here.</p><p>It is dry.</p><p><b>Since when?</b></p>"
        "<p>Since I was four.</p><p><b>And now?</b></p><p>Now we wait.</p><p>Her book is out.</p>",
        [
            *("Why?", f"{IN}I like it here.", f"{IN}It is dry.", "Since when?"),
            *(f"{IN}Since I was four.", "And now?", f"{IN}Now we wait.", "Her book is out."),
        ],
    ),
    "questions that only their class calls so": (
        "<p class='question'>Why here.</p><p>I like it.</p><p class='question'>Since?</p>"
        "<p>Since I was four.</p><p class='question'>And now?</p><p>Now we wait.</p>",
        [
            *("Why here.", f"{IN}I like it.", "Since?", f"{IN}Since I was four."),
            *("And now?", f"{IN}Now we wait."),
        ],
    ),
    "turns under names in capitals": (
        "<p><b>KERR</b> Why?</p><p><b>VENN</b> I like it.</p><p><b>KERR</b> Since?</p>",
        ["KERR: Why?", "VENN: I like it.", "KERR: Since?"],
    ),
    "turns that have their colons": (
        "<p><b>KERR:</b> Why?</p><p><b>VENN:</b> I like it.</p><p><b>KERR:</b> Since?</p>",
        ["KERR: Why?", "VENN: I like it.", "KERR: Since?"],
    ),
    "an explainer that asks itself": (
        "<h3>Why?</h3><p>The legs are rotten.</p><h3>Since when?</h3><p>“Since May,” she said.</p>"
        "<h3>And now?</h3><p>Oak has been ordered.</p>",
        [
            *("Why?", "The legs are rotten.", "Since when?", "“Since May,” she said."),
            *("And now?", "Oak has been ordered."),
        ],
    ),
    "a live blog of unlike entries, their times linked": (
        "<div class='feed'>"
        + "".join(
            f"<div class='entry {name}'><p class='entry-time'><a href='#{hour}'><time>{hour}.00 GMT"
            f"</time></a></p><div class='words'><p>{words}</p></div></div>"
            for hour, name, words in (
                (9, "is-key", "The tide rose by a hand, as it does at 9, said Bo Lind of Sund."),
                (10, "is-text", "“It is wet,” said Greta Lund, the harbour master, at the pier."),
                (11, "is-text", "The pier is still there. So is the board."),
                (12, "is-first is-text", "Good morning to all of you. We are on the pier."),
            )
        )
        + "</div>",
        [
            *("9.00 GMT", "The tide rose by a hand, as it does at 9, said Bo Lind of Sund."),
            *("10.00 GMT", "“It is wet,” said Greta Lund, the harbour master, at the pier."),
            *("11.00 GMT", "The pier is still there. So is the board."),
            *("12.00 GMT", "Good morning to all of you. We are on the pier."),
        ],
    ),
    "a live blog": (
        "".join(
            f"<section class='entry'><time>{hour}.00</time><p>The tide rose by a hand, as it does"
            f" at {hour}.</p></section>"
            for hour in (9, 10, 11)
        ),
        [
            *("9.00", "The tide rose by a hand, as it does at 9."),
            *("10.00", "The tide rose by a hand, as it does at 10."),
            *("11.00", "The tide rose by a hand, as it does at 11."),
        ],
    ),
}


@pytest.mark.parametrize(
    ("body", "expected"),
    [*QUOTATIONS.values(), *POSTS.values(), *REACTIONS.values(), *OTHERS.values()],
    ids=[*QUOTATIONS, *POSTS, *REACTIONS, *OTHERS],
)
def test_what_stands_apart_is_set_so(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


REPEATS = {
    "a pull quote of the body goes": (
        "<p>“We have always stayed,” said Venn.</p>"
        "<aside class='pullquote'><p>We have always stayed</p></aside>",
        ["“We have always stayed,” said Venn."],
    ),
    "with its credit, and before the body": (
        "<blockquote class='pull-quote'>“We have always stayed” <cite>Orla Venn</cite></blockquote>"
        "<p>“We have always stayed,” said Venn.</p>",
        ["“We have always stayed,” said Venn."],
    ),
    "without any mark of what it is": (
        "<p>“We have always stayed here,” said Venn.</p><h2>“We have always stayed here”</h2>",
        ["“We have always stayed here,” said Venn."],
    ),
    "one that only it has stays": (
        "<p>Venn spoke.</p><div class='pull-quote'>“We have always stayed”</div>",
        ["Venn spoke.", f"{IN}“We have always stayed”"],
    ),
    "sentences of one speech, parted in the body": (
        "<p>“We stay here,” said Venn. “We always have done.”</p>"
        "<blockquote class='pullquote'>We stay here. We always have done.</blockquote>",
        ["“We stay here,” said Venn. “We always have done.”"],
    ),
    "a paragraph printed twice": (
        f"<p>{TWICE}</p><p>Then.</p><p>{TWICE}</p>",
        [TWICE, "Then."],
    ),
    "short lines may be meant twice": (
        "<p>“Yes,” she said.</p><p>Why?</p><p>“Yes,” she said.</p>",
        ["“Yes,” she said.", "Why?", "“Yes,” she said."],
    ),
}


@pytest.mark.parametrize(("body", "expected"), REPEATS.values(), ids=REPEATS)
def test_what_is_printed_twice_is_read_once(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


ASIDES = {
    "a figure": "<figure><img src='x'><span>“It creaks,” said a boy</span></figure>",
    "a line under a picture": "<div><img src='x'><div>“It creaks,” said a boy</div></div>",
    "a caption by its credit": "<p>The pier. “It creaks,” said a boy. Photo: Lou Berg</p>",
    "a form": "<div class='x'><p>Get our letter.</p><form><input type='email'></form></div>",
    "a pointer": "<p>Read also: <a href='/x'>“I told them,” says Venn</a></p>",
    "a labelled link": "<p><b>More:</b> <a href='/x'>“I told them,” says Venn</a></p>",
    "related stories": "<h3>Related</h3><ul><li>“I told them,” says Venn</li></ul>",
    "shared buttons": "<div class='share-bar'>Share Tweet Pin</div>",
    "comments": "<section class='reader-comments'><p>Gull99: “Never,” I say.</p></section>",
    "a cookie notice": "<div role='dialog'><p>We use cookies.</p></div>",
    "a hidden box": "<div style='display: none'><p>“Never,” said nobody.</p></div>",
    "an advertisement": "<p class='mpu'>Advertisement<br>“Best boats,” says Bob</p>",
    "who wrote it": "<p class='byline'>By Ana Ruiz</p>",
    "names made up for style": "<div data-testid='related-links'><p>“No,” says Bo.</p></div>",
}


@pytest.mark.parametrize("aside", ASIDES.values(), ids=ASIDES)
def test_what_stands_beside_the_article_is_left_out(aside: str) -> None:
    rest = [
        "Oak has been ordered from Sund, and it will take until March to come, the board said."
        f" Load {number} is on its way."
        for number in range(4)
    ]
    paragraphs = "".join(f"<p>{text}</p>" for text in rest)
    half = len(paragraphs) // 2
    cut = paragraphs.index("<p>", half)
    assert lines(paragraphs[:cut] + aside + paragraphs[cut:]) == rest


def test_the_columns_of_an_old_page_are_left_out() -> None:
    story = (
        "The council closed its old pier, and eleven legs of it are rotten, said Orla Venn. " * 4
    )
    page = (
        "<html><head><title>The Post: Pier closed today</title></head><body><table><tr>"
        "<td>Home<br>Sport<br>“No dogs,” says the vicar of Sund</td>"
        f"<td><b>Pier closed today</b><br>3 March 2003<p>{story}</p><p>{story}</p></td>"
        "<td>Guests<br>“Lovely site,” writes Bob of Sund</td></tr></table></body></html>"
    )
    assert read_page(page).text.split("\n\n") == ["Pier closed today", story.strip()]


def test_what_a_browser_does_not_show_is_not_read() -> None:
    assert lines("<p>A yester&shy;day &amp;ldquo;of&amp;rdquo; old.</p>") == [
        "A yesterday “of” old."
    ]


def test_the_log_of_the_extractor_stays_silent(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        read_page("<p>Rain.</p>")
    assert [record for record in caplog.records if record.name.startswith("trafilatura")] == []
