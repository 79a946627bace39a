"""A news article as it was read, and the capture (the archived response) that it was read from."""

from datetime import date, datetime

from pydantic import AwareDatetime, Field

from models.base import Record, digest, identifier


class Capture(Record):
    """One archived response: where its bytes lie and whose page it is."""

    source_id: str | None = Field(description="Our name of the outlet; null in an archive of somebody else's")
    source_area: str | None = Field(description="Kemendagri code of the region the outlet covers")
    url: str = Field(description="Address that was asked (WARC-Target-URI)")
    fetched_at: datetime = Field(description="When the response came, UTC (WARC-Date)")
    warc_file: str = Field(description="File name of the archive segment")
    warc_offset: int = Field(ge=0, description="Offset of the record in the segment, bytes")
    warc_record_id: str = Field(description="Identifier of the record (WARC-Record-ID)")


class NewsArticle(Record):
    """One article: its text and what the page says about it (schema.org NewsArticle)."""

    url: str = Field(description="Canonical address")
    headline: str = Field(description="Headline")
    article_body: str = Field(description="Body: its paragraphs, split by a blank line; nothing but the article")
    date_published: date | None = Field(default=None, description="Day of publication in the newsroom's own zone")
    datetime_published: AwareDatetime | None = Field(
        default=None, description="Moment of publication, where time and zone are stated"
    )
    date_modified: date | None = Field(default=None, description="Day of the last change, where stated")
    author: str | None = Field(default=None, description="Author as the page names him or her")
    publisher: str | None = Field(default=None, description="Name of the outlet as the page gives it")
    in_language: str = Field(default="id", description="Language (BCP 47)")

    @property
    def article_id(self) -> str:
        """UUIDv5 of the canonical address: stays the same when the text changes."""
        return identifier("article", self.url)

    @property
    def version(self) -> str:
        """SHA-256 of headline and body: another text is another version."""
        return digest(f"{self.headline}\n\n{self.article_body}")
