"""Jobs are killed at random moments, and all that they had told is there."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from tests.tally import KILLS, Tally, WronglyAccepted
from tests.workbench.victims import VICTIMS, Killer, Victim, pause

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="only POSIX has fork and kill"),
    pytest.mark.slow,
]
MOST = 6
"""How many numbers a worker tells at most before it is killed."""


@pytest.mark.parametrize("victim", VICTIMS, ids=lambda victim: victim.name)
def test_what_was_told_before_the_kill_is_there(victim: Victim, tmp_path: Path) -> None:
    chance, tally, killer = random.Random(victim.name), Tally(victim.name, "killed"), Killer(victim)
    told = 0
    for number in range(KILLS):
        folder = tmp_path / str(number)
        folder.mkdir()
        after = chance.randrange(MOST)
        done = killer.kill(folder, after, pause(chance, after))
        with tally.one():
            victim.judge(folder, done)
        told += done
        shutil.rmtree(folder)
    killer.leave()
    tally.settle()
    assert told >= KILLS // 2


@pytest.mark.parametrize("victim", VICTIMS, ids=lambda victim: victim.name)
def test_a_loss_would_be_noticed(victim: Victim, tmp_path: Path) -> None:
    killer = Killer(victim)
    done = killer.kill(tmp_path, 3, 0.0)
    killer.leave()
    victim.judge(tmp_path, done)
    with pytest.raises((AssertionError, WronglyAccepted)):
        victim.judge(tmp_path, done + 5)
