"""Most in a fresh process each: what is imported first decides."""

import gc
import subprocess
import sys

from pipeline.light_spacy import uncollected

EXTRACT = """
import sys
from models.article import NewsArticle
from pipeline.extract import extract
body = "Di Kota Padang ada 350 koperasi aktif."
text = NewsArticle(url="https://contoh.example/1", headline="Kabar", article_body=body)
assert [figure.value for figure in extract(text).figures] == [350]
"""


def test_collections_go_on_as_before() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def run(code: str) -> None:
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_extraction_imports_no_torch_and_no_command_line() -> None:
    run(EXTRACT + "assert not sys.modules.keys() & {'torch', 'cupy', 'spacy.cli', 'spacy.cli.info'}")


def test_what_was_left_out_works_afterwards() -> None:
    later = """
import spacy
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
import sentence_transformers, torch
assert torch.ones(2).sum() == 2
assert sentence_transformers.util.cos_sim(torch.ones(1, 2), torch.ones(1, 2)).item() > 0.99
"""
    run(EXTRACT.replace("import sys", "import sys, warnings") + "warnings.simplefilter('default')" + later)


def test_torch_that_was_there_before_stays() -> None:
    run("import torch\n" + EXTRACT + "assert sys.modules['torch'] is torch and torch.ones(2).sum() == 2")


def test_spacy_that_was_there_before_is_used() -> None:
    run("import spacy\n" + EXTRACT)
