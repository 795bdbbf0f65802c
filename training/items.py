"""Reads the annotated corpus: the text format of GUIDELINE.md to records with spans.

Every fault is told with its file and line: words that do not stand in the text, labels that do not
exist, roles that are not allowed, an item with events that calls itself `none`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from dragoman.knowledge.codebook import Codebook, load_codebook
from dragoman.records import Record

__all__ = [
    "Annotation",
    "CorpusError",
    "Field",
    "Item",
    "Step",
    "Words",
    "read_corpus",
    "read_items",
]

CORPUS = Path(__file__).parent / "corpus"

ROLES = {
    "i": "initiator",
    "t": "target",
    "p": "party",
    "m": "mediator",
    "h": "host",
    "v": "visitor",
    "b": "beneficiary",
    "a": "affected",
}
REGISTERS = frozenset(
    "wire communique oped note report chronology transcript translated broadcast headline".split()
)
CLAIM_KINDS = frozenset(
    "cause goal importance relation judgement forecast recommendation statement".split()
)
POLARITIES = frozenset({"denied", "open"})
CERTAINTIES = frozenset({"probable", "possible", "uncommitted"})
STATUSES = frozenset("planned ongoing attempted averted hypothetical generic".split())
QUANTITIES = frozenset(
    "killed injured detained displaced protesters soldiers money weapons other".split()
)

_HEADER = re.compile(r"@ (\w+) ([\w-]+) (\d{4})( none)?$")
_OCCURRENCE = re.compile(r"#(\d+)$")


class CorpusError(ValueError):
    """A line of the corpus that cannot be read; the message says where and why."""


class Words(Record, frozen=True, kw_only=True):
    """Characters [start, end) of the item's text."""

    start: int
    end: int


class Field(Record, frozen=True, kw_only=True):
    """A participant, place, date, quantity, or what a claim is of or about."""

    name: str
    words: Words


class Step(Record, frozen=True, kw_only=True):
    """One step of who says so; either side may be missing, never both."""

    source: Words | None
    cue: Words | None


class Annotation(Record, frozen=True, kw_only=True):
    """An event or a claim; `kind` is a type of the codebook or a kind of claim."""

    kind: str
    mode: str | None
    words: Words
    """The trigger of an event, the content of a claim."""
    fields: tuple[Field, ...]
    contexts: tuple[str, ...]
    chain: tuple[Step, ...]
    polarity: str
    certainty: str
    status: str
    repeated: bool


class Item(Record, frozen=True, kw_only=True):
    """One sentence or article with its annotations. A line of `text` is a paragraph."""

    id: str
    register: str
    region: str
    year: int
    text: str
    events: tuple[Annotation, ...]
    claims: tuple[Annotation, ...]
    near_misses: tuple[Words, ...]


def read_corpus(folder: Path = CORPUS) -> tuple[Item, ...]:
    """Return all items of a folder's batches, in order of file name.

    Raises:
        CorpusError: with the first fault.
    """
    codebook = load_codebook("plover")
    found: list[Item] = []
    for path in sorted(folder.glob("*.txt")):
        for item in read_items(path, codebook=codebook):
            if isinstance(item, CorpusError):
                raise item
            found.append(item)
    return tuple(found)


def read_items(path: Path, *, codebook: Codebook) -> Iterator[Item | CorpusError]:
    """Yield each item of one batch, or the fault that keeps it from being read."""
    for number, (line_number, lines) in enumerate(_blocks(path), start=1):
        try:
            yield _Reader(path, line_number, lines, codebook).item(f"{path.stem}-{number:04}")
        except CorpusError as error:
            yield error


