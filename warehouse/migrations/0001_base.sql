-- What was learned, append only; every row bears the load that brought it.
-- Columns are named and typed as the Parquet columns of an extraction.
CREATE SCHEMA store;

CREATE TABLE store.migration (
    number INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE store.fingerprint (
    name VARCHAR PRIMARY KEY,
    sha256 VARCHAR NOT NULL
);

CREATE TABLE store.load (
    load_id INTEGER PRIMARY KEY,
    kind VARCHAR NOT NULL CHECK (kind IN ('extraction', 'run')),
    name VARCHAR NOT NULL,
    extractor VARCHAR,
    sha256 VARCHAR NOT NULL,
    articles BIGINT NOT NULL,
    figures BIGINT NOT NULL,
    issues BIGINT NOT NULL,
    outcomes BIGINT NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE store.article (
    load_id INTEGER NOT NULL,
    article_id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    headline VARCHAR NOT NULL,
    date_published DATE,
    datetime_published TIMESTAMPTZ,
    date_modified DATE,
    author VARCHAR,
    publisher VARCHAR,
    in_language VARCHAR,
    source_id VARCHAR,
    source_area VARCHAR,
    captured_url VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,
    warc_file VARCHAR NOT NULL,
    warc_offset BIGINT NOT NULL,
    warc_record_id VARCHAR NOT NULL
);

-- The version is a hash of headline and body: each text is kept once, however often it is read.
CREATE TABLE store.article_text (
    load_id INTEGER NOT NULL,
    version VARCHAR NOT NULL,
    article_body VARCHAR NOT NULL
);

CREATE TABLE store.figure (
    load_id INTEGER NOT NULL,
    figure_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    coop_status VARCHAR NOT NULL,
    coop_kind VARCHAR NOT NULL,
    subset VARCHAR,
    unit VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    value_max DOUBLE,
    bound VARCHAR NOT NULL,
    ref_area VARCHAR NOT NULL,
    area_name VARCHAR NOT NULL,
    area_basis VARCHAR NOT NULL,
    time_period VARCHAR,
    time_basis VARCHAR NOT NULL,
    speaker VARCHAR,
    speaker_role VARCHAR,
    part VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    prefix VARCHAR NOT NULL,
    suffix VARCHAR NOT NULL,
    start BIGINT NOT NULL,
    "end" BIGINT NOT NULL,
    confidence DOUBLE NOT NULL,
    period_start DATE,
    period_end DATE,
    extractor VARCHAR NOT NULL
);

CREATE TABLE store.issue (
    load_id INTEGER NOT NULL,
    article_id VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    exact VARCHAR,
    start BIGINT,
    "end" BIGINT,
    extractor VARCHAR NOT NULL
);

CREATE TABLE store.outcome (
    load_id INTEGER NOT NULL,
    source_id VARCHAR,
    url VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    reason VARCHAR,
    articles BIGINT NOT NULL,
    observed_at TIMESTAMPTZ NOT NULL,
    warc_file VARCHAR,
    warc_record_id VARCHAR
);

CREATE TABLE store.run (
    load_id INTEGER NOT NULL,
    run_id VARCHAR NOT NULL,
    software VARCHAR NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ NOT NULL,
    since DATE NOT NULL,
    until DATE NOT NULL
);

CREATE TABLE store.run_source (
    load_id INTEGER NOT NULL,
    run_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    requests BIGINT NOT NULL,
    articles BIGINT NOT NULL,
    failures BIGINT NOT NULL
);

-- The code lists, as the code that wrote last knows them.
CREATE TABLE region (
    code VARCHAR NOT NULL,
    bps_code VARCHAR,
    iso_code VARCHAR,
    level VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    official_name VARCHAR NOT NULL,
    parent_code VARCHAR,
    capital VARCHAR,
    lat DOUBLE,
    lon DOUBLE,
    valid_from VARCHAR,
    predecessor_code VARCHAR
);

CREATE TABLE alias (
    code VARCHAR NOT NULL,
    alias VARCHAR NOT NULL,
    kind VARCHAR NOT NULL
);

CREATE TABLE code (
    codelist VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    label_id VARCHAR NOT NULL
);
