"""Ties each number to what it counts, where and when.

For every column (indicator, state, kind, region, date) the text offers candidates; a ranker that was trained on
annotated articles (`models/trained/linking`) says how likely each one is, from where it stands and what the article has
stated before. What it is not sure of is a doubt and no figure.
"""
