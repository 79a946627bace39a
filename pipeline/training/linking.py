"""Train the linking of figures: `python -m pipeline.training.linking tests/gold/dev.jsonl tests/gold/training.jsonl`.

First the articles are read in five folds, each by a linker grown on the other four: that gives the scores of the model
card, and the readings on which the confidence is fitted (for the scores, each fold's on the others'). Then the linker
that ships is grown on all of them.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from models.errors import InputError
from models.figure import Figure
from pipeline.evaluate import score
from pipeline.extract import load_pipeline
from pipeline.gold import read_gold
from pipeline.linking.confidence import confidences, describe
from pipeline.linking.figures import linked_figures, once
from pipeline.linking.linker import Link
from pipeline.linking.trees import Forest
from pipeline.linking.weights import TRAINED, Weights
from pipeline.matching import LEVELS, Row, match
from pipeline.rules.checks import check
from pipeline.training.examples import Annotated, Example, examples, read
from pipeline.training.forests import grow, grow_confidence

FOLDS = 5
Reading = tuple[list[Link], list[Figure]]


def cross_validate(articles: Sequence[Annotated], gathered: Sequence[list[Example]]) -> list[Reading]:
    """Each article read by a linker that has not seen it."""
    found: list[Reading] = [([], [])] * len(articles)
    for fold in range(FOLDS):
        seen = [example for at, group in enumerate(gathered) if at % FOLDS != fold for example in group]
        linker = grow(seen)
        for at in range(fold, len(articles), FOLDS):
            links = [link for link in linker.link(articles[at].reading) if link.said.area is not None]
            found[at] = links, linked_figures(articles[at].reading, links)
        print(f"fold {fold + 1} of {FOLDS}", file=sys.stderr, flush=True)
    return found


def grow_confidences(articles: Sequence[Annotated], readings: Sequence[Reading]) -> tuple[list[Forest], Forest]:
    """For each fold the confidence fitted on the readings of the other folds, and the one fitted on all."""
    rows, right, folds = [], [], []
    for at, (article, (links, figures)) in enumerate(zip(articles, readings, strict=True)):
        if links:
            hits = {two for _, two in match(article.line["figures"], codebook_rows(figures), LEVELS["core"])}
            rows.append(describe(figures, links, check(figures)))
            right += [place in hits for place in range(len(figures))]
            folds += [at % FOLDS] * len(figures)
    if len({True, False} & set(right)) < 2:
        raise InputError("too few articles: nothing, or nothing wrong, was read to learn from")
    described, correct, fold_of = np.concatenate(rows), np.array(right), np.array(folds)
    others = [fold_of != fold for fold in range(FOLDS)]
    return [grow_confidence(described[other], correct[other]) for other in others], grow_confidence(described, right)


def codebook_rows(figures: Sequence[Figure]) -> list[Row]:
    """Figures as rows of the codebook."""
    return [figure.codebook_row() for figure in figures]


def sure(confidence: Forest, reading: Reading) -> Reading:
    """What of a reading is sure enough to be stored, by `config.cfg`."""
    least = load_pipeline().get_pipe("figures").least_confidence
    links, figures = reading
    chances = confidences(confidence, figures, links, check(figures))
    kept = [at for at, chance in enumerate(chances) if chance >= least]
    return [links[at] for at in kept], [figures[at] for at in kept]


def report(name: str, what: str, articles: Sequence[Annotated], readings: Sequence[Reading]) -> None:
    """Print the scores of readings as a row of the model card: precision, recall and F1 of each level."""
    gold = [article.line for article in articles]
    stated = [codebook_rows(once(figures)) for _, figures in readings]
    read_rows = [{"id": line["id"], "figures": rows} for line, rows in zip(gold, stated, strict=True)]
    result = score(gold, read_rows)
    levels = [f"{one.precision:.3f} {one.recall:.3f} {one.f1:.3f}" for one in result.levels.values()]
    false = f"{result.false_per_empty_article:.2f}"
    print("|", " | ".join([f"`{name}`, five-fold, {what}", str(len(gold)), *levels, false]), "|")


def main(arguments: Sequence[str]) -> None:
    """Train on the gold files named, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="annotated articles, JSON lines")
    parser.add_argument("--to", type=Path, default=TRAINED, help="where the weights go")
    options = parser.parse_args(arguments)
    lines = [(path.name, line) for path in options.gold for line in read_gold(path)]
    articles = [read(line) for _, line in lines]
    gathered = [list(examples(article)) for article in articles]
    if sum(bool(article.truth) for article in articles) < 2 * FOLDS:
        raise InputError(f"too few articles: {2 * FOLDS} with figures are needed at least")
    try:
        options.to.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot write {options.to}: {error.strerror}") from error
    readings = cross_validate(articles, gathered)
    unseen, confidence = grow_confidences(articles, readings)
    stored = [sure(unseen[at % FOLDS], reading) for at, reading in enumerate(readings)]
    for path in options.gold:
        chosen = [at for at, (name, _) in enumerate(lines) if name == path.name]
        for what, found in (("all", readings), ("stored", stored)):
            report(path.name, what, [articles[at] for at in chosen], [found[at] for at in chosen])
    weights = Weights(grow(example for group in gathered for example in group), confidence)
    aside = options.to.with_name(f".{options.to.name}.open.npz")  # numpy adds .npz to any other name
    np.savez_compressed(aside, allow_pickle=False, **weights.store())
    aside.replace(options.to)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except InputError as refused:
        sys.exit(f"pipeline.training.linking: {refused}")
