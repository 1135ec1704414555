"""The one style sheet, made from the colour roles and the measures. No widget has its own."""

from __future__ import annotations

from desk_app.ui.theme.colours import Colours
from desk_app.ui.theme.measures import Measures


def style_sheet(colours: Colours, measures: Measures) -> str:
    """The whole sheet. Selectors are classes and the properties `look`, `kind`, `ground`, `tone`,
    `state`, `wrong` and `readOnly`, never object names.
    """
    parts = (_grounds, _texts, _buttons, _editors, _lists, _menus, _painted)
    return "\n".join(part(colours, measures) for part in parts)


def _grounds(c: Colours, m: Measures) -> str:
    tones = "\n".join(
        f"""
        QFrame[ground="message"][tone="{tone}"] {{
            background: {soft}; border: none; border-left: {m.px(4)}px solid {strong};
            border-top-right-radius: {m.px(6)}px; border-bottom-right-radius: {m.px(6)}px;
        }}
        QLabel[tone="{tone}"] {{ color: {strong}; }}
        """
        for tone, strong, soft in (
            ("trouble", c.trouble, c.trouble_soft),
            ("warning", c.warning, c.warning_soft),
            ("info", c.accent, c.accent_soft),
            ("ok", c.ok, c.ok_soft),
        )
    )
    return f"""
    QWidget {{ color: {c.ink}; }}
    QMainWindow, QDialog, QFrame[ground="page"] {{ background: {c.background}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QFrame[ground="card"], QFrame[ground="panel"], QFrame[ground="sheet"] {{
        background: {c.surface}; border: 1px solid {c.line}; border-radius: {m.radius_large}px;
    }}
    QFrame[ground="card"][ringed="true"] {{ border: 2px solid {c.accent}; }}
    QFrame[ground="strip"] {{ background: {c.surface}; border: none;
        border-bottom: 1px solid {c.line}; }}
    QFrame[ground="status"] {{ background: {c.surface}; border: none;
        border-top: 1px solid {c.line}; }}
    QFrame[ground="cover"] {{ background: {c.background}; border: none; }}
    QFrame[ground="toast"] {{ background: {c.surface}; border: 1px solid {c.edge};
        border-radius: {m.radius_large}px; }}
    QToolTip {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.edge};
        padding: {m.px(5)}px; font-size: {m.text}px; }}
    {tones}
    """


def _texts(c: Colours, m: Measures) -> str:
    return f"""
    QLabel {{ background: transparent; border: none; }}
    QLabel[look="muted"] {{ color: {c.muted}; }}
    QLabel[look="small"] {{ color: {c.muted}; font-size: {m.small}px; }}
    QLabel[look="strong"] {{ font-weight: 600; }}
    QLabel[look="heading"] {{ font-size: {m.heading}px; font-weight: 600; }}
    QLabel[look="title"] {{ font-size: {m.title}px; font-weight: 600; }}
    QLabel[look="answer"] {{ font-size: {m.px(28)}px; font-weight: 600; }}
    QLabel[look="figure"], QLabel[figure="true"] {{ font-size: {m.px(15)}px; font-weight: 600; }}
    QLabel[look="ok"] {{ color: {c.ok}; }}
    QLabel[look="warning"] {{ color: {c.warning}; }}
    QLabel[look="trouble"] {{ color: {c.trouble}; }}
    QLabel[look="accent"] {{ color: {c.accent}; }}
    QLabel[look="badge"] {{ color: {c.muted}; background: {c.background}; font-weight: 600;
        font-size: {m.small}px; border-radius: {m.px(10)}px; padding: {m.px(2)}px {m.px(11)}px; }}
    QLabel[look="demo"] {{ color: {c.warning}; background: {c.warning_soft}; font-weight: 700;
        font-size: {m.small}px; border-radius: {m.px(7)}px; padding: {m.px(1)}px {m.px(10)}px; }}
    """


