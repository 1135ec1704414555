"""What narrows the list of titles: kind, language, AVI, age, own branch, available."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desk_app.domain.titles import AviLevel, TitleKind
from desk_app.ui.framework.editors import ChoiceField, TextField, TickField
from desk_app.ui.framework.surfaces import row
from desk_app.ui.wording import catalogue as words
from desk_app.usecases.queries.titles import TitleFilter

_SHORTEST_CHOICE = 9


class TitleFilters(QWidget):
    """Signals: `narrowed()` when another choice was made."""

    narrowed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kinds = (("", words.ANY_KIND), *((one.value, words.KINDS[one]) for one in TitleKind))
        levels = (("", words.ANY_AVI), *((one.value, words.AVI_LEVELS[one]) for one in AviLevel))
        languages = (("", words.ANY_LANGUAGE), *words.LANGUAGES.items())
        self.kind = ChoiceField(kinds, name="titles_kind")
        self.language = ChoiceField(languages, name="titles_language")
        self.avi = ChoiceField(levels, name="titles_avi")
        self.age = TextField(name="titles_age", placeholder=words.AGE, longest=2)
        self.own = TickField(words.OWN_ONLY, name="titles_own")
        self.available = TickField(words.AVAILABLE_ONLY, name="titles_available")
        for editor, label in (
            (self.kind, words.FIELDS["kind"]),
            (self.language, words.FIELDS["language"]),
            (self.avi, words.FIELDS["avi"]),
            (self.age, words.AGE),
        ):
            editor.setAccessibleName(label)
        for choice in (self.kind, self.language, self.avi):
            choice.set_value("")
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(_SHORTEST_CHOICE)
        self.age.setFixedWidth(self.age.fontMetrics().averageCharWidth() * 12)
        for one in (self.kind, self.language, self.avi, self.age, self.own, self.available):
            one.edited.connect(self.narrowed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        choices = row(self.kind, self.language, self.avi, self.age)
        for at in range(3):
            choices.setStretch(at, 1)
        layout.addLayout(choices)
        layout.addLayout(row(self.own, self.available, None, space=16))

    def where(self) -> TitleFilter:
        """What is chosen; the own branch is left to whoever knows it."""
        kind, avi, age = self.kind.value(), self.avi.value(), self.age.value().strip()
        return TitleFilter(
            kind=TitleKind(kind) if kind else None,
            language=self.language.value(),
            avi=AviLevel(avi) if avi else None,
            age=int(age) if age.isascii() and age.isdigit() else None,
            available=bool(self.available.value()),
        )
