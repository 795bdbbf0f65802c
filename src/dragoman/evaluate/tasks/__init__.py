"""What can be scored, by name: each task reads records of one form and returns its measures.

`articles` and `claims` are the project's own gold. The others read public sets in the one format
described in docs/reference/evaluation.md; each is a module here with one public function.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from dragoman.errors import ConfigError
from dragoman.evaluate.measure import Measure
from dragoman.evaluate.run import evaluate
from dragoman.evaluate.tasks.actor_phrases import score_actor_phrases
from dragoman.evaluate.tasks.attribution import attribution
from dragoman.evaluate.tasks.claims import claims
from dragoman.evaluate.tasks.confidence import confidence
from dragoman.evaluate.tasks.coreference import coreference
from dragoman.evaluate.tasks.event_location import event_location
from dragoman.evaluate.tasks.event_structure import event_structure
from dragoman.evaluate.tasks.event_types import event_classes, event_types
from dragoman.evaluate.tasks.factuality import factuality
from dragoman.evaluate.tasks.incidents import incidents
from dragoman.evaluate.tasks.open_coding import open_coding
from dragoman.evaluate.tasks.sentence_classes import sentence_classes
from dragoman.evaluate.tasks.snippet_classes import snippet_classes
from dragoman.evaluate.tasks.toponyms import toponyms
from dragoman.pipeline.document import Pipeline

__all__ = ["TASKS", "Task", "find_task"]

Task = Callable[[Path, Pipeline], tuple[int, tuple[Measure, ...]]]
"""Takes the records' file and a pipeline; returns how many records were read, and the measures."""

TASKS: Mapping[str, Task] = {
    "articles": evaluate,
    "actor-phrases": score_actor_phrases,
    "attribution": attribution,
    "claims": claims,
    "confidence": confidence,
    "coreference": coreference,
    "event-classes": event_classes,
    "event-location": event_location,
    "event-structure": event_structure,
    "event-types": event_types,
    "factuality": factuality,
    "incidents": incidents,
    "open-coding": open_coding,
    "sentence-classes": sentence_classes,
    "snippet-classes": snippet_classes,
    "toponyms": toponyms,
}


def find_task(name: str) -> Task:
    """Return the task called `name`.

    Raises:
        ConfigError: D213 where there is none of that name.
    """
    if name not in TASKS:
        raise ConfigError("D213", f"--task {name}: no such task. Known: {', '.join(sorted(TASKS))}")
    return TASKS[name]
