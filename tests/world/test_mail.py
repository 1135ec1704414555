from __future__ import annotations

import json
import smtplib
import stat
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner

from desk_app.command_line import main
from desk_app.world import World
from desk_app.world.clock import WorldClock
from desk_app.world.mail.preview import harmless
from desk_app.world.snapshot import SnapshotError
from tests.world.conftest import NOON
from tests.world.visiting import PASSWORD, TOKEN, Library, Visitor, activate, last_link

E_MAIL = "e.b.tester@example.org"


def letter(subject: str = "Welkom – ënkele wörden") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Bibliotheek Ruinerwold <info@bibliotheekruinerwold.nl>"
    message["To"] = "G. Tester <g.tester@example.org>"
    message["Subject"] = subject
    message["Message-ID"] = "<klus-1@bibliotheekruinerwold.nl>"
    message.set_content("Welkom!\n\n.een regel met een punt\nhttp://127.0.0.1:1/bevestig\n")
    message.add_alternative(
        "<h1>Welkom!</h1><script>alert(1)</script><p onclick='x'>Dag</p>", subtype="html"
    )
    return message


def post(world: World, message: EmailMessage) -> None:
    host, _, port = world.smtp_url.removeprefix("smtp://").partition(":")
    with smtplib.SMTP(host, int(port), timeout=10) as line:
        line.send_message(message)


def test_mail_of_the_library_lands_in_the_same_mailbox(world: World, visitor: Visitor) -> None:
    post(world, letter())
    mail = world.mailbox.wait_for("g.tester@example.org")[0]
    assert mail.subject == "Welkom – ënkele wörden"
    assert mail.message_id == "<klus-1@bibliotheekruinerwold.nl>"
    assert ".een regel met een punt" in mail.text
    assert mail.links() == ["http://127.0.0.1:1/bevestig"]
    visitor.open("/world/mailbox?aan=g.tester@example.org")
    assert "ënkele wörden" in visitor.text
    visitor.open("/world/mailbox/1")
    assert "Welkom!" in visitor.text
    assert "alert(1)" not in visitor.answer.text
    assert "onclick" not in visitor.answer.text
    assert visitor.open("/world/mailbox/2").status == 404


@pytest.mark.parametrize("fault", ["down", "busy", "garbled", "lost"])
def test_a_post_office_in_trouble(world: World, fault: str) -> None:
    world.faults.set("mail", fault, times=1)
    with pytest.raises((smtplib.SMTPException, OSError)):
        post(world, letter())
    assert world.faults.fired("mail") == 1
    assert len(world.mailbox.all()) == (1 if fault == "lost" else 0)
    post(world, letter())


def test_a_letter_that_comes_twice(world: World) -> None:
    world.faults.set("mail", "twice", times=1)
    post(world, letter())
    assert len({mail.message_id for mail in world.mailbox.wait_for("g.tester@example.org", 2)}) == 1


def test_a_conversation_out_of_order(world: World) -> None:
    host, _, port = world.smtp_url.removeprefix("smtp://").partition(":")
    with smtplib.SMTP(host, int(port), timeout=10) as line:
        assert line.docmd("DATA")[0] == 503
        assert line.helo()[0] == 250
        assert line.docmd("ONZIN")[0] == 503
    assert world.mailbox.all() == []


def test_letters_of_the_kb_wait_while_the_post_is_down(library: Library, world: World) -> None:
    world.faults.set("mail", "down")
    library.make()
    assert (world.mailbox.all(), world._state.post.waiting) == ([], 1)
    assert world.faults.fired("mail") >= 1
    world.faults.clear()
    assert len(world.mailbox.wait_for(E_MAIL)) == 1


