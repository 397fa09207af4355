"""What several outputs share: the voice of a language, the view of a result, labels, places of help, drawings."""
