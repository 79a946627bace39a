"""Keep and answer: extractions in, a DuckDB file out that many may read while one writes."""