def _blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each header's line with the item's lines."""
    block: list[str] = []
    began = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("@ "):
            if block:
                yield began, block
            block, began = [], number
        if line.strip() and (block or line.startswith("@ ")):
            block.append(line.rstrip())
        elif line.strip():
            began = began or number
            block.append(line.rstrip())
    if block:
        yield began, block


class _Reader:
    """One item's lines."""

    def __init__(self, path: Path, line: int, lines: list[str], codebook: Codebook) -> None:
        self.path, self.line, self.lines, self.codebook = path, line, lines, codebook
        self.text = ""

    def fail(self, why: str) -> CorpusError:
        return CorpusError(f"{self.path.name} line {self.line}: {why}")

    def item(self, name: str) -> Item:
        header = _HEADER.match(self.lines[0])
        if header is None or header[1] not in REGISTERS:
            raise self.fail(f"no header '@ register region year': {self.lines[0]}")
        body = self.lines[1:]
        text = [line for line in body if line[:2] not in ("> ", "? ", "- ")]
        if not text or body[: len(text)] != text:
            raise self.fail("the text stands before all annotations, in whole lines")
        self.text = "\n".join(text)
        events: list[Annotation] = []
        claims: list[Annotation] = []
        misses: list[Words] = []
        for line in body[len(text) :]:
            if line.startswith("- "):
                misses.append(self.find(line[2:].split(" | ")[0].strip()))
                continue
            annotation = self.annotation(line[2:], claim=line.startswith("? "))
            (claims if line.startswith("? ") else events).append(annotation)
        if bool(header[4]) == bool(events or claims):
            raise self.fail("'none' in the header just where there is no event and no claim")
        return Item(
            id=name,
            register=header[1],
            region=header[2],
            year=int(header[3]),
            text=self.text,
            events=tuple(events),
            claims=tuple(claims),
            near_misses=tuple(misses),
        )

    def find(self, words: str) -> Words:
        occurrence = _OCCURRENCE.search(words)
        wanted = int(occurrence[1]) if occurrence else 1
        bare = words[: occurrence.start()].strip() if occurrence else words.strip()
        pattern = rf"(?<!\w){re.escape(bare)}(?!\w)"
        spans = [m.span() for m in re.finditer(pattern, self.text)]
        if not bare or len(spans) < wanted:
            raise self.fail(f"not in the text: {words!r}: {self.text[:60]}")
        start, end = spans[wanted - 1]
        return Words(start=start, end=end)

    def annotation(self, line: str, *, claim: bool) -> Annotation:
        first, *rest = (part.strip() for part in line.split(" | "))
        label, _, words = first.partition(" ")
        kind, _, mode = label.partition(".")
        self.check_label(kind, mode, claim=claim)
        fields, contexts, chain = [], [], []
        stance = {"=": "affirmed", "%": "certain", "*": "occurred"}
        for part in rest:
            if part[:2] in ("= ", "% ", "* "):
                self.check_stance(part)
                stance[part[0]] = part[2:].strip()
            elif part.startswith("s:"):
                chain.append(self.step(part[2:]))
            elif part.startswith("c:"):
                contexts += [self.context(c.strip()) for c in part[2:].split(",")]
            elif part != "repeated":
                fields.append(self.field(part, claim=claim))
        return Annotation(
            kind=kind,
            mode=mode or None,
            words=self.find(words),
            fields=tuple(fields),
            contexts=tuple(contexts),
            chain=tuple(chain),
            polarity=stance["="],
            certainty=stance["%"],
            status=stance["*"],
            repeated="repeated" in rest,
        )

    def check_label(self, kind: str, mode: str, *, claim: bool) -> None:
        if claim:
            if kind not in CLAIM_KINDS or mode:
                raise self.fail(f"no kind of claim: {kind}")
            return
        types = {t.code: {m.code for m in t.modes} for t in self.codebook.types}
        if kind not in types or (mode and mode not in types[kind]):
            raise self.fail(f"no type or mode: {kind}.{mode}")

    def check_stance(self, part: str) -> None:
        allowed = {"=": POLARITIES, "%": CERTAINTIES, "*": STATUSES}[part[0]]
        if part[2:].strip() not in allowed:
            raise self.fail(f"no such stance: {part}. Known: {', '.join(sorted(allowed))}")

    def context(self, name: str) -> str:
        if name not in {c.code for c in self.codebook.contexts}:
            raise self.fail(f"no such context: {name}")
        return name

    def step(self, part: str) -> Step:
        source, tilde, cue = (side.strip() for side in f" {part} ".partition("~"))
        if not tilde or not (source or cue):
            raise self.fail(f"a step is 'source ~ cue': {part}")
        return Step(
            source=self.find(source) if source else None, cue=self.find(cue) if cue else None
        )

    def field(self, part: str, *, claim: bool) -> Field:
        name, colon, words = part.partition(":")
        name, words = name.strip(), words.strip()
        if claim and colon and name in ("of", "about"):
            return Field(name=name, words=self.find(words))
        if claim or not colon:
            raise self.fail(f"no such field: {part}")
        if name in ROLES:
            return Field(name=ROLES[name], words=self.find(words))
        if name == "q":
            kind, _, counted = words.partition(" ")
            if kind not in QUANTITIES:
                raise self.fail(f"no kind of quantity: {kind}")
            return Field(name=kind, words=self.find(counted))
        if name in ("w", "d"):
            return Field(name={"w": "where", "d": "when"}[name], words=self.find(words))
        raise self.fail(f"no such field: {part}")


def main(paths: list[str]) -> int:
    """Print the faults of the batches named, or of all, with what they hold; 1 if any."""
    codebook = load_codebook("plover")
    faults = 0
    for path in [Path(p) for p in paths] or sorted(CORPUS.glob("*.txt")):
        items = list(read_items(path, codebook=codebook))
        good = [item for item in items if isinstance(item, Item)]
        for fault in items:
            if isinstance(fault, CorpusError):
                print(fault)
                faults += 1
        none = sum(not (i.events or i.claims) for i in good)
        events, claims = (sum(len(getattr(i, k)) for i in good) for k in ("events", "claims"))
        print(f"{path.name}: {len(good)} items, {none} none, {events} events, {claims} claims")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
