CREATE VIEW issue AS
SELECT
    issue.article_id, issue.version, code, message, exact, start, "end", issue.extractor,
    source_id, url, headline, date_published, loaded_at
FROM store.issue
JOIN store.current_article USING (load_id, article_id, version);
