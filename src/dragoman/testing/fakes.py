"""Stand-ins for the indexes, the codebook and the pipeline: small, exact, and without files."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.records import Actor, Analysis, Place, RawDocument, Run

__all__ = ["FakeActors", "FakeCodes", "FakePipeline", "FakePlaces", "fake_run"]


class FakeActors:
    """An ActorIndex of the actors given."""

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
        self._actors = {actor.id: actor for actor in actors}

    def get(self, actor_id: str) -> Actor:
        """Return the actor; KeyError where there is none."""
        return self._actors[actor_id]


class FakePlaces:
    """A PlaceIndex of the places given."""

    def __init__(self, places: Iterable[Place] = ()) -> None:
        self._places = {place.id: place for place in places}

    def get(self, place_id: str) -> Place:
        """Return the place; KeyError where there is none."""
        return self._places[place_id]


class FakeCodes:
    """A codebook of four types, with CAMEO codes refined by one role."""

    _types = {  # noqa: RUF012  # never changed
        "AGREE": (1, 2.5, "030"),
        "CONSULT": (1, 2.5, "040"),
        "ACCUSE": (3, -3.0, "110"),
        "ASSAULT": (4, -9.0, "190"),
    }

    def quad(self, code: str) -> int:
        """Return the quad class; KeyError for an unknown code."""
        return self._types[code][0]

    def intensity(self, code: str, mode: str | None = None) -> float:
        """Return the score; a visit has a higher one than other talks."""
        return 4.0 if mode == "visit" else self._types[code][1]

    def cameo(self, code: str, mode: str | None = None, *hints: str | None) -> str | None:
        """Return the CAMEO code: 042 for a visit, 043 where somebody hosts it."""
        if mode == "visit":
            return "043" if "host" in hints else "042"
        return self._types[code][2]


def fake_run() -> Run:
    """Return a run of a coder that does not exist."""
    return Run(
        id="run-0000000000000000",
        coder="fake.v1",
        coder_version="1",
        config_sha256="0" * 64,
        models=(("fake-model", "1"),),
        ontology_version="fake-1",
        knowledge_version="fake",
        code_version="0.0.0",
    )


class FakePipeline:
    """A pipeline whose `analyse` returns the analysis made ready for a text.

    The analysis is chosen by the words the document's bytes begin with; picklable.
    """

    def __init__(
        self,
        analyses: dict[str, Analysis],
        *,
        actors: Iterable[Actor] = (),
        places: Iterable[Place] = (),
    ) -> None:
        self.run = fake_run()
        self.codebook = FakeCodes()
        self.actors = FakeActors(actors)
        self.places = FakePlaces(places)
        self._analyses = analyses

    def analyse(self, raw: RawDocument) -> Analysis:
        """Return the analysis for the document; KeyError, as a bug would, where there is none."""
        text = raw.body.decode()
        key = next((key for key in self._analyses if text.startswith(key)), text)
        found = self._analyses[key]
        if raw.id is None:
            return found
        document = msgspec.structs.replace(found.document, id=raw.id)
        return msgspec.structs.replace(found, document=document)

    def least_score(self, precision: float) -> float:
        """Return the precision itself: nothing is known of how often the analyses are right."""
        return precision
