"""What is said about printed papers."""

from __future__ import annotations

MANDATE_PRINTED = "De machtiging is geprint. Laat de klant haar ondertekenen."
PROOF_PRINTED = "Het inschrijfbewijs is geprint."
