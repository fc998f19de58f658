"""One direction: a module imports only from modules earlier on the way.

    article → document → spans → attributions → quotes → clusters → index → answers

`ROOMS` is the way, folder by folder and module by module. A new module gets the place after
everything it imports; if there is none, it stands in the wrong room. Imports inside functions count
as much as those at the top, and so do imports for types alone: they show what a module knows about.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent

ROOMS = [
    (
        "quotes",
        """
        errors network records folding surroundings layout datelines promotions printouts furniture
        """,
    ),
    (
        "quotes.articles",
        """
        dates dates_in_words decoding draft identifiers jsonl language wire page_tree
        page_metadata page_blocks page_quotations page_asides page_inserts page_beside page_boxes
        page_live page_choice page_facts page_furniture page_interview page_reactions page_repeats
        page_stated html plain
        samples sources reading .
        """,
    ),
    (
        "quotes.pipeline",
        """
        . texts glyphs labels lemmas lexicon paragraphs pairing chains marks decoding tokenizing
        segments names wordpieces encoder reading_spans reading session syntax cues verb_groups
        clauses medium modality candidates contents parts loose interviewees turn_lines turns set_in
        set_in_sources credits boilerplate drafts nesting trimming spans attribution
        people_evidence people_decisions people_names people_acronyms people_tokens mentions
        people_labelling people_cast people_attention people_ranking people_phrases
        people_affiliations people_titles people_antecedents people_stated people_unnamed
        people_predicates people_appositions people_joint_roles people_subjects people_roles
        people_issuers people_source_names people_sources people_source_roles people_conclusions
        people_bodies
        people_traits people_descriptions people_description_ranking people_discourse
        people_described people_story people_documents people_floating people_groups
        people_pronouns people_trail people_resolution people_repeats roles role_evidence
        speakers extensions factories load
        """,
    ),
    (
        "quotes",
        """
        extract evidence scoring scoring_spans scoring_people gold baselines evaluation_report
        evaluate
        """,
    ),
    (
        "quotes.clusters",
        """
        decisions names spellings wording respelling alignment similarity differences members
        forms stars retranslations sifting candidates statements keys organizations identities
        people profiles .
        """,
    ),
    ("quotes.export", "columns json_lines markdown tables formats . schema"),
    ("quotes", "cluster_lines"),
    ("quotes", "."),
    (
        "index",
        """
        engine identity query_questions query_reading tables schema rows statement_forms linking
        people statement_rows saved_searches archive_reader archive backup searchable_names
        statements view_folder stems words ranking memory_engine bounds known_names mentions
        expansions postings query_tokens query_grammar query_outlets query_roles query_times
        query_weaker query query_numbers searching whoosh_lists whoosh_blocks whoosh_fields
        whoosh_engine tantivy_fields tantivy_queries tantivy_hits tantivy_engine engines view_place
        store explain facets checking news remarks answers saved_answers intake .
        """,
    ),
    (
        "quotes.cli",
        """
        options streams answer_table messages extract read archive keep evaluate quote_view
        evidence_view schema search saved speaker_view speakers diff_view demo show app .
        """,
    ),
    ("quotes", "__main__"),
]
"""The folders of modules in the order of the way; `.` is the folder's own `__init__.py`."""

ORDER = [
    folder if name == "." else f"{folder}.{name}"
    for folder, names in ROOMS
    for name in names.split()
]

COMPOSITION_ROOT = "quotes.cli"
FACADES = {"quotes", "index"}
"""They load names from rooms when asked; only the composition root may ask them."""


def module_name(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    module_name(path): path
    for package in ("quotes", "index")
    for path in sorted((PROJECT / package).rglob("*.py"))
}


def imports_of(name: str) -> Iterator[tuple[str, int]]:
    """Yield the project's modules that a module imports, anywhere in it, with the line."""
    for node in ast.walk(ast.parse(MODULES[name].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] in FACADES:
                    yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{name}:{node.lineno}: imports are absolute here"
            if node.module.split(".")[0] in FACADES:
                for alias in node.names:
                    inner = f"{node.module}.{alias.name}"
                    yield (inner if inner in MODULES else node.module), node.lineno


def test_every_module_has_its_place() -> None:
    assert len(ORDER) == len(set(ORDER)), "a module stands in the order twice"
    assert sorted(ORDER) == sorted(MODULES), "give new modules a place in ORDER"


@pytest.mark.parametrize("name", [name for name in ORDER if name not in FACADES])
def test_a_module_imports_only_what_comes_before_it(name: str) -> None:
    place = ORDER.index(name)
    for imported, line in imports_of(name):
        assert imported in ORDER, f"{name}:{line} imports {imported}, which is not there"
        assert ORDER.index(imported) < place, f"{name}:{line} imports {imported}, a later room"


def test_only_the_composition_root_of_quotes_knows_the_index() -> None:
    for name in MODULES:
        if name.startswith("quotes") and not name.startswith(COMPOSITION_ROOT):
            for imported, line in imports_of(name):
                assert not imported.startswith("index"), f"{name}:{line} imports {imported}"


def test_nobody_but_the_composition_root_uses_the_facades() -> None:
    for name in MODULES:
        if not name.startswith((COMPOSITION_ROOT, "quotes.__main__")):
            for imported, line in imports_of(name):
                assert imported not in FACADES, f"{name}:{line} imports {imported} itself"


def libraries_of(name: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(MODULES[name].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


SPACY_ROOMS = {"quotes.pipeline", "quotes.extract", "quotes.baselines", "quotes", "index.intake"}
SPACY_ROOMS |= {"quotes.cli", "quotes.evidence"}


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("typer", {"quotes.cli"}),
        ("rich", {"quotes.cli"}),
        ("whoosh", {"index.whoosh_engine", "index.whoosh_fields"}),
        ("tantivy", {f"index.tantivy_{part}" for part in ("engine", "fields", "hits", "queries")}),
        ("sqlite3", {"index"}),
        ("spacy", SPACY_ROOMS),
        ("onnxruntime", {"quotes.pipeline"}),
        ("trafilatura", {"quotes.articles"}),
        ("textacy", {"quotes.pipeline", "quotes.baselines"}),
        ("torch", set()),
        ("pickle", set()),
    ],
)
def test_a_library_is_known_in_its_own_room_only(library: str, rooms: set[str]) -> None:
    for name in MODULES:
        if library in libraries_of(name):
            at_home = (name == room or _stands_in(name, room) for room in rooms)
            assert any(at_home), f"{name} imports {library}"


def _stands_in(name: str, room: str) -> bool:
    return room != "quotes" and name.startswith(f"{room}.")


LIGHT = ["quotes", "quotes.records", "quotes.errors", "quotes.articles", "quotes.clusters"]
LIGHT += ["quotes.export", "quotes.cli", "index", "index.archive", "index.store", "index.answers"]
LIGHT += ["index.intake"]


@pytest.mark.parametrize("name", LIGHT)
def test_importing_it_does_not_import_spacy(name: str) -> None:
    heavy = ["spacy", "thinc", "onnxruntime", "textacy", "whoosh", "tantivy", "trafilatura"]
    heavy += ["torch"]
    if name == "quotes.cli":
        heavy += ["pydantic", "rich.table", "sqlite3"]
    program = f"import sys, {name}; print(*[m for m in {heavy} if m in sys.modules])"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=PROJECT, check=True
    )
    assert ended.stdout.split() == []


def test_every_public_name_is_there() -> None:
    import index
    import quotes

    for package in (quotes, index):
        for name in package.__all__:
            assert getattr(package, name) is not None
        with pytest.raises(AttributeError):
            package.no_such_name  # noqa: B018