def _buttons(c: Colours, m: Measures) -> str:
    pad = f"{m.px(6)}px {m.px(13)}px"
    pad_ring = f"{m.px(6) - 1}px {m.px(13) - 1}px"
    danger_hover = c.trouble_soft
    return f"""
    QPushButton {{
        background: {c.surface}; color: {c.ink}; border: 1px solid {c.line};
        border-radius: {m.radius}px; padding: {pad};
        min-height: {m.px(21)}px; min-width: {m.px(32)}px;
    }}
    QPushButton:hover {{ background: {c.hover}; border-color: {c.edge}; }}
    QPushButton:pressed, QPushButton:checked {{ background: {c.pressed}; }}
    QPushButton:focus {{ border: 2px solid {c.accent}; padding: {pad_ring}; }}
    QPushButton:disabled {{ background: {c.background}; color: {c.muted};
        border: 1px solid {c.line}; }}
    QPushButton[kind="primary"] {{ background: {c.accent}; color: {c.on_accent};
        border: 1px solid {c.accent}; font-weight: 600; }}
    QPushButton[kind="primary"]:hover {{ border-color: {c.ink}; }}
    QPushButton[kind="primary"]:focus {{ border: 1px solid {c.accent}; padding: {pad};
        qproperty-ring: {c.on_accent}; }}
    QPushButton[kind="danger"] {{ color: {c.trouble}; border-color: {c.trouble};
        font-weight: 600; }}
    QPushButton[kind="danger"]:hover {{ background: {danger_hover}; }}
    QPushButton[kind="danger"]:focus {{ border: 2px solid {c.trouble}; padding: {pad_ring}; }}
    QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent;
        color: {c.accent}; }}
    QPushButton[kind="quiet"]:hover {{ background: {c.hover}; }}
    QPushButton[kind="quiet"]:focus {{ border: 2px solid {c.accent}; padding: {pad_ring}; }}
    QPushButton[kind="link"] {{ background: transparent; border: 2px solid transparent;
        color: {c.accent}; padding: 0 {m.px(4)}px; min-height: {m.px(19)}px; min-width: 0;
        text-align: left; }}
    QPushButton[kind="link"]:hover {{ background: {c.hover}; }}
    QPushButton[kind="link"]:focus {{ border: 2px solid {c.accent}; padding: 0 {m.px(4)}px; }}
    QPushButton[kind]:disabled {{ background: {c.background}; color: {c.muted};
        border: 1px solid {c.line}; font-weight: 400; }}
    Button[kind="primary"] {{ qproperty-ring: {c.on_accent}; }}
    """


def _editors(c: Colours, m: Measures) -> str:
    text = "QLineEdit, QPlainTextEdit, QComboBox"
    pad = f"{m.px(6)}px {m.px(9)}px"
    pad_ring = f"{m.px(6) - 1}px {m.px(9) - 1}px"
    arrow = m.px(5)
    box = m.px(16)
    return f"""
    {text} {{
        background: {c.surface}; color: {c.ink}; border: 1px solid {c.edge};
        border-radius: {m.radius}px; padding: {pad};
        selection-background-color: {c.accent}; selection-color: {c.on_accent};
        placeholder-text-color: {c.muted};
    }}
    QLineEdit, QComboBox {{ min-height: {m.px(19)}px; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{
        border: 2px solid {c.accent}; padding: {pad_ring}; }}
    QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"], QComboBox[readOnly="true"] {{
        background: transparent; border: 1px solid transparent; }}
    QLineEdit[readOnly="true"]:focus, QPlainTextEdit[readOnly="true"]:focus,
    QComboBox[readOnly="true"]:focus {{ border: 2px solid {c.accent}; padding: {pad_ring}; }}
    QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{
        border: 2px solid {c.trouble}; padding: {pad_ring}; }}
    QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{
        background: {c.background}; color: {c.muted}; border-color: {c.line}; }}
    QLineEdit[look="search"] {{ border-color: {c.edge}; border-radius: {m.px(8)}px;
        padding: {m.px(7)}px {m.px(13)}px; font-size: {m.px(15)}px; min-height: {m.px(22)}px; }}
    QLineEdit[look="search"]:focus {{ border: 2px solid {c.accent};
        padding: {m.px(7) - 1}px {m.px(13) - 1}px; }}
    QComboBox::drop-down {{ border: none; width: {m.px(26)}px; }}
    QComboBox[readOnly="true"]::drop-down {{ width: 0; }}
    QComboBox[readOnly="true"]::down-arrow {{ width: 0; height: 0; border: none; }}
    QComboBox::down-arrow {{ width: 0; height: 0; border-left: {arrow}px solid {c.surface};
        border-right: {arrow}px solid {c.surface}; border-top: {arrow}px solid {c.muted}; }}
    QComboBox QAbstractItemView {{ background: {c.surface}; color: {c.ink};
        border: 1px solid {c.edge}; selection-background-color: {c.accent_soft};
        selection-color: {c.ink}; outline: none; padding: {m.px(4)}px; }}
    QCheckBox, QRadioButton {{ spacing: {m.px(8)}px; padding: {m.px(4)}px;
        border: 2px solid transparent; border-radius: {m.radius}px; background: transparent; }}
    QCheckBox:focus, QRadioButton:focus {{ border-color: {c.accent}; }}
    QCheckBox:disabled, QRadioButton:disabled {{ color: {c.muted}; }}
    QCheckBox::indicator {{ width: {box}px; height: {box}px; border: 1px solid {c.edge};
        border-radius: {m.px(4)}px; background: {c.surface}; }}
    QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; }}
    QRadioButton::indicator {{ width: {box - 2}px; height: {box - 2}px;
        border: 1px solid {c.edge}; border-radius: {box // 2}px; background: {c.surface}; }}
    QRadioButton::indicator:checked {{ width: {box - 10}px; height: {box - 10}px;
        border: 5px solid {c.accent}; background: {c.on_accent}; }}
    QRadioButton::indicator:disabled {{ border-color: {c.line}; }}
    QRadioButton::indicator:checked:disabled {{ border-color: {c.muted}; }}
    TickField {{ qproperty-tick: {c.on_accent}; }}
    TickField[readOnly="true"] {{ qproperty-tick: {c.surface}; }}
    QCheckBox::indicator:disabled, QCheckBox[readOnly="true"]::indicator {{
        border-color: {c.line}; }}
    QCheckBox[readOnly="true"]::indicator:checked {{ background: {c.muted};
        border-color: {c.muted}; }}
    """


