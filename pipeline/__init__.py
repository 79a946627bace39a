"""Read, judge, extract: archived bytes in, articles and figures out. No network, no clock, no database."""
