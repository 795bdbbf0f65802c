"""Parties that are no actor the knowledge has: kept in the words of the text."""

from __future__ import annotations

from dragoman import code_text
from dragoman.records.output import CodedDocument


def coded(text: str) -> CodedDocument:
    found = code_text(text)
    assert isinstance(found, CodedDocument)
    return found


def parties(document: CodedDocument) -> dict[str, str]:
    return {p.span.text: p.role for r in document.reports for p in r.participants}


def test_what_was_struck_is_kept_as_the_text_calls_it() -> None:
    document = coded("Rebels burned forty houses near Goma on Tuesday.")

    assert parties(document)["forty houses"] == "target"


def test_such_a_party_is_an_actor_of_the_document_with_its_words() -> None:
    document = coded("Rebels burned forty houses near Goma on Tuesday.")

    [actor] = [a for a in document.actors if a.name == "forty houses"]
    assert (actor.country, actor.sector) == ("COD", None)
    assert [m.text for m in actor.mentions] == ["forty houses"]


def test_a_part_of_a_known_name_is_no_party_of_its_own() -> None:
    document = coded("Chad thanked the International Committee of the Red Cross on Tuesday.")

    assert not {"Red", "the Red", "Committee"} & set(parties(document))


def test_who_holds_a_district_is_not_the_district() -> None:
    document = coded("Government jets struck a rebel-held district near the lake.")

    assert parties(document)["a rebel-held district"] == "target"
