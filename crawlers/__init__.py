"""Find and fetch: declared sources in, an archive of raw responses out."""