def test_letters_of_the_kb_go_to_a_mail_server_too() -> None:
    with (
        World(token=TOKEN) as office,
        World(token=TOKEN, smtp_url=office.smtp_url) as world,
        Library(world) as library,
    ):
        office.faults.set("mail", "down", times=1)
        library.make()
        mail = office.mailbox.wait_for(E_MAIL)[0]
        assert office.faults.fired("mail") == 1
        assert mail.links()[0].startswith(world.url)
        assert "<strong>E-mailadres bevestigen</strong>" in mail.html
        assert world.mailbox.all() == []
    with pytest.raises(ValueError, match="smtp"):
        World(smtp_url="http://127.0.0.1:1")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>Dag <b>u</b></p>", "<p>Dag <b>u</b></p>"),
        ("<script>alert(1)</script>x", "x"),
        ("<svg><script>1</script></svg>x", "x"),
        ("<img src=x onerror=alert(1)>x", "x"),
        ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href=" https://a.b/?x=1&y=\'" onclick=1>x</a>', None),
        ("<p><b>open", "<p><b>open</b></p>"),
        ("</p></b>x<", "x&lt;"),
        ("<style>p{}</style><p style='x'>y", "<p>y</p>"),
        ("<iframe srcdoc='<p>x'></iframe>&lt;script&gt;", "&lt;script&gt;"),
        ("<template><p>x</p></template><table><tr><td>1", "<table><tr><td>1</td></tr></table>"),
    ],
)
def test_a_preview_can_do_nothing(html: str, shown: str | None) -> None:
    made = str(harmless(html))
    if shown is None:
        assert made == '<a href="https://a.b/?x=1&amp;y=&#x27;" rel="noreferrer">x</a>'
    else:
        assert made == shown


def test_the_world_goes_on_tomorrow(tmp_path: Path) -> None:
    file = tmp_path / "wereld.json"
    clock = WorldClock(standing_at=NOON)
    with (
        World(token=TOKEN, clock=clock, snapshot=file) as world,
        Library(world) as library,
        Visitor(world) as visitor,
    ):
        made = library.make()
        activate(visitor, last_link(world, E_MAIL))
        library.make("2X19860002", "9548-000002", "twee@example.org")
        library.member("9548-000001", card_number="5003000030", rights=["Basis"])
        payment = library.pay()
        visitor.open("/online/inloggen").sign_in("2X19860001")
        visitor.open("/online/boeken/eline-vere").send(read="ja")
        world.clock.forward(3600)
        waiting = last_link(world, "twee@example.org")
    kept = file.read_text(encoding="utf-8")
    assert PASSWORD not in kept
    assert waiting.rpartition("/")[2] not in json.dumps(json.loads(kept)["tickets"])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with (
        World(token=TOKEN, clock=WorldClock(standing_at=NOON), snapshot=file) as world,
        Library(world) as library,
        Visitor(world) as visitor,
    ):
        assert (world.clock.now() - NOON).total_seconds() == 3600
        assert library.show(made["id"]).json()["userName"] == "2X19860001"
        assert library.client.get(f"/v1/payments/{payment['id']}").json()["status"] == "expired"
        visitor.open("/online/inloggen").sign_in("5003000030")
        assert "Eline Vere" in visitor.text
        activate(visitor, waiting.replace(waiting.partition("/kb")[0], world.url))
        assert visitor.path == "/kb/geactiveerd"
    for wrong in ("[]", "{}", '{"format": 2}', "x"):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(SnapshotError):
            World(snapshot=file).start()


def test_the_command_says_when_it_cannot_start(tmp_path: Path) -> None:
    with World(token=TOKEN) as world:
        port = world.url.rpartition(":")[2]
        answer = CliRunner().invoke(main, ["world", "--port", port, "--smtp-port", "0"])
    assert (answer.exit_code, "is bezet" in answer.output) == (1, True)
    file = tmp_path / "x.json"
    file.write_text("x", encoding="utf-8")
    answer = CliRunner().invoke(main, ["world", "--port", "0", "--snapshot", str(file)])
    assert (answer.exit_code, "geen bewaarde stand" in answer.output) == (1, True)
