"""Fits how rules and model are weighed, on the items held out from training; no torch.

Every trigger that either sees is one observation: what the model gives each type, what the pattern
says, what is annotated. The terms of `stages/code/weigh.py` are fitted to them by maximum
likelihood, which makes the sums probabilities; likewise for who has which role. What is reported is
what raises F1. The golden articles and notes and, where they are at hand, the real sentences held
out (real.py) count beside the held-out items, for the corpus is harder than news is. Prints how far
the probabilities are from what is so: the expected calibration error, and a table.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from items import read_corpus
from observing import Observed, OfRole, OfType, observe, told_in_corpus, told_in_gold
from real import read_real
from stance_weights import fit_stances

from dragoman.evaluate.reliability import expected_error, reliability_table
from dragoman.pipeline.document import Pipeline
from dragoman.stages.code.weigh import logit, weigh_roles, weigh_types
from dragoman.stages.encode import Encoder, Floats, WeighedRoles, WeighedTypes, Weighing

ROOT = Path(__file__).parents[1]
SUMS = Path(__file__).parent / "weights.sha256"
"""The hashes of the shipped weights; a test compares."""
GOLD = (ROOT / "tests" / "golden" / "articles", ROOT / "tests" / "golden" / "notes")
REAL = "real sentences"
LEAST = 1e-5
LIKELY = 0.38
"""Probability from which an event is reported. F1 is flat from 0.3 to 0.4; on whole articles four
in five of what is reported then are events."""
LIKELY_ROLE = 0.3
"""Probability from which a participant is. F1 is flat from 0.25 to 0.4, and a report without one
of its parties is of less use than one with a doubtful party, whose score says so."""
RIDGE = 0.5
"""Weight of the wish that all terms be small."""

Terms = np.ndarray
"""[labels, terms]: what each weight is multiplied with for each label."""
Weighed = list[tuple[Floats, int]]
"""Probabilities of the labels, and the label that is right."""


def fit(terms: Sequence[Terms], right: Sequence[int]) -> list[float]:
    """Return a weight for each term, by Newton's method; the first is the model's."""
    start = np.eye(terms[0].shape[1])[0]
    weights = start.copy()
    for _ in range(40):
        slope, bend = RIDGE * (weights - start), RIDGE * np.eye(len(weights))
        for one, label in zip(terms, right, strict=True):
            scores = one @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            mean = shares @ one
            slope += mean - one[label]
            bend += (one * shares[:, None]).T @ one - np.outer(mean, mean)
        weights -= np.linalg.solve(bend, slope)
    return [round(float(w), 4) for w in weights]


def terms_of_type(one: OfType) -> Terms:
    """Return the terms in the order of the fields of WeighedTypes."""
    shares, present, rule, rule_weight, hint, kinds = one.evidence
    found = np.zeros((len(shares), 8))
    found[:, 0] = np.log(np.maximum(shares, LEAST))
    if rule is not None:
        found[rule, 1:3] = 1, logit(rule_weight)
    found[0, 4 if rule is None else 3] = 1
    found[1:, 5] = np.log(np.maximum(present[1:], LEAST))
    if hint is not None:
        found[hint, 6] = 1
    found[1:, 7] = np.log(np.maximum(kinds[1:], LEAST))
    return found


def terms_of_role(one: OfRole) -> Terms:
    """Return the terms in the order of the fields of WeighedRoles."""
    found = np.zeros((len(one.shares), 7))
    found[:, 0] = np.log(np.maximum(one.shares, LEAST))
    if one.rule is not None:
        found[one.rule, 1 if one.has_pattern else 5] = 1
        found[0, 2 if one.has_pattern else 6] = 1
    else:
        found[0, 3 if one.has_pattern else 4] = 1
    return found


def fit_all(observed: Observed) -> Weighing:
    """Return the weighing that fits best, and print how well it does."""
    names = WeighedTypes.__struct_fields__
    values = fit([terms_of_type(o) for o in observed.types], [o.right for o in observed.types])
    types = WeighedTypes(**dict(zip(names, values, strict=True)))
    names = WeighedRoles.__struct_fields__
    values = fit([terms_of_role(o) for o in observed.roles], [o.right for o in observed.roles])
    roles = WeighedRoles(**dict(zip(names, values, strict=True)))
    weighing = Weighing(types=types, roles=roles, least=LIKELY, least_role=LIKELY_ROLE)
    ablate(observed)
    for name in observed.names:
        print_figures(name, observed.only(name), weighing)
    print_figures("all", observed, weighing)
    return weighing


def print_figures(name: str, observed: Observed, weighing: Weighing) -> None:
    """Print how well events with their types, and roles, are told."""
    types, roles = of_types(observed, weighing.types), of_roles(observed, weighing.roles)
    report(f"{name}, event and type", types, observed.events)
    report(f"{name}, role", roles, observed.participants)


def of_types(observed: Observed, weights: WeighedTypes) -> Weighed:
    """Return the weighed types of all triggers."""
    return [(weigh_types(o.evidence, weights), o.right) for o in observed.types]


def of_roles(observed: Observed, weights: WeighedRoles) -> Weighed:
    """Return the weighed roles of all actors."""
    return [
        (weigh_roles(o.shares, o.rule, has_pattern=o.has_pattern, weights=weights), o.right)
        for o in observed.roles
    ]


def ablate(observed: Observed) -> None:
    """Print the typed F1 of the rules alone and of the model alone."""
    for name in observed.names:
        part = observed.only(name)
        for who, guesses in (
            ("rules", [(o.evidence.rule, o.right) for o in part.types]),
            ("model", [(int(o.evidence.shares.argmax()), o.right) for o in part.types]),
        ):
            said = [(a, b) for a, b in guesses if a]
            right = sum(a == b for a, b in said)
            f1 = 2 * right / (len(said) + part.events)
            print(f"{name}, {who} alone: F1 {f1:.3f}, precision {right / len(said):.3f}, "
                  f"recall {right / part.events:.3f}")  # fmt: skip


def report(name: str, weighed: Weighed, wanted: int) -> None:
    """Print figures and calibration of what is reported."""
    scored = list(_scored(weighed))
    figures = {}
    for least in np.arange(0.2, 0.85, 0.05):
        kept = [is_right for score, is_right in scored if score >= least]
        figures[round(float(least), 2)] = round(2 * sum(kept) / (len(kept) + wanted), 3)
    pairs = [(score, is_right) for score, is_right in scored if score >= LIKELY]
    right = sum(is_right for _, is_right in pairs)
    print(
        f"{name}: F1 {2 * right / (len(pairs) + wanted):.3f}, "
        f"precision {right / len(pairs):.3f}, recall {right / wanted:.3f}; "
        f"expected calibration error {expected_error(pairs):.3f}"
    )
    print("  F1 by least probability:", figures)
    print(reliability_table(pairs))


def _scored(weighed: Weighed) -> Iterator[tuple[float, bool]]:
    """Yield the probability of the likeliest label but none, and whether it is right."""
    for shares, right in weighed:
        best = 1 + int(shares[1:].argmax())
        yield float(shares[best]), best == right


def main(arguments: argparse.Namespace) -> None:
    """Fit, and write weighing.json into the folder of weights."""
    pipeline, encoder = Pipeline.load(), Encoder(arguments.folder)
    texts = [("corpus", told) for told in told_in_corpus(read_corpus(arguments.corpus))]
    texts += [("golden", told) for folder in GOLD for told in told_in_gold(folder)]
    if arguments.sets is not None:
        texts += [(REAL, told) for told in told_in_corpus(read_real(arguments.sets))]
    weighing = fit_all(observe(texts, pipeline, encoder))
    stance = fit_stances(read_corpus(arguments.corpus), pipeline, encoder)
    weighing = msgspec.structs.replace(weighing, stance=stance)
    encoded = msgspec.json.format(msgspec.json.encode(weighing), indent=1)
    (arguments.folder / "weighing.json").write_bytes(encoded + b"\n")
    print(encoded.decode())
    SUMS.write_text("".join(f"{digest}  {name}\n" for name, digest in sums_of(arguments.folder)))


def sums_of(folder: Path) -> list[tuple[str, str]]:
    """Return the name and hash of each file of weights."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the weights, as training/export.py writes them")
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent / "corpus")
    parser.add_argument(
        "--sets", type=Path, default=None, help="folder of public sets, see real.py"
    )
    main(parser.parse_args())
