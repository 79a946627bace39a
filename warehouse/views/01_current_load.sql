-- Of each archive segment the reading by the newest extractor, and of each run its record. Newest is the higher
-- version number (the first in the extractor's name; 0.10 follows 0.9), and of the same number the one whose first
-- reading was loaded later.
CREATE VIEW store.current_load AS
WITH ranked AS (
    SELECT
        load_id, kind, name, extractor,
        list_transform(
            regexp_extract_all(regexp_extract(extractor, '\d+(\.\d+)*'), '\d+'), lambda digits: digits::HUGEINT
        ) || [min(load_id) OVER (PARTITION BY extractor)] AS extractor_rank,
        loaded_at
    FROM store.load
)
SELECT *
FROM ranked
QUALIFY row_number() OVER (PARTITION BY kind, name ORDER BY extractor_rank DESC, load_id DESC) = 1;
