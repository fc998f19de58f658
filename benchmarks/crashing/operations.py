"""What is done to the archive: one command, and what must be so before and after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from benchmarks.crashing.articles import name_of, text_of, word_of
from benchmarks.crashing.newsroom import Ended, Newsroom, WrongError

BATCH = 4
"""So many articles are added, replaced or removed at a time."""

GENERAL_QUERIES = ("repaired", "speaker:Ostrey", '"storm" OR timetable', "the council -lamps")

_REPORTED = re.compile(r"^quotes: (?:added|replaced) (\S+):", re.MULTILINE)
_REMOVED = re.compile(r"^quotes: (?:removed|forgot) ", re.MULTILINE)


class Operation:
    """One command, and what the archive must hold before and after it."""

    def __init__(self, room: Newsroom, name: str) -> None:
        self.room, self.name = room, name
        self.before = room.expected()
        self.old_words = {name_of(n): word_of(n, v) for n, v in room.versions.items()}
        known = sorted(room.versions)
        chosen = sorted(room.chance.sample(known, BATCH)) if known else []
        if name == "add":
            chosen = list(range(room.next_number, room.next_number + BATCH))
            room.next_number += BATCH
        self.ids = [name_of(number) for number in chosen] if name != "rebuild" else []
        for number in chosen:
            if name in ("add", "replace"):
                version = room.versions.get(number, -1) + 1
                room.versions[number] = version
                text = text_of(number, version)
                (room.articles / name_of(number)).write_text(text, encoding="utf-8")
            elif name in ("remove", "compact"):
                del room.versions[number]
                (room.articles / name_of(number)).unlink()
        self.after = room.expected()
        new_words = {name_of(n): word_of(n, v) for n, v in room.versions.items()}
        both = (self.old_words, new_words)
        words = [known[id_] for id_ in self.ids for known in both if id_ in known]
        chosen_words = room.chance.sample(list(dict.fromkeys(words)), min(len(words), 3))
        self.queries = [*chosen_words, *room.chance.sample(GENERAL_QUERIES, 2)]

    @property
    def command(self) -> list[str]:
        match self.name:
            case "add" | "replace":
                return ["add", str(self.room.articles)]
            case "remove":
                return ["remove", *self.ids]
            case "compact":
                return ["remove", "--forget", *self.ids]
            case _:
                return ["rebuild"]

    def acknowledged(self, ended: Ended) -> list[str]:
        """Return the articles that a process said it was done with."""
        if self.name in ("add", "replace"):
            return _REPORTED.findall(ended.err)
        return self.ids if _REMOVED.search(ended.err) else []

    def done(self, acknowledged: Sequence[str]) -> list[str]:
        """Return the articles that are done; what was acknowledged must be, the rest untouched."""
        stored = self.room.stored()
        done = [id_ for id_ in self.ids if stored.get(id_) == self.after.get(id_)]
        lost = set(acknowledged) - set(done)
        if lost:
            raise WrongError(f"acknowledged and lost: {lost}")
        if self.name in ("remove", "compact") and len(done) not in (0, len(self.ids)):
            raise WrongError(f"only some were removed: {done}")
        right = {id_: text for id_, text in self.before.items() if id_ not in done}
        right |= {id_: self.after[id_] for id_ in done if id_ in self.after}
        if stored != right:
            wrong = {id_ for id_ in stored | right if stored.get(id_) != right.get(id_)}
            raise WrongError(f"neither as before nor as after: {wrong}")
        return done

    def complete(self) -> str:
        """Give the command again; return what did the rest."""
        was_done = set(self.done(())) == set(self.ids) and self.ids
        ended = self.room.run(*self.command)
        is_known_gone = was_done and "there is no article" in ended.err
        if ended.code and not is_known_gone:
            raise WrongError(f"given again, {self.command} ended with {ended.code}: {ended.err}")
        if set(self.done(())) != set(self.ids):
            raise WrongError(f"given again, {self.command} did not do the rest")
        return "it was done" if is_known_gone else "the same command"

    def check_forgotten(self) -> None:
        """No word of what was forgotten may stand in any file of the archive or of its views."""
        words = [self.old_words[id_].encode() for id_ in self.ids]
        for file in (*self.room.folder.glob("quotes.db*"), *self.room.folder.glob("cache/**/*")):
            try:
                content = file.read_bytes() if file.is_file() else b""
            except FileNotFoundError:
                continue
            if any(word in content for word in words):
                raise WrongError(f"forgotten words are left in {file}")
