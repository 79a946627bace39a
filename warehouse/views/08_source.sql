CREATE VIEW source AS
WITH read AS (
    SELECT
        source_id, max(source_area) AS source_area, arg_max(publisher, fetched_at) AS publisher,
        count(*) AS articles, min(date_published) AS first_published, max(date_published) AS last_published
    FROM store.current_article
    GROUP BY source_id
),
stated AS (SELECT source_id, count(*) AS figures FROM figure GROUP BY source_id),
fetched AS (
    SELECT source_id, max(fetched_at) AS last_fetched
    FROM (
        SELECT source_id, fetched_at FROM store.article
        UNION ALL
        SELECT source_id, observed_at FROM store.outcome WHERE warc_file IS NOT NULL
    )
    GROUP BY source_id
),
named AS (SELECT DISTINCT source_id FROM (FROM fetched SELECT source_id UNION ALL FROM store.run_source SELECT source_id))
SELECT
    source_id, source_area, publisher, coalesce(articles, 0) AS articles, coalesce(figures, 0) AS figures,
    first_published, last_published, last_fetched
FROM named
LEFT JOIN read USING (source_id)
LEFT JOIN stated USING (source_id)
LEFT JOIN fetched USING (source_id)
WHERE source_id IS NOT NULL;
