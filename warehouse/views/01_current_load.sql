-- Of each archive segment the reading by the newest extractor, by the first version number in its name
-- (0.10 follows 0.9), and of each run its record. Where the number is the same, what was loaded last holds.
CREATE VIEW store.current_load AS
SELECT
    load_id, kind, name, extractor,
    list_transform(
        regexp_extract_all(regexp_extract(extractor, '\d+(\.\d+)*'), '\d+'), lambda digits: digits::HUGEINT
    ) AS extractor_version,
    loaded_at
FROM store.load
QUALIFY row_number() OVER (PARTITION BY kind, name ORDER BY extractor_version DESC, load_id DESC) = 1;
