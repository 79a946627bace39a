"""What stands between the paragraphs of an article and is none of them.

The words are those that Indonesian outlets and the themes of their systems print.
"""

import re
from collections.abc import Iterable

_TAGS = "script style nav aside footer form button figure figcaption noscript template iframe".split()
_IDS = "comments respond sidebar".split()
_CLASSES = (
    "sidebar baca-juga bacajuga related sharedaddy jp-relatedposts read__others jnews_inline post-tags author-box"
    " wp-caption-text img-description flex-caption"
).split()
_MARKS = " or ".join(
    [f"@id='{name}'" for name in _IDS]
    + [f"contains(@class, '{name}')" for name in _CLASSES]
    + ["@role='navigation'", "@role='complementary'"]
)
# A mark on what holds the headline, or the whole page, names the layout ("with-sidebar"), not a side block.
_LAYOUT = "self::html or self::body or self::main or self::article or descendant::h1 or descendant::*[@id='news-title']"
SIDE_BLOCKS = f"//comment() | {' | '.join(f'//{tag}' for tag in _TAGS)} | //*[{_MARKS}][not({_LAYOUT})]"
"""XPath of the elements that never hold a paragraph of the article."""

_TEASER = (
    r"baca\s+(?:juga|lainnya|selengkapnya)|lihat\s+juga|simak\s+(?:juga|video)"
    r"|(?:artikel|berita)\s+(?:terkait|lainnya)|baca\s*:"
)
_LINE = re.compile(
    rf"(?:{_TEASER}).{{0,300}}"
    r"|(?:pewarta|editor|uploader|redaktur|penulis|reporter|sumber|tags?|topik|foto)\s*:.{0,120}"
    r"|(?:copyright\s*)?©.{0,200}|copyright .{0,200}"
    r"|sebarkan artikel ini|bagikan(?: artikel ini)?|share(?: this)?"
    r"|(?:facebook|twitter|whatsapp|telegram)(?:\s.{0,60})?"
    r"|-?\s*advertise?ment\s*-?"
    r"|advertorial|iklan(?: - .{0,80})?|scroll to resume content|url berhasil dicopy|spot_img"
    r"|(?:\d[\d.]*\s+)?(?:dilihat|views)|halaman\s*:?\s*[\d ]*(?:selanjutnya)?|next|exit mobile version"
    r"|dilarang keras mengambil konten.{0,400}|ikuti kami di .{0,120}|cek berita dan artikel .{0,120}",
    re.IGNORECASE,
)
_END = re.compile(
    r"leave a (?:reply|comment)|tinggalkan balasan|tulis komentar|komentar"
    r"|you may also like|related (?:articles|posts)",
    re.IGNORECASE,
)


def article_paragraphs(lines: Iterable[str], *, headline: str, link_texts: frozenset[str]) -> list[str]:
    """The lines that are the article's own: no teasers, labels, captions or comments, no line twice.

    A line that is word for word the text of a link is a teaser too: outlets print related titles bare.
    """
    kept: dict[str, None] = {}
    for line in lines:
        text = " ".join(line.split())
        if _END.fullmatch(text.rstrip(": ")):
            break
        if text and text != headline and text not in link_texts and not _LINE.fullmatch(text):
            kept[text] = None
    return list(kept)
