"""Scripts for the project's own upkeep; nothing here is installed with it."""
