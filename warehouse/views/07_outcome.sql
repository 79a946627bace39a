-- What the newest extractor says of each archived page, and the pages that never came.
CREATE VIEW outcome AS
SELECT source_id, url, status, reason, articles, observed_at, warc_file, warc_record_id, loaded_at
FROM store.outcome
JOIN store.current_load USING (load_id);
