"""What stands under the header: why the customer may not, and what colleagues must know."""

from __future__ import annotations

from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.wording import customer_file as words
from desk_app.usecases.queries.customer_file import CustomerFile

_BETWEEN = "  ·  "


def show_blocks(bar: MessageBar, file: CustomerFile) -> None:
    """The blocks of `file`, in red; nothing where there are none."""
    said = [
        words.block_words(block.kind, block.reason, file.details.origin) for block in file.blocks
    ]
    if said:
        bar.say(Tone.TROUBLE, _BETWEEN.join(said))
    else:
        bar.clear()


def show_notices(bar: MessageBar, file: CustomerFile) -> None:
    """The notices of `file`, on every opening; nothing where there are none."""
    if file.notices:
        bar.say(Tone.INFO, _BETWEEN.join(notice.text for notice in file.notices))
    else:
        bar.clear()
