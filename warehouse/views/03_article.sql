CREATE VIEW article AS
SELECT
    article_id, version, url, headline, article_body, date_published, datetime_published, date_modified,
    author, publisher, in_language, source_id, source_area, captured_url, fetched_at,
    warc_file, warc_offset, warc_record_id, extractor, loaded_at
FROM store.current_article
JOIN (SELECT version, article_body FROM store.article_text) USING (version);
