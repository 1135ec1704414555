from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.resource_files import first_folder, resource, resource_root


def test_the_tree_of_the_checkout_is_found(repository: Path) -> None:
    assert resource_root() == repository / "resources"
    some = next(path for path in (repository / "resources").rglob("*") if path.is_file())
    assert resource(some.relative_to(repository / "resources").as_posix()) == some


@pytest.mark.parametrize("relative", ["", "../pyproject.toml", "/etc/passwd", "a/../../b"])
def test_a_path_out_of_the_tree_is_a_fault(relative: str) -> None:
    with pytest.raises(ValueError, match="not a path inside"):
        resource(relative)


def test_a_path_that_names_nothing_is_a_fault() -> None:
    with pytest.raises(FileNotFoundError):
        resource("icons/no-such-icon.svg")


def test_the_installed_tree_goes_first(tmp_path: Path) -> None:
    installed, checkout = tmp_path / "_resources", tmp_path / "resources"
    with pytest.raises(FileNotFoundError):
        first_folder(installed, checkout)
    checkout.mkdir()
    assert first_folder(installed, checkout) == checkout
    installed.mkdir()
    assert first_folder(installed, checkout) == installed
