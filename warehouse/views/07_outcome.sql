-- What became of each page, once a run and source: of the newest extractor's word on an archived answer and the crawler's on
-- what failed, the crawler's holds, as it knows what it was asked for and how the last try ended.
-- What it tells without an archived answer is kept in full: a source may be left for two reasons under one address.
CREATE VIEW outcome AS
WITH told AS (
    SELECT outcome.*, kind, if(kind = 'run', name, regexp_replace(name, '-\d+$', '')) AS run_id, loaded_at
    FROM store.outcome
    JOIN store.current_load USING (load_id)
    QUALIFY
        warc_record_id IS NULL
        OR row_number() OVER (PARTITION BY warc_record_id ORDER BY kind = 'run' DESC) = 1
)
SELECT source_id, url, status, reason, articles, observed_at, warc_file, warc_record_id, loaded_at
FROM told
QUALIFY
    (kind = 'run' AND warc_record_id IS NULL)
    OR row_number() OVER (
        PARTITION BY run_id, source_id, url
        ORDER BY kind = 'run' DESC, observed_at DESC, warc_record_id
    ) = 1;
