"""Is this news about cooperatives? By words alone."""

import re

from models.article import NewsArticle

_COOPERATIVE = re.compile(
    r"koperasi|\bkop(?:des|kel)\b|\bk(?:dk?|k)mp\b|\bdis(?:perindag)?kop|\bdinkop|\bkospin|\bk(?:ud|spps|sp|su|pri)\b|dekopin"
    r"|\bumkm\b",
    re.IGNORECASE,
)


def is_relevant(article: NewsArticle) -> bool:
    """True if headline or body name a cooperative, its office or the MSMEs it also looks after."""
    return bool(_COOPERATIVE.search(article.headline) or _COOPERATIVE.search(article.article_body))
