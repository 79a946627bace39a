CREATE VIEW run AS
SELECT run_id, software, started_at, ended_at, since, until, loaded_at
FROM store.run
JOIN store.current_load USING (load_id);

CREATE VIEW run_source AS
SELECT run_id, source_id, requests, articles, failures
FROM store.run_source
JOIN store.current_load USING (load_id);

CREATE VIEW load AS
SELECT load_id, kind, name, extractor, sha256, articles, figures, issues, outcomes, loaded_at
FROM store.load;