def _lists(c: Colours, m: Measures) -> str:
    return f"""
    QTabBar {{ background: transparent; border: none; }}
    QTabBar::tab {{ background: transparent; color: {c.muted}; border: 2px solid transparent;
        border-bottom: 3px solid transparent; padding: {m.px(7)}px {m.px(2)}px; }}
    QTabBar::tab:hover {{ color: {c.ink}; }}
    QTabBar::tab:selected {{ color: {c.ink}; font-weight: 600;
        border-bottom: 3px solid {c.accent}; }}
    QTabBar::tab:selected:focus {{ border: 2px solid {c.accent};
        border-bottom: 3px solid {c.accent}; border-radius: {m.px(4)}px; }}
    QTabBar::tab:disabled {{ color: {c.edge}; }}
    QTableView {{ background: {c.surface}; color: {c.ink}; border: none; outline: none; }}
    QTableView::item {{ padding: 0 {m.px(8)}px; border: none;
        border-bottom: 1px solid {c.line}; }}
    QTableView::item:hover {{ background: {c.hover}; }}
    QTableView::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
    QHeaderView {{ background: transparent; border: none; }}
    QHeaderView::section {{ background: {c.surface}; color: {c.muted}; border: none;
        border-bottom: 1px solid {c.line}; padding: {m.px(9)}px {m.px(11)}px;
        font-size: {m.small}px; font-weight: 600; }}
    QListView {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.line};
        border-radius: {m.radius}px; outline: none; padding: {m.px(4)}px; }}
    QListView:focus {{ border: 2px solid {c.accent}; }}
    QListView::item {{ padding: {m.px(7)}px {m.px(9)}px; border-radius: {m.px(6)}px; }}
    QListView::item:hover {{ background: {c.hover}; }}
    QListView::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
    QListView::item:disabled {{ color: {c.muted}; }}
    QScrollBar:vertical {{ background: transparent; width: {m.px(12)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {m.px(12)}px; margin: 0; }}
    QScrollBar::handle {{ background: {c.edge}; border-radius: {m.px(4)}px;
        margin: {m.px(2)}px; }}
    QScrollBar::handle:vertical {{ min-height: {m.px(28)}px; }}
    QScrollBar::handle:horizontal {{ min-width: {m.px(28)}px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _menus(c: Colours, m: Measures) -> str:
    return f"""
    QMenuBar {{ background: {c.surface}; border: none; border-bottom: 1px solid {c.line};
        padding: {m.px(2)}px {m.px(12)}px; }}
    QMenuBar::item {{ background: transparent; padding: {m.px(6)}px {m.px(11)}px;
        margin: 0 {m.px(4)}px 0 0; border-radius: {m.px(6)}px; }}
    QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {c.accent_soft};
        color: {c.ink}; }}
    QMenuBar::item:disabled {{ color: {c.muted}; }}
    QMenu {{ background: {c.surface}; color: {c.ink}; border: 1px solid {c.edge};
        padding: {m.px(5)}px; }}
    QMenu::item {{ padding: {m.px(7)}px {m.px(28)}px {m.px(7)}px {m.px(14)}px;
        border-radius: {m.px(6)}px; }}
    QMenu::item:selected {{ background: {c.accent_soft}; color: {c.ink}; }}
    QMenu::item:disabled {{ color: {c.muted}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: {m.px(5)}px {m.px(8)}px; }}
    QSplitter::handle {{ background: transparent; }}
    QProgressBar {{ background: {c.background}; border: 1px solid {c.line};
        border-radius: {m.px(6)}px; text-align: center; min-height: {m.px(16)}px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: {m.px(5)}px; }}
    """


def _painted(c: Colours, _m: Measures) -> str:
    """Colours for the widgets that paint themselves."""
    return f"""
    StepList {{ qproperty-accent: {c.accent}; qproperty-ok: {c.ok};
        qproperty-trouble: {c.trouble}; qproperty-warning: {c.warning};
        qproperty-line: {c.edge}; qproperty-ink: {c.ink}; qproperty-muted: {c.muted};
        qproperty-surface: {c.surface}; }}
    Skeleton {{ qproperty-bar: {c.line}; }}
    Dot[state="ok"] {{ qproperty-colour: {c.ok}; }}
    Dot[state="busy"] {{ qproperty-colour: {c.accent}; }}
    Dot[state="warning"] {{ qproperty-colour: {c.warning}; }}
    Dot[state="trouble"] {{ qproperty-colour: {c.trouble}; }}
    Dot[state="off"] {{ qproperty-colour: {c.edge}; }}
    """
