"""Who speaks where the source is a document. All people and bodies are invented."""

from __future__ import annotations

import pytest
from speaker_cases import GPE, ORG, PERSON, Case, found_speakers

DELTA, INSTITUTE = {"Delta": ORG}, {"Lake Institute": ORG}

CASES = {
    "capitals before a poll that no name was seen in": Case(
        "A Tarrow/Delta poll said it was late.", {}, [("A Tarrow/Delta poll", "Tarrow/Delta")]
    ),
    "a name that is cut before a poll": Case(
        "A CNX/Delta poll said it was late.", {"CNX": ORG}, [("A CNX/Delta poll", "CNX/Delta")]
    ),
    "plain words between a body and its poll": Case(
        "The Delta national poll said it was late.", DELTA, [("The Delta national poll", "Delta")]
    ),
    "the poll's own capital": Case(
        "A Delta University Poll said it was late.",
        {"Delta University Poll": ORG},
        [("A Delta University Poll", "Delta University")],
    ),
    "where the poll was taken": Case(
        "A CNX/Delta Norland poll said it was late.",
        {"CNX": ORG, "Norland": GPE},
        [("A CNX/Delta Norland poll", "CNX/Delta")],
    ),
    "a body with a place in its name": Case(
        "A University of Tarrow at Lund paper said it was late.",
        {"University of Tarrow": ORG, "Lund": GPE},
        [("A University of Tarrow at Lund paper", "University of Tarrow at Lund")],
    ),
    "an average of polls": Case(
        "The PollWatch average of polls said it was late.",
        {},
        [("The PollWatch average of polls", "PollWatch")],
    ),
    "a month issues nothing": Case("January polls said it was late.", {}, [("January polls",) * 2]),
    "what a survey is of": Case(
        "A survey of Lund League members said it was late.",
        {"Lund League": ORG},
        [("A survey of Lund League members", "A survey of Lund League members")],
    ),
    "two that conducted it": Case(
        "A poll conducted by the Lake Institute and Delta said it was late.",
        DELTA | INSTITUTE,
        [("A poll conducted by the Lake Institute and Delta", "Lake Institute and Delta")],
        tags={"conducted": "VBN"},
        lemmas={"conducted": "conduct"},
    ),
    "two who wrote it, each of a body": Case(
        "A study by Hale Orvik of the Lake Institute and Tilda Marsh said it was late.",
        {"Hale Orvik": PERSON, "Tilda Marsh": PERSON} | INSTITUTE,
        [
            (
                "A study by Hale Orvik of the Lake Institute and Tilda Marsh",
                "Hale Orvik and Tilda Marsh",
            )
        ],
    ),
    "a paper seen by somebody is not theirs": Case(
        "A note seen by Delta said it was late.",
        DELTA,
        [("A note seen by Delta", "A note seen by Delta")],
        tags={"seen": "VBN"},
    ),
    "on a campaign's site": Case(
        "Tilda Marsh left. A note on the Marsh campaign's page said it was late.",
        {"Tilda Marsh": PERSON, "Marsh": PERSON},
        [("A note on the Marsh campaign's page", "Marsh campaign")],
    ),
    "behind the end of the source": Case(
        "The poll, published by the Lake Institute, said it was late.",
        INSTITUTE,
        [("The poll", "Lake Institute")],
        tags={"published": "VBN"},
        lemmas={"published": "publish"},
    ),
    "the poll, whose issuer was named before": Case(
        "A Delta survey was late. It rained. The poll said it was late.",
        DELTA,
        [("The poll", "Delta")],
    ),
    "the poll, of two the last named": Case(
        "A Delta poll was late. A Lake Institute poll was early. The poll said rain fell.",
        DELTA | INSTITUTE,
        [("The poll", "Lake Institute")],
    ),
    "a poll whose issuer is named after": Case(
        "A new poll said it was late. The Delta poll was short.", DELTA, [("A new poll", "Delta")]
    ),
    "a poll where several are told of": Case(
        "A new poll said it was late. The Delta poll was short. A Lake Institute poll was long.",
        DELTA | INSTITUTE,
        [("A new poll", "A new poll")],
    ),
    "the report is not the poll": Case(
        "A Delta poll was late. The report said rain fell.", DELTA, [("The report", "The report")]
    ),
    "of a committee that has no name": Case(
        "The ports committee report said it was late.",
        {},
        [("The ports committee report", "ports committee")],
    ),
    "the party's rules": Case(
        "The Lake Party met. The party's new rules said it was late.",
        {"Lake Party": ORG},
        [("The party's new rules", "Lake Party")],
    ),
    "a university in two places": Case(
        "A study by Delta and the University of Tarrow at Lund said it was late.",
        DELTA | {"University of Tarrow": ORG, "Lund": GPE},
        [
            (
                "A study by Delta and the University of Tarrow at Lund",
                "Delta and University of Tarrow at Lund",
            )
        ],
    ),
    "an academy of several arts": Case(
        "A report by the Academy of Music, Dance and Drama said it was late.",
        {"Academy of Music": ORG, "Dance": ORG, "Drama": ORG},
        [
            (
                "A report by the Academy of Music, Dance and Drama",
                "Academy of Music, Dance and Drama",
            )
        ],
    ),
    "judges handling lawsuits": Case(
        "Judges handling Delta lawsuits said it was late.",
        DELTA,
        [("Judges handling Delta lawsuits",) * 2],
        tags={"Judges": "NNS", "handling": "VBG"},
    ),
    "a spot of the one before, by another word": Case(
        "The Delta ad was late. The spot said rain fell. The Lake Institute spot was early.",
        DELTA | INSTITUTE,
        [("The spot", "Delta")],
    ),
    "a participle after it that was taken for a noun": Case(
        "The latest Delta opinion poll released Friday said it was late.",
        DELTA,
        [("The latest Delta opinion poll released Friday", "Delta")],
        tags={"released": "VBN", "latest": "JJ"},
    ),
    "a film is not by the body in it": Case(
        "Delta said it was late. The film said rain fell.",
        DELTA,
        [("Delta", "Delta"), ("The film", "The film")],
    ),
    "those who filed the lawsuit": Case(
        "Hale Orvik and Tilda Marsh filed a lawsuit. The lawsuit said it was late.",
        {"Hale Orvik": PERSON, "Tilda Marsh": PERSON},
        [("The lawsuit", "Hale Orvik and Tilda Marsh")],
        lemmas={"filed": "file"},
        objects=["lawsuit"],
    ),
    "the institute that conducted the poll": Case(
        "Tilda Marsh left Delta, which conducted the poll. The poll said it was late.",
        {"Tilda Marsh": PERSON} | DELTA,
        [("The poll", "Delta")],
        lemmas={"conducted": "conduct"},
        objects=["poll"],
    ),
    "a law is not whose name it bears": Case(
        "The Marsh law said it was late.", {"Marsh": PERSON}, [("The Marsh law", "The Marsh law")]
    ),
    "a day issues nothing": Case(
        "A Friday editorial said it was late.", {}, [("A Friday editorial",) * 2]
    ),
    "where an ad is shown": Case(
        "An ad in Hale Orvik’s district ran. The ad said it was late.",
        {"Hale Orvik": PERSON},
        [("The ad",) * 2],
    ),
    "polls are nobody's who spoke before": Case(
        "The Lake Institute said so. The latest polls said it was late.",
        INSTITUTE,
        [("The Lake Institute", "Lake Institute"), ("The latest polls",) * 2],
        tags={"polls": "NNS"},
    ),
    "the head of a body, who sent it": Case(
        "A letter was sent from the club’s director, Hale Orvik, to it. The letter said so.",
        {"Hale Orvik": PERSON},
        [("The letter", "Hale Orvik")],
        tags={"was": "VBD", "sent": "VBN"},
        lemmas={"was": "be", "sent": "send"},
    ),
    "the editorial of the one paper": Case(
        "The Lund Times came. The editorial said it was late.",
        {"Lund Times": ORG},
        [("The editorial", "Lund Times")],
    ),
    "one of several that are hers": Case(
        "Tilda Marsh left. One of her ads said it was late.",
        {"Tilda Marsh": PERSON},
        [("One of her ads", "Tilda Marsh")],
        tags={"of": "IN", "ads": "NNS", "her": "PRP$"},
    ),
    "an agreement is not by whoever spoke of it": Case(
        "Tilda Marsh said so of the agreement. The agreement said it was late.",
        {"Tilda Marsh": PERSON},
        [("Tilda Marsh", "Tilda Marsh"), ("The agreement",) * 2],
    ),
    "a headline needs no article": Case(
        "Report: it was late.\n\nA Lake Institute report came in May.",
        INSTITUTE,
        [("Report", "Lake Institute")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_issuer(name: str) -> None:
    assert found_speakers(CASES[name]) == [speaker for _, speaker in CASES[name].speakers]
