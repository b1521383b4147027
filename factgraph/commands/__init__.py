"""The commands, one module each. Heavy imports stay inside their functions, so that --help is quick."""
