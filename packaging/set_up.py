"""Make `.venv` from a lock file: `python3 packaging/set_up.py runtime|dev|package`.

Needs nothing but a Python of 3.11 or newer with its standard library. The only thing pip installs
is uv, pinned with its hash; uv then installs the lock, pinned with hashes. Running it again costs
nothing as long as the lock has not changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = Path(os.environ.get("DESK_APP_VENV", ROOT / ".venv"))
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCKS = {
    name: ROOT / "requirements" / f"{name}.lock"
    for name in ("bootstrap", "runtime", "dev", "package")
}
OLDEST = (3, 11)
# A profile that holds everything another one needs.
ALSO_SATISFIED_BY = {"runtime": ("runtime", "dev"), "dev": ("dev",), "package": ("package",)}


def say(text: str) -> None:
    """Tell the person who installs what happens."""
    print(f"set-up: {text}", flush=True)


def stop(*lines: str) -> None:
    """Say what is missing and how to mend it, and end without a traceback."""
    for line in lines:
        print(f"set-up: {line}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def become_a_new_enough_python() -> None:
    """Go on under a newer interpreter when `python3` itself is too old; stop when there is none."""
    if sys.version_info[:2] >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer is not None:
            os.execv(newer, [newer, *sys.argv])
    found = ".".join(str(part) for part in sys.version_info[:2])
    stop(
        f"Python 3.11 or newer is needed; python3 is {found} and no newer one is on the PATH.",
        "on Debian 12+ and Ubuntu 24.04+: apt-get install python3 python3-venv;"
        " on Ubuntu 22.04: apt-get install python3.11 python3.11-venv",
    )


def stamp_text(profile: str) -> str:
    """What must be unchanged for an installed profile to be up to date."""
    lock = hashlib.sha256(LOCKS[profile].read_bytes()).hexdigest()
    return f"{sys.version_info.major}.{sys.version_info.minor} {lock}\n"


def up_to_date(profile: str) -> bool:
    """True when `.venv` works and was made from the lock as it is now."""
    if not PYTHON.exists():
        return False
    for name in ALSO_SATISFIED_BY[profile]:
        stamp = VENV / f"installed-{name}"
        if stamp.exists() and stamp.read_text(encoding="utf-8") == stamp_text(name):
            return works(PYTHON)
    return False


def works(python: Path) -> bool:
    """True when this interpreter starts (a copied or half-made .venv does not)."""
    try:
        return subprocess.run([str(python), "-c", ""], check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    """Make an empty `.venv`, with the `venv` module that Debian packages apart."""
    if PYTHON.exists() and works(PYTHON):
        return
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        install_python_venv()
    say(f"making {VENV}")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode != 0:
        stop(f"`{sys.executable} -m venv` failed; see its message above")


def install_python_venv() -> None:
    """Install Debian's package with `ensurepip` when that is allowed; name it when it is not."""
    package = f"python3.{sys.version_info.minor}-venv"
    sys.path.insert(0, str(ROOT / "packaging"))
    import system_libraries

    if system_libraries.install([package]):
        return
    stop(
        "this Python has no `ensurepip`, so it cannot make a virtual environment.",
        f"install it with: sudo apt-get install {package}",
    )


def install_uv() -> None:
    """Install the pinned uv with pip, from wherever this machine's pip gets its packages."""
    wanted = LOCKS["bootstrap"].read_text(encoding="utf-8").split()[0].partition("==")[2]
    if installed_uv() == wanted:
        return
    say(f"installing uv {wanted}")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--require-hashes", "--requirement", str(LOCKS["bootstrap"])]
    environment = {key: value for key, value in os.environ.items() if key != "PIP_FIND_LINKS"}
    if subprocess.run(command, check=False, env=environment).returncode == 0:
        return
    say("pip failed with this machine's own settings; trying once more without them")
    command.insert(command.index("install"), "--isolated")
    if subprocess.run(command, check=False, env=environment).returncode != 0:
        stop("uv could not be installed; is there a package registry that pip can reach?")


def installed_uv() -> str | None:
    """The version of uv in `.venv`, if any."""
    uv = BIN / ("uv.exe" if os.name == "nt" else "uv")
    if not uv.exists():
        return None
    answer = subprocess.run(
        [str(uv), "--version"], check=False, stdout=subprocess.PIPE, encoding="utf-8"
    )
    words = answer.stdout.split()
    return words[1] if answer.returncode == 0 and len(words) > 1 else None


def uv_environment() -> dict[str, str]:
    """This machine's environment less the settings that make uv look where nothing is."""
    environment = dict(os.environ)
    environment.pop("UV_FIND_LINKS", None)
    environment["VIRTUAL_ENV"] = str(VENV)
    home = Path(environment.get("HOME", "/nonexistent"))
    if os.name != "nt" and not os.access(home, os.W_OK):
        environment.setdefault("UV_CACHE_DIR", str(ROOT / ".cache" / "uv"))
    return environment


# Behind a proxy that reads along only the certificates of the system fit, and uv brings others;
# pip, which installed uv, knows those of the system already.
UV_ATTEMPTS = (
    ("", ()),
    ("uv failed; trying once more with the certificates of the system", ("--system-certs",)),
    ("uv failed with this machine's own settings; trying once more without them", ("--no-config",)),
)


def sync(command: list[str], told: str, options: tuple[str, ...]) -> bool:
    """Run uv once with these options; True when it did what was asked."""
    if told:
        say(told)
    tried = [command[0], *options, *command[1:]]
    return subprocess.run(tried, check=False, env=uv_environment()).returncode == 0


def install_lock(profile: str) -> None:
    """Bring `.venv` to exactly what the lock says, hashes checked."""
    say(f"installing requirements/{profile}.lock")
    uv = str(BIN / ("uv.exe" if os.name == "nt" else "uv"))
    command = [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(PYTHON)]
    command.append(str(LOCKS[profile]))
    if not any(sync(command, told, options) for told, options in UV_ATTEMPTS):
        stop(f"requirements/{profile}.lock could not be installed; see uv's message above")
    for name in ALSO_SATISFIED_BY:
        (VENV / f"installed-{name}").unlink(missing_ok=True)
    (VENV / f"installed-{profile}").write_text(stamp_text(profile), encoding="utf-8")


def main() -> None:
    """Entry point of the Makefile."""
    become_a_new_enough_python()
    profile = sys.argv[1] if len(sys.argv) > 1 else ""
    if profile not in ALSO_SATISFIED_BY:
        stop("usage: python3 packaging/set_up.py runtime|dev|package")
    if up_to_date(profile):
        return
    make_venv()
    install_uv()
    install_lock(profile)
    say("ready")


if __name__ == "__main__":
    main()
