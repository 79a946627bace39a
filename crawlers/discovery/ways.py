"""Which ways lead to the articles of which CMS."""

from crawlers.discovery.antara_search import ANTARA_SEARCH
from crawlers.discovery.feed import LATEST_POSTS
from crawlers.discovery.search_feed import SEARCH_FEED
from crawlers.discovery.search_page import RRI_SEARCH, VARIENT_SEARCH
from crawlers.discovery.way import Way
from crawlers.discovery.wordpress_rest import WORDPRESS_REST
from models.source import Cms

WAYS: dict[Cms, tuple[tuple[Way, ...], ...]] = {
    "antara": ((ANTARA_SEARCH,),),
    "rri": ((RRI_SEARCH,),),
    "varient": ((LATEST_POSTS,), (VARIENT_SEARCH,)),
    "wordpress": ((WORDPRESS_REST, SEARCH_FEED),),
}
"""All groups of a CMS are walked; of a group the first way that the outlet has open."""
