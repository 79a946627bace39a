-- One row for what the news says of one thing as of one period: the value stated exactly before one stated
-- roughly, then the one most outlets state, then the one stated last. Former levels without a date are no part.
CREATE VIEW series AS
WITH dated AS (
    SELECT
        * REPLACE (
            coalesce(period_start, date_published) AS period_start,
            coalesce(period_end, date_published) AS period_end,
            coalesce(time_period, strftime(date_published, '%Y-%m-%d')) AS time_period
        ),
        coalesce(source_id, regexp_extract(url, '^[a-z]+://([^/]+)', 1)) AS outlet
    FROM figure
    WHERE as_of IS NOT NULL
),
weighed AS (
    SELECT
        *,
        count(DISTINCT outlet) OVER (
            PARTITION BY ref_area, indicator, coop_status, coop_kind, subset, unit, as_of, period_start,
            value, value_max, bound
        ) AS outlets_agreeing,
        -- The interval each statement leaves open; "about" is read as within 5 percent.
        CASE bound WHEN 'at_most' THEN 0 WHEN 'about' THEN value * 0.95 ELSE value END AS least,
        CASE bound
            WHEN 'at_least' THEN 'infinity'::DOUBLE WHEN 'about' THEN value * 1.05 WHEN 'range' THEN value_max
            ELSE value
        END AS most
    FROM dated
),
grouped AS (
    SELECT
        ref_area, max(area_name) AS area_name, indicator, coop_status, coop_kind, subset, unit,
        as_of, period_start, period_end,
        max(time_period) AS time_period,
        if(bool_or(time_basis = 'stated'), 'stated', 'published') AS time_basis,
        -- Null would count as the largest: an article without a date is none of the last.
        arg_max(
            {'value': value, 'value_max': value_max, 'bound': bound},
            {'exact': bound = 'exact', 'outlets': outlets_agreeing,
             'last': coalesce(date_published, DATE '0001-01-01'), 'value': value,
             'value_max': coalesce(value_max, value), 'bound': bound}
        ) AS chosen,
        count(DISTINCT article_id) AS articles,
        count(DISTINCT outlet) AS outlets,
        min(value) AS lowest,
        max(coalesce(value_max, value)) AS highest,
        max(least) > min(most) AS disputed,
        min(date_published) AS first_published,
        max(date_published) AS last_published
    FROM weighed
    GROUP BY ref_area, indicator, coop_status, coop_kind, subset, unit, as_of, period_start, period_end
)
SELECT
    ref_area, area_name, indicator, coop_status, coop_kind, subset, unit, as_of, time_period, time_basis,
    period_start, period_end, chosen.value AS value, chosen.value_max AS value_max, chosen.bound AS bound,
    articles, outlets, lowest, highest, disputed, first_published, last_published
FROM grouped;
