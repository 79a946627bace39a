-- Of each article its newest version (the one first fetched last), in the newest extractor's reading, in its
-- earliest capture. Nothing here but a tie of extractors depends on the order of loading.
CREATE VIEW store.current_article AS
WITH captured AS (
    SELECT
        article.*, extractor, extractor_rank, loaded_at,
        min(fetched_at) OVER (PARTITION BY article_id, version) AS first_fetched_at
    FROM store.article
    JOIN store.current_load USING (load_id)
)
SELECT * EXCLUDE (extractor_rank)
FROM captured
QUALIFY row_number() OVER (
    PARTITION BY article_id
    ORDER BY
        first_fetched_at DESC, extractor_rank DESC, version, fetched_at, warc_file, warc_offset, load_id
) = 1;
