"""How the weights in `models/trained` are made; nothing here is needed to read an article."""
