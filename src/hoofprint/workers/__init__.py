"""Where untrusted bytes are parsed: confined processes, and the one form in which rows leave them."""
