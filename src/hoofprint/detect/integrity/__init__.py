"""Can this acquisition be trusted not to have been edited? Asked before any trace is weighed; the answer caps all."""
