"""The case folder: what the evidence says (columnar, written once, hashed) and what was concluded from it."""
