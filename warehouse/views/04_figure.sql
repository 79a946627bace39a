CREATE VIEW figure AS
SELECT
    figure.figure_id, indicator, coop_status, coop_kind, subset, unit, value, value_max, bound,
    ref_area, area_name, area_basis, time_period, time_basis, period_start, period_end,
    CASE time_basis WHEN 'stated' THEN period_end WHEN 'published' THEN date_published END AS as_of,
    speaker, speaker_role, quote, prefix, suffix, part, start, "end", confidence, figure.extractor,
    figure.article_id, figure.version, source_id, url, headline, publisher, date_published, loaded_at
FROM store.figure
JOIN store.current_article USING (load_id, article_id, version);
