"""A recovery that somebody cancels writes nothing, however far it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.recovering.recover import STEPS, recover


@pytest.mark.parametrize("at", range(STEPS + 1))
def test_cancelled_at_any_step_nothing_is_written(sample_file: Path, tmp_path: Path, at: int):
    new = tmp_path / "new.integrity"

    class Stopped(Exception):
        pass

    told = []

    def step(done: int, total: int) -> None:
        told.append((done, total))
        if done == at:
            raise Stopped

    before = sample_file.read_bytes()
    with pytest.raises(Stopped):
        recover(sample_file, new, step=step)
    assert told == [(done, STEPS) for done in range(at + 1)]
    assert [path.name for path in new.parent.iterdir()] == [sample_file.name]
    assert sample_file.read_bytes() == before
