"""One file per format that public indicator lists come in; each fills a `Gatherer` and never raises for one entry."""
