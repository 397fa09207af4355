"""The control: Hoofprint examines phones whose truth is known, and measures how often its own rules are right.

`plan` says which phones, `bench` builds and examines one, `crew` does so in several processes, `tally` counts, and
`document` writes down what came out, for the reference and for every report.
"""
