-- What became of each page: of the newest extractor's word on an archived page and the crawler's on what failed,
-- the crawler's holds, as it knows what it was asked for.
CREATE VIEW outcome AS
SELECT source_id, url, status, reason, articles, observed_at, warc_file, warc_record_id, loaded_at
FROM store.outcome
JOIN store.current_load USING (load_id)
QUALIFY warc_record_id IS NULL OR row_number() OVER (PARTITION BY warc_record_id ORDER BY kind = 'run' DESC) = 1;
