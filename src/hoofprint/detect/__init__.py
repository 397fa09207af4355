"""Records to findings: indicators, traces and sequences, integrity checks, and the grading that binds them."""
