"""Train the linking of figures: `python -m pipeline.training.linking tests/gold/dev.jsonl tests/gold/training.jsonl`.

First the articles are read in five folds, each by a linker grown on the other four: that gives the scores of the model
card, and the readings on which the confidence is fitted. Then the linker that ships is grown on all of them.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from models.errors import InputError
from models.figure import Figure
from pipeline.evaluate import score
from pipeline.extract import load_pipeline
from pipeline.gold import read_gold
from pipeline.linking.confidence import Calibration, describe
from pipeline.linking.figures import linked_figures, once
from pipeline.linking.linker import TRAINED, Link, features_digest
from pipeline.matching import LEVELS, match
from pipeline.rules.checks import check
from pipeline.training.examples import Annotated, Example, examples, read
from pipeline.training.forests import grow

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


def fit_confidence(articles: Sequence[Annotated], readings: Sequence[Reading]) -> tuple[np.ndarray, float]:
    """The weights of the confidence: which readings were right at the level of core."""
    rows, right = [], []
    for article, (links, figures) in zip(articles, readings, strict=True):
        if links:
            hits = match(article.line["figures"], [figure.codebook_row() for figure in figures], LEVELS["core"])
            rows.append(describe(links, check(figures)))
            right += [float(at in {two for _, two in hits}) for at in range(len(figures))]
    model = LogisticRegression(C=1.0, max_iter=1000).fit(np.concatenate(rows), right)
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def sure(calibration: Calibration, reading: Reading) -> Reading:
    """What of a reading is sure enough to be stored, by `config.cfg`."""
    least = load_pipeline().get_pipe("figures").least_confidence
    links, figures = reading
    chances = calibration.confidences(links, check(figures))
    kept = [at for at, chance in enumerate(chances) if chance >= least]
    return [links[at] for at in kept], [figures[at] for at in kept]


def report(name: str, what: str, articles: Sequence[Annotated], readings: Sequence[Reading]) -> None:
    """Print the scores of readings."""
    gold = [article.line for article in articles]
    read_rows = [
        {"id": line["id"], "figures": [figure.codebook_row() for figure in once(figures)]}
        for line, (_, figures) in zip(gold, readings, strict=True)
    ]
    result = score(gold, read_rows)
    levels = {level: f"{one.precision:.3f} {one.recall:.3f} {one.f1:.3f}" for level, one in result.levels.items()}
    columns = {column: round(share, 3) for column, share in result.column_accuracy.items()}
    print(name, len(gold), what, levels, result.false_per_empty_article, columns)


def main(arguments: Sequence[str]) -> None:
    """Train on the gold files named, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="annotated articles, JSON lines")
    parser.add_argument("--to", type=Path, default=Path(str(files("models"))) / TRAINED, help="where the weights go")
    options = parser.parse_args(arguments)
    lines = [(path.name, line) for path in options.gold for line in read_gold(path)]
    articles = [read(line) for _, line in lines]
    gathered = [list(examples(article)) for article in articles]
    readings = cross_validate(articles, gathered)
    calibration = Calibration(*fit_confidence(articles, readings))
    stored = [sure(calibration, reading) for reading in readings]
    for path in options.gold:
        chosen = [at for at, (name, _) in enumerate(lines) if name == path.name]
        for what, found in (("all", readings), ("stored", stored)):
            report(path.name, what, [articles[at] for at in chosen], [found[at] for at in chosen])
    linker = grow(example for group in gathered for example in group)
    arrays = {key: array for name, forest in linker.forests.items() for key, array in forest.store(name).items()}
    arrays |= {"confidence.weights": calibration.weights, "confidence.bias": np.array([calibration.bias], np.float32)}
    arrays["features"] = np.frombuffer(features_digest(), np.uint8)
    options.to.parent.mkdir(parents=True, exist_ok=True)
    aside = options.to.with_name(f".{options.to.name}.open.npz")  # numpy adds .npz to any other name
    np.savez_compressed(aside, allow_pickle=False, **arrays)
    aside.replace(options.to)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except InputError as refused:
        sys.exit(f"pipeline.training.linking: {refused}")
