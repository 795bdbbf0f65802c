"""Fakes, samples and hypothesis strategies, for this project's tests and for plug-in authors'."""
