"""Every size on the screen, as a multiple of one text size."""

from __future__ import annotations

from dataclasses import dataclass

BASE_TEXT_PX = 14
"""Height of ordinary text at 100 %, in device-independent pixels."""

SMALLEST_TEXT_PX = 12

SCALES: tuple[float, ...] = (1.0, 1.25, 1.5)
"""The text sizes one can choose; every size follows."""


@dataclass(frozen=True)
class Measures:
    """Sizes in device-independent pixels at one text scale (1.0 = 14 px text)."""

    scale: float = 1.0

    def px(self, at_100: float) -> int:
        """What measures `at_100` pixels at 100 %, here; never less than one."""
        return max(1, round(at_100 * self.scale))

    def space(self, steps: int) -> int:
        """Room between things: `steps` times 4 px at 100 %."""
        return self.px(4 * steps)

    @property
    def small(self) -> int:
        """Captions and second lines."""
        return self.px(SMALLEST_TEXT_PX)

    @property
    def text(self) -> int:
        """Ordinary text."""
        return self.px(BASE_TEXT_PX)

    @property
    def heading(self) -> int:
        """The heading of a panel."""
        return self.px(16)

    @property
    def title(self) -> int:
        """The one title of a page."""
        return self.px(22)

    @property
    def radius(self) -> int:
        """Corners of controls."""
        return self.px(7)

    @property
    def radius_large(self) -> int:
        """Corners of surfaces."""
        return self.px(9)

    @property
    def control(self) -> int:
        """Height of a button or a field."""
        return self.px(35)
