"""How articles are found: ways shared by all outlets of a CMS, one a file, each a pure reading of listings."""
