"""The face: settings, jobs and the command line."""
