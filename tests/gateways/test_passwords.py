from __future__ import annotations

from desk_app.gateways.passwords import LIGHT, Argon2Passwords, Costs

PASSWORDS = Argon2Passwords(LIGHT)


def test_a_hash_knows_its_password_and_no_other() -> None:
    hashed = PASSWORDS.hash("paars-vloerkleed-41")
    assert hashed.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    assert PASSWORDS.verify(hashed, "paars-vloerkleed-41")
    assert not PASSWORDS.verify(hashed, "paars-vloerkleed-42")
    assert PASSWORDS.hash("paars-vloerkleed-41") != hashed


def test_the_same_keys_on_another_keyboard_give_the_same_password() -> None:
    assert PASSWORDS.verify(PASSWORDS.hash("caf\u00e9-vloerkleed"), "cafe\u0301-vloerkleed")


def test_a_damaged_hash_fits_nothing() -> None:
    for damaged in ("", "x", "$argon2id$v=19$m=64"):
        assert not PASSWORDS.verify(damaged, "paars-vloerkleed-41")


def test_other_costs_are_noticed() -> None:
    hashed = PASSWORDS.hash("x")
    assert not PASSWORDS.outdated(hashed)
    assert Argon2Passwords(Costs(memory_kib=128, passes=1)).outdated(hashed)


def test_the_costs_of_a_library_are_high() -> None:
    costs = Costs()
    assert (costs.memory_kib, costs.passes, costs.lanes) == (65536, 3, 1)


def test_nobody_takes_the_trouble_as_well() -> None:
    fresh = Argon2Passwords(LIGHT)
    fresh.verify_nobody("een")
    fresh.verify_nobody("twee")
    assert fresh._nobody is not None
