"""Speed, measured beside something known in the same run; never part of a test."""
