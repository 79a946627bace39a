"""Following a figure back: its words, its article, the archived bytes."""

from string import hexdigits

from duckdb import DuckDBPyConnection

from models.errors import InputError

_MATCHES = """
    SELECT DISTINCT figure_id FROM store.figure WHERE starts_with(figure_id, $prefix) ORDER BY figure_id LIMIT 6
"""

# A figure that a later version or a newer extractor left out can still be followed back: it may be cited somewhere.
_READING = """
    SELECT
        figure.* EXCLUDE (load_id), article.* EXCLUDE (load_id, article_id, version), article_body, load.loaded_at,
        current_article.load_id IS NOT NULL AS current
    FROM store.figure
    JOIN store.article USING (load_id, article_id, version)
    JOIN store.article_text USING (version)
    JOIN store.load USING (load_id)
    LEFT JOIN store.current_article
        ON current_article.load_id = figure.load_id
        AND current_article.article_id = figure.article_id
        AND current_article.version = figure.version
    WHERE figure_id = $figure_id
    ORDER BY current DESC, article.fetched_at, article.warc_file, article.warc_offset, load_id DESC
    LIMIT 1
"""

_ARTICLE = (
    "url", "headline", "publisher", "author", "date_published", "datetime_published",
    "date_modified", "in_language", "article_body",
)  # fmt: skip
_CAPTURE = (
    "source_id", "source_area", "captured_url", "fetched_at", "warc_file", "warc_offset", "warc_record_id",
)  # fmt: skip


def trace(connection: DuckDBPyConnection, figure_id: str) -> dict[str, object]:
    """The figure whose identifier is, or alone begins with, `figure_id`, and where it comes from.

    Keys: `figure` (its columns), `current` (False where a later reading left it out), `article` (its columns with
    `article_body`; `context`, the paragraph around the quote, or the headline; and `context_start`, its offset in
    that part), `capture` (the archive file, offset and record, and when it was fetched) and `extractor`. Raises
    InputError if none or several match.
    """
    row = _reading(connection, _unique(connection, figure_id))
    article = {"article_id": row["article_id"], "version": row["version"]}
    article |= {column: row.pop(column) for column in _ARTICLE}
    capture = {column: row.pop(column) for column in _CAPTURE}
    current = row.pop("current")
    return {
        "figure": row,
        "current": current,
        "article": article | _context(row, article),
        "capture": capture,
        "extractor": row["extractor"],
    }


def _unique(connection: DuckDBPyConnection, figure_id: str) -> str:
    prefix = figure_id.strip().lower()
    is_one = prefix and set(prefix) <= {*hexdigits, "-"}
    found = [row[0] for row in connection.execute(_MATCHES, {"prefix": prefix}).fetchall()] if is_one else []
    if not found:
        raise InputError(f"no figure has the identifier {figure_id!r}: see `figure_id` in the list of figures")
    if len(found) > 1:
        raise InputError(f"{figure_id!r} begins several identifiers ({', '.join(found[:5])} …): write more of it")
    return str(found[0])


def _reading(connection: DuckDBPyConnection, figure_id: str) -> dict[str, object]:
    answer = connection.execute(_READING, {"figure_id": figure_id})
    columns = [column[0] for column in answer.description or ()]
    (row,) = answer.fetchall()
    return dict(zip(columns, row, strict=True))


def _context(figure: dict[str, object], article: dict[str, object]) -> dict[str, object]:
    text = str(article["headline" if figure["part"] == "headline" else "article_body"])
    start, end = int(str(figure["start"])), int(str(figure["end"]))
    first = start - len(text[:start].rpartition("\n\n")[2])
    last = end + len(text[end:].partition("\n\n")[0])
    return {"context": text[first:last], "context_start": first}
