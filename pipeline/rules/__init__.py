"""How a number becomes a figure: pure functions over a text and its mentions, tested without spaCy."""
