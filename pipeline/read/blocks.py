"""HTML as a tree, and the tree as lines of text: one line a paragraph, list item or table row."""

from collections.abc import Iterator

from lxml import etree, html

from pipeline.read.boilerplate import SIDE_BLOCKS

_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main"
    " ol p pre section table tbody tfoot thead tr ul".split()
)
_CELLS = ("td", "th")
_TITLE_WORDS = 4
WIDE = " | "
"""What stands between the cells of a table row of more than two; two are a label and its value."""


def parsed(markup: str) -> html.HtmlElement:
    """The tree of a well-formed page or of a piece of one; an empty page is an empty tree."""
    # Bytes, as lxml refuses text that bears an encoding declaration; the parser mends whatever is broken.
    data = markup.encode()
    parser = html.HTMLParser(encoding="utf-8", recover=True, huge_tree=False)
    try:
        return html.document_fromstring(data, parser=parser)
    except etree.ParserError:  # nothing but white space or comments
        return html.document_fromstring("<html><body></body></html>")


def drop_side_blocks(tree: html.HtmlElement) -> None:
    """Take out of `tree` what never holds a paragraph of the article."""
    for element in tree.xpath(SIDE_BLOCKS):
        if element.getparent() is not None:
            element.drop_tree()


def link_texts(tree: html.HtmlElement) -> frozenset[str]:
    """The texts of links that are long enough to be titles of other articles."""
    texts = (" ".join(link.text_content().split()) for link in tree.iter("a"))
    return frozenset(line for line in texts if len(line.split()) >= _TITLE_WORDS)


def lines(tree: html.HtmlElement) -> list[str]:
    """The text of `tree`, a line a block; a table row is a line, `label: value` or, if wider, `a | b | c`."""
    joined = "".join(_pieces(tree)).split("\n")
    return [line for line in (" ".join(part.split()) for part in joined) if line]


def _pieces(tree: html.HtmlElement) -> Iterator[str]:
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            if element.tag in _CELLS:
                before = element.getprevious()
                if before is not None:
                    pair = before.getprevious() is None and element.getnext() is None
                    yield ": " if pair else WIDE
            elif element.tag in _BLOCKS:
                yield "\n"
            yield (element.text or "").replace("\n", " ")
        else:
            if element.tag in _BLOCKS:
                yield "\n"
            yield (element.tail or "").replace("\n", " ")
