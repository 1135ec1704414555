"""The eight menus of Wise as data, and everything the frame itself can do.

A screen that is there binds its entries (`Actions.bind`); an entry nobody bound is grey and says
so. A menu without entries is grey as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.ui.wording import shell as words


@dataclass(frozen=True)
class Entry:
    """One command: its key for ever, its words with mnemonic, its shortcut (portable names).

    `group` draws a line between entries of different groups; `submenu` puts it one level down, or
    further down with a slash between the levels; `idle` is why it is grey as long as nobody bound
    it.
    """

    key: str
    text: str
    shortcut: str = ""
    group: int = 0
    submenu: str = ""
    idle: str = words.NOT_THERE_YET


@dataclass(frozen=True)
class Menu:
    """One of the eight, with its entries in order."""

    key: str
    text: str
    entries: tuple[Entry, ...] = ()


SEARCH = "desk.search"
LOCK = "desk.lock"
SIGN_OUT = "desk.sign_out"
PALETTE = "desk.palette"
HELP = "desk.help"
QUIT = "desk.quit"
LARGER = "desk.text_larger"
SMALLER = "desk.text_smaller"
THEME_SYSTEM = "desk.theme_system"
THEME_LIGHT = "desk.theme_light"
THEME_DARK = "desk.theme_dark"

LEND = "counter.lend"
CHECK_IN = "counter.check_in"
LEND_CANCEL = "counter.cancel_last"
LEND_END = "counter.end"
QUEUE = "reservations.queue"
SET_ASIDE = "reservations.set_aside"
PICK_LIST = "reservations.pick_list"
TITLES = "catalogue.titles"
COPIES = "catalogue.copies"
TITLE_IMPORT = "catalogue.import"
CARD_JOBS = "desk.card_jobs"
ERRANDS = "desk.errands"
STAFF = "desk.staff"
LOGIN_WORK = "desk.login_work"
DEVICES = "desk.devices"
SIMULATOR = "desk.simulator"
CUSTOMER_EDIT = "customer.edit"
CUSTOMER_SAVE = "customer.save"
CUSTOMER_CANCEL = "customer.cancel"
CUSTOMER_CLOSE = "customer.close"
CUSTOMER_ITEMS = "customer.items"
CUSTOMER_NEW = "customer.new"
LOGIN_DATA = "customer.login_data"
LOGIN_RIGHTS = "customer.login_rights"
LOGIN_AUTHORISE = "customer.login_authorise"
LOGIN_LINK = "customer.login_link"
LOGIN_GENERATE = "customer.login_generate"
LOGIN_FORGET = "customer.login_forget"
LOGIN_RESET_EMAIL = "customer.login_reset_email"
LOGIN_TROUBLE = "customer.login_trouble"
LOGIN_CODE = "customer.login_code"
PUPILS = "customer.pupils"
PUPIL_IMPORT = "customer.pupil_import"
SCHOOLS = "customer.schools"
CARD_BATCH = "customer.card_batch"
PRINT_CARD = "customer.print_card"
PRINT_STOPGAP = "customer.print_stopgap"
PRINT_MANDATE = "customer.print_mandate"

_PRINT = "&Print klantgegevens"
_VIEW = "&Beeld"
_LOGIN = "&Inlogaccount"
_SCHOOLWISE = "&Overzichten/&SchoolWise"
_IDLE = words.NOT_NOW

MENUS: tuple[Menu, ...] = (
    Menu(
        "desk",
        "&Balie",
        (
            Entry(LEND, "&Uitlenen", "F5", -1, idle=words.SIGN_IN_FIRST),
            Entry(CHECK_IN, "I&nnemen", "F6", -1, idle=words.SIGN_IN_FIRST),
            Entry(LEND_CANCEL, "Annuleer laatste uitlenin&g", "F4", -1, idle=words.LEND_FIRST),
            Entry(LEND_END, "&Klant is klaar", "", -1, idle=words.LEND_FIRST),
            Entry(CARD_JOBS, "Onafgemaakte &passen", idle=words.SIGN_IN_FIRST),
            Entry(ERRANDS, "Klus&jes", idle=words.SIGN_IN_FIRST),
            Entry(STAFF, "&Medewerkers", idle=words.SIGN_IN_FIRST),
            Entry(LOGIN_WORK, "&Inlogaccounts", idle=words.SIGN_IN_FIRST),
            Entry(DEVICES, "&Apparaten"),
            Entry(SIMULATOR, "&Simulator", idle=words.ONLY_IN_DEMO),
            Entry(PALETTE, "Alle &opdrachten…", "Ctrl+K", 1),
            Entry(LARGER, "&Grotere tekst", "Ctrl++", 1, _VIEW),
            Entry(SMALLER, "&Kleinere tekst", "Ctrl+-", 1, _VIEW),
            Entry(THEME_SYSTEM, "Licht of donker als het &systeem", "", 1, _VIEW),
            Entry(THEME_LIGHT, "&Licht", "", 1, _VIEW),
            Entry(THEME_DARK, "&Donker", "", 1, _VIEW),
            Entry(HELP, "&Toetsen en informatie", "F1", 1),
            Entry(LOCK, "&Vergrendel", "Ctrl+L", 2),
            Entry(SIGN_OUT, "&Einde sessie", "F12", 2),
            Entry(QUIT, "A&fsluiten", "Ctrl+Q", 3),
        ),
    ),
    Menu(
        "customers",
        "&Klanten",
        (
            Entry(SEARCH, "&Zoek klant", "Alt+Z"),
            Entry(CUSTOMER_NEW, "&Nieuwe klant toevoegen", "", 0, "", words.SIGN_IN_FIRST),
            Entry(CUSTOMER_ITEMS, "In &bezit en reserveringen", "F9", 0, "", _IDLE),
            Entry(PRINT_CARD, "&Ledenpas", "", 1, _PRINT, _IDLE),
            Entry(PRINT_STOPGAP, "&Inschrijfbewijs", "", 1, _PRINT, _IDLE),
            Entry(PRINT_MANDATE, "&Machtiging", "", 1, _PRINT, _IDLE),
            Entry(LOGIN_DATA, "Toon inlogaccount-&gegevens", "", 1, _LOGIN, _IDLE),
            Entry(LOGIN_RIGHTS, "Toon inlogaccount-&rechten", "", 1, _LOGIN, _IDLE),
            Entry(LOGIN_AUTHORISE, "&Autoriseer inlogaccount", "", 1, _LOGIN, _IDLE),
            Entry(LOGIN_LINK, "&Koppel inlogaccount", "", 1, _LOGIN, _IDLE),
            Entry(LOGIN_GENERATE, "G&enereer inlogaccount", "", 1, _LOGIN, _IDLE),
            Entry(LOGIN_FORGET, "&Vergeet inlogaccount", "", 1, _LOGIN, _IDLE),
            Entry(LOGIN_RESET_EMAIL, "Reset &herstel-emailadres", "", 1, _LOGIN, _IDLE),
            Entry(LOGIN_TROUBLE, "Inlog&problemen…", "", 1, _LOGIN, _IDLE),
            Entry(LOGIN_CODE, "&Wachtwoord herstellen (eenmalige code)", "", 1, _LOGIN, _IDLE),
            Entry(PUPILS, "&Leerlingoverzicht", "", 1, _SCHOOLWISE, words.SIGN_IN_FIRST),
            Entry(PUPIL_IMPORT, "Leerlingen&import", "", 1, _SCHOOLWISE, words.SIGN_IN_FIRST),
            Entry(SCHOOLS, "&Scholen en koppeling", "", 1, _SCHOOLWISE, words.SIGN_IN_FIRST),
            Entry(CARD_BATCH, "&Passen voor een groep", "", 1, _SCHOOLWISE, words.SIGN_IN_FIRST),
            Entry(CUSTOMER_EDIT, "&Wijzig", "F2", 2, "", _IDLE),
            Entry(CUSTOMER_SAVE, "&Opslaan", "Ctrl+S", 2, "", _IDLE),
            Entry(CUSTOMER_CANCEL, "&Annuleer", "", 2, "", _IDLE),
            Entry(CUSTOMER_CLOSE, "&Quit", "", 2, "", _IDLE),
        ),
    ),
    Menu("finance", "&Financieel"),
    Menu(
        "catalogue",
        "&Catalogus",
        (Entry(TITLE_IMPORT, "Titels &importeren", idle=words.SIGN_IN_FIRST),),
    ),
    Menu("copies", "&Exemplaren", (Entry(COPIES, "Zoek &exemplaar", idle=words.SIGN_IN_FIRST),)),
    Menu("titles", "&Titels", (Entry(TITLES, "Zoek &titel", "Ctrl+T", idle=words.SIGN_IN_FIRST),)),
    Menu(
        "reservations",
        "&Reserveringen",
        (
            Entry(QUEUE, "&Wachtrij van een titel", "", idle=words.SIGN_IN_FIRST),
            Entry(SET_ASIDE, "&Klaargelegd", "", idle=words.SIGN_IN_FIRST),
            Entry(PICK_LIST, "&Ophaallijst", "", idle=words.SIGN_IN_FIRST),
        ),
    ),
    Menu("statistics", "&Statistiek"),
)

KEYS: tuple[tuple[str, str], ...] = (
    ("1 … 9", "Tabblad van de klant (met Alt ook vanuit een veld)"),
    ("Alt+Z", "Zoek klant"),
    ("F2", "Wijzig"),
    ("F4", "Uitlenen: annuleer de laatste uitlening"),
    ("F5", "Uitlenen, aan de klant die open is"),
    ("F6", "Innemen"),
    ("F9", "In bezit en reserveringen van de klant"),
    ("Ctrl+T", "Zoek titel"),
    ("Ctrl+S", "Opslaan"),
    ("Esc", "Terug of annuleer"),
    ("Enter", "Naar het volgende veld"),
    ("Shift+F10", "Menu van de gekozen regel"),
    ("Ctrl+K", "Alle opdrachten bij naam"),
    ("Ctrl+L", "Vergrendel"),
    ("F12", "Uitlenen: klant is klaar; elders: einde sessie"),
    ("Ctrl+Q", "Afsluiten"),
    ("Ctrl + en Ctrl -", "Grotere of kleinere tekst"),
    ("F1", "Deze bladzijde"),
)
