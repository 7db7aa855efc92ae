"""Drawings: pure functions from plain data to marks on a canvas, free of models and record."""
