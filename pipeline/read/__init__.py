"""Reading: archived bytes in, `NewsArticle`s out. Functions of bytes alone."""
