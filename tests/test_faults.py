"""The list of seeded faults fits the source as it is."""

from __future__ import annotations

import tomllib

from tests.faults import ROOT, listed, places

FAULTS = listed()


def test_the_piece_that_a_fault_changes_stands_once_and_in_its_room():
    rooms = {
        fault.id: [path.parts[1].removesuffix(".py") for path in places(fault)] for fault in FAULTS
    }
    assert rooms == {fault.id: [fault.room] for fault in FAULTS}


def test_every_room_has_a_fault():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    floors = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    rooms = {room for floor in floors for room in floor.split(" | ")}
    assert {fault.room for fault in FAULTS} == rooms - {"__main__"}


def test_there_are_sixty_faults_or_more_each_a_change_with_a_name_of_its_own():
    assert len(FAULTS) >= 60
    assert len({fault.id for fault in FAULTS}) == len(FAULTS)
    assert [fault.id for fault in FAULTS if fault.old == fault.new or not fault.says] == []
