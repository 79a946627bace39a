"""Five small news sites with news of our own, to see wartakop at work without asking anybody's server.

The outlets, people and numbers are invented; the regions are real ones, so that their names can be read.
"""
