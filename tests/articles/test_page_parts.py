"""Pages built of parts that are all called alike, the story's too."""

from __future__ import annotations

from quotes.articles.html import read_page
from quotes.articles.page_asides import remove_asides
from quotes.articles.page_tree import parse_page, text_in

STORY = [
    f"The mill at Sund ground load {number} on Tuesday, its owner said." for number in range(6)
]
SAID = "“I kept my subscription,” says Ida."


def part(inner: str, kind: str) -> str:
    return f"<div class='page-widget widget-{kind}'><div>{inner}</div></div>"


def test_parts_that_hold_the_story_are_kept_and_others_of_their_kind_are_not() -> None:
    words = [
        part("".join(f"<p>{text}</p>" for text in STORY[n : n + 2]), "words") for n in (0, 2, 4)
    ]
    praise = part(f"<div>{SAID}</div>", "praise")
    page = (
        f"<html><body><div>{part('<h1>Mill runs</h1>', 'title')}{praise.join(words)}{praise}</div>"
    )
    text = read_page(page).text
    assert [sentence for sentence in STORY if sentence not in text] == []
    assert SAID not in text


def test_comments_are_not_the_story_however_many_they_are() -> None:
    body = "".join(f"<p>{text}</p>" for text in STORY)
    comment = (
        f"<div class='comment'><p>{SAID} So says my aunt, who has kept it for years.</p></div>"
    )
    tree = parse_page(
        f"<html><body><h1>Mill runs</h1><div>{body}{comment * 20}</div></body></html>"
    )
    remove_asides(tree)
    assert STORY[0] in text_in(tree)
    assert SAID not in text_in(tree)
