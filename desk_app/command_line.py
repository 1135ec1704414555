"""The commands of `desk-app` and their options.

Nothing but click is imported here before a command is chosen, so that `--help` answers at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk_app import __version__

if TYPE_CHECKING:
    from desk_app.settings import Settings

OUTPUT = Path("demo-output")

database_option = click.option(
    "--database",
    metavar="URL",
    help="Database, zoals postgresql://gebruiker@server/naam of sqlite:///pad/bestand.",
)
settings_option = click.option(
    "--settings",
    "settings_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Instellingenbestand van deze werkplek (TOML).",
)
output_option = click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=OUTPUT,
    show_default=True,
    help="Map voor schermafdrukken, machtiging, pas en logboek van de rondleiding.",
)


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(
    __version__,
    prog_name="desk-app",
    message="%(prog)s %(version)s",
    help="Toon de versie en stop.",
)
@click.pass_context
def main(context: click.Context) -> None:
    """De balie van de bibliotheek: klanten, passen en machtigingen."""
    if context.invoked_subcommand is None:
        context.invoke(run)


@main.command()
@database_option
@settings_option
def run(database: str | None = None, settings_file: Path | None = None) -> None:
    """Open de balie op de database van deze werkplek."""
    settings = _settings(settings_file, database)
    from desk_app.bootstrap import run_desktop

    sys.exit(run_desktop(lambda: settings))


@main.command()
@output_option
@click.option("--database", metavar="URL", help="Zet de demobibliotheek in deze lege database.")
def demo(output: Path, database: str | None) -> None:
    """Open een demobibliotheek met nagebootste apparaten; zonder beeldscherm: de rondleiding."""
    from desk_app import demo as demo_library

    if has_display():
        sys.exit(demo_library.run_demo(database=database))
    click.echo("Geen beeldscherm gevonden: de rondleiding wordt uitgevoerd.")
    sys.exit(demo_library.run_tour(output=output, database=database))


@main.command()
@output_option
@click.option("--database", metavar="URL", help="Zet de demobibliotheek in deze lege database.")
def tour(output: Path, database: str | None) -> None:
    """Laat het programma zelf de tien stappen aan de balie doen, zonder beeldscherm."""
    from desk_app import demo as demo_library

    sys.exit(demo_library.run_tour(output=output, database=database))


@main.command()
@database_option
@settings_option
@click.option(
    "--library",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="De bibliotheek in TOML: vestigingen, abonnementen en tarieven.",
)
def init(database: str | None, settings_file: Path | None, library: Path) -> None:
    """Maak een nieuwe database aan met uw vestigingen en een eerste beheerder."""
    settings = _settings(settings_file, database)
    from desk_app.bootstrap import init_database

    sys.exit(init_database(settings, library))


@main.command()
@database_option
@settings_option
def migrate(database: str | None, settings_file: Path | None) -> None:
    """Breng een oudere database op de versie van dit programma, na een kopie."""
    settings = _settings(settings_file, database)
    from desk_app.bootstrap import migrate_database

    sys.exit(migrate_database(settings))


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8460, show_default=True)
@click.option("--smtp-port", type=click.IntRange(0, 65535), default=8425, show_default=True)
@click.option(
    "--token",
    envvar="DESK_APP_WORLD_TOKEN",
    help="Sleutel waarmee de bibliotheek zich meldt; zonder deze wordt er een bedacht.",
)
@click.option("--mail-server", metavar="URL", help="Stuur e-mail naar smtp://host:poort.")
@click.option(
    "--snapshot",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Bewaar de stand in dit bestand (JSON).",
)
@click.option(
    "--library-url",
    metavar="URL",
    default="",
    help="Waar Word lid op de website heen leidt, zoals http://127.0.0.1:8450/word-lid.",
)
def world(
    port: int,
    smtp_port: int,
    token: str | None,
    mail_server: str | None,
    snapshot: Path | None,
    library_url: str,
) -> None:
    """Speel de wereld buiten de bibliotheek: inlogaccount, websites, betalen en e-mail."""
    from desk_app.world.command import run_world

    sys.exit(
        run_world(
            port=port,
            smtp_port=smtp_port,
            token=token,
            smtp_url=mail_server,
            snapshot=snapshot,
            library_url=library_url,
            tell=click.echo,
        )
    )


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres om op te luisteren.")
@click.option("--port", type=click.IntRange(0, 65535), default=8450, show_default=True)
@click.option("--site-url", metavar="URL", help="Adres waaronder bezoekers de pagina's kennen.")
@database_option
@settings_option
def serve(
    host: str,
    port: int,
    site_url: str | None,
    database: str | None,
    settings_file: Path | None,
) -> None:
    """Serveer de webpagina's van de bibliotheek: lid worden, en het portaal voor leerlingen."""
    settings = _settings(settings_file, database, site_url)
    from desk_app.bootstrap.serving import run_server

    sys.exit(run_server(settings, host=host, port=port, tell=click.echo))


def has_display() -> bool:
    """True where a window can be shown: always on Windows and macOS, else with an X or Wayland."""
    import os

    if sys.platform in {"win32", "darwin"}:
        return True
    if os.environ.get("QT_QPA_PLATFORM", "") in {"offscreen", "minimal"}:
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _settings(file: Path | None, database: str | None, site_url: str | None = None) -> Settings:
    """The settings of this workstation. Ends the program with a sentence when they are refused."""
    from desk_app.settings import SettingRefused, load_settings

    try:
        return load_settings(file).with_database(database).with_site(site_url)
    except SettingRefused as refused:
        raise click.ClickException(
            refusal_text(refused.setting, refused.why, refused.file)
        ) from None


REASONS = {
    "unknown": "deze instelling bestaat niet",
    "wrong type": "hier hoort tekst tussen aanhalingstekens",
    "not one of the choices": "deze keuze bestaat niet",
    "not a URL": "dit is geen adres, zoals postgresql://… of serial:…",
    "unreadable": "dit bestand kan niet worden gelezen als TOML",
}


def refusal_text(setting: str, why: str, file: str) -> str:
    """One refused setting as a Dutch sentence with its place."""
    place = ": ".join(part for part in (file, setting) if part)
    return f"{place}: {REASONS[why]} ({why})"
