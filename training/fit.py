"""Fits how rules and model are weighed, on the items held out from training; no torch.

Every trigger that either sees is one observation: what the model gives each type, what the pattern
says, what is annotated. The terms of `stages/code/weigh.py` are fitted to them by maximum
likelihood, which makes the sums probabilities; likewise for who has which role. The least
probabilities from which something is reported are those with the best F1. The golden articles and
notes count beside the held-out items, for the corpus is harder than news is. Prints how far the
probabilities are from what is so: the expected calibration error, and a table.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from observing import Observation, Observed, observe, told_in_corpus, told_in_gold

from dragoman.evaluate.reliability import expected_error, reliability_table
from dragoman.pipeline.document import Pipeline
from dragoman.stages.code.weigh import logit, weigh_roles, weigh_types
from dragoman.stages.encode import Encoder, Floats, WeighedRoles, WeighedTypes, Weighing

ROOT = Path(__file__).parents[1]
GOLD = (ROOT / "tests" / "golden" / "articles", ROOT / "tests" / "golden" / "notes")
LEAST = 1e-5
RIDGE = 0.5
"""Weight of the wish that all terms be small."""

Weigh = Callable[[Observation], Floats]


def fit(observations: Sequence[Observation], *, roles: bool) -> list[float]:
    """Return the terms: model, rule, (sure,) and those of none, by Newton's method."""
    terms = [_terms(o, roles=roles) for o in observations]
    start = np.eye(terms[0].shape[1])[0]
    weights = start.copy()
    for _ in range(40):
        slope, bend = RIDGE * (weights - start), RIDGE * np.eye(len(weights))
        for one, of in zip(terms, observations, strict=True):
            scores = one @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            mean = shares @ one
            slope += mean - one[of.right]
            bend += (one * shares[:, None]).T @ one - np.outer(mean, mean)
        weights -= np.linalg.solve(bend, slope)
    return [round(float(w), 4) for w in weights]


def _terms(one: Observation, *, roles: bool) -> np.ndarray:
    """Return [labels, terms]: what each weight is multiplied with for each label."""
    found = np.zeros((len(one.shares), 5))
    found[:, 0] = np.log(np.maximum(one.shares, LEAST))
    if one.rule is not None:
        found[one.rule, 1] = 1
        if not roles:
            found[one.rule, 2] = logit(one.weight)
    if roles:
        found[0, 2 if one.rule is not None else 3 if one.has_pattern else 4] = 1
    else:
        found[0, 4 if one.rule is None else 3] = 1
    return found


def fit_all(observed: Observed) -> Weighing:
    """Return the weighing that fits best, and print how well it does."""
    model, rule, sure, with_rule, alone = fit(observed.types, roles=False)
    types = WeighedTypes(
        model=model, rule=rule, sure=sure, nothing_with_rule=with_rule, nothing_alone=alone
    )
    model, rule, with_rule, beside, alone = fit(observed.roles, roles=True)
    roles = WeighedRoles(
        model=model,
        rule=rule,
        nothing_with_rule=with_rule,
        nothing_beside_rules=beside,
        nothing_alone=alone,
    )
    ablate(observed)
    for name in observed.names:
        part = observed.only(name)
        least = report(f"{name}, event and type", part.types, of_types(types), part.events)
        report(f"{name}, role", part.roles, of_roles(roles), part.participants)
    least = report("all, event and type", observed.types, of_types(types), observed.events)
    least_role = report("all, role", observed.roles, of_roles(roles), observed.participants)
    return Weighing(types=types, roles=roles, least=least, least_role=least_role)


def of_types(weights: WeighedTypes) -> Weigh:
    """Return what weighs an observation's types."""
    return lambda o: weigh_types(o.shares, o.rule, o.weight, weights)


def of_roles(weights: WeighedRoles) -> Weigh:
    """Return what weighs an observation's roles."""
    return lambda o: weigh_roles(o.shares, o.rule, has_pattern=o.has_pattern, weights=weights)


def ablate(observed: Observed) -> None:
    """Print the typed F1 of the rules alone and of the model alone."""
    for name in observed.names:
        part = observed.only(name)
        for who, guesses in (
            ("rules", [(o.rule, o.right) for o in part.types]),
            ("model", [(int(o.shares.argmax()), o.right) for o in part.types]),
        ):
            said = [(a, b) for a, b in guesses if a]
            right = sum(a == b for a, b in said)
            f1 = 2 * right / (len(said) + part.events)
            print(f"{name}, {who} alone: F1 {f1:.3f}, precision {right / len(said):.3f}, "
                  f"recall {right / part.events:.3f}")  # fmt: skip


def report(name: str, observations: Sequence[Observation], weigh: Weigh, wanted: int) -> float:
    """Print figures and calibration; return the least probability with the best F1."""
    scored = list(_scored(observations, weigh))
    figures = {}
    for least in np.arange(0.2, 0.8, 0.05):
        kept = [is_right for some, _, is_right in scored if some >= least]
        figures[round(float(least), 2)] = 2 * sum(kept) / (len(kept) + wanted)
    least = max(figures, key=lambda k: figures[k])
    pairs = [(score, is_right) for some, score, is_right in scored if some >= least]
    right = sum(is_right for _, is_right in pairs)
    print(
        f"{name}: from {least:g} on F1 {figures[least]:.3f}, precision {right / len(pairs):.3f}, "
        f"recall {right / wanted:.3f}; expected calibration error {expected_error(pairs):.3f}"
    )
    print("  F1 by least probability:", {k: round(v, 3) for k, v in figures.items()})
    print(reliability_table(pairs))
    return least


def _scored(
    observations: Sequence[Observation], weigh: Weigh
) -> Iterator[tuple[float, float, bool]]:
    """Yield the probability of any label, that of the best, and whether the best is right."""
    for one in observations:
        shares = weigh(one)
        best = 1 + int(shares[1:].argmax())
        yield 1 - float(shares[0]), float(shares[best]), best == one.right


def main(arguments: argparse.Namespace) -> None:
    """Fit, and write weighing.json into the folder of weights."""
    pipeline, encoder = Pipeline.load(), Encoder(arguments.folder)
    texts = [("corpus", told) for told in told_in_corpus(arguments.corpus)]
    texts += [("golden", told) for folder in GOLD for told in told_in_gold(folder)]
    observed = observe(texts, pipeline, encoder)
    weighing = fit_all(observed)
    encoded = msgspec.json.format(msgspec.json.encode(weighing), indent=1)
    (arguments.folder / "weighing.json").write_bytes(encoded + b"\n")
    print(encoded.decode())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the weights, as training/export.py writes them")
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent / "corpus")
    main(parser.parse_args())
