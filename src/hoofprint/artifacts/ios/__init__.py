"""Artifacts of iPhones and iPads, one declaration for each."""
