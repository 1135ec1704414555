"""How often something may be tried in the world."""

from __future__ import annotations

from typing import Final

from desk_app.web.limits import Rule

SIGN_IN_ADDRESS: Final = Rule("sign-in address", 100, 1)
SIGN_IN_ACCOUNT: Final = Rule("sign-in account", 5, 12)
RECOVERY_ADDRESS: Final = Rule("recovery address", 100, 1)
RECOVERY_ACCOUNT: Final = Rule("recovery account", 3, 1200)
CODE_ACCOUNT: Final = Rule("one-time code", 5, 60)
