"""Is this news about cooperatives? By words alone."""

from models.article import NewsArticle
from models.words import names_cooperatives


def is_relevant(article: NewsArticle) -> bool:
    """True if headline or body name a cooperative, its office or the MSMEs it also looks after."""
    return names_cooperatives(article.headline, article.article_body)
