"""`hoofprint explain`: what a trace is, what else looks the same, and where that is known from."""

import click

from hoofprint.cli.spoken import command, here, lang
from hoofprint.cli.tell import USAGE, Refused, console
from hoofprint.model.words import N_


@command(
    "explain",
    short=N_("Say what a trace means, and what else looks like it."),
    help=N_(
        "Says what a trace or a sequence of traces means, what it does not show, which ordinary things look the same,"
        " and where that is known from. Without an id it lists them."
    ),
    examples=N_("Examples:\n  hoofprint explain\n  hoofprint explain PEG-05 --lang es"),
)
@click.argument("id_", metavar="[ID]", required=False)
@lang
def explain(id_: str | None, lang: str) -> None:
    """One rule, or all."""
    from hoofprint.detect.published import unwritten
    from hoofprint.detect.traces import traces
    from hoofprint.export import explained

    if id_ is None:
        explained.show_list(traces(), console(), lang)
        return
    rule = traces().get(id_.upper())
    if rule is None:
        if why := unwritten(id_.upper()):
            raise Refused(
                here(N_("{id} is published and not looked for: {why}"), id=id_.upper(), why=why), USAGE
            )
        known = ", ".join(traces())
        raise Refused(
            here(N_("{id}: there is no such trace; known are: {known}"), id=id_, known=known), USAGE
        )
    explained.show(rule, console(), lang)
