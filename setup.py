"""Puts the data folders into the wheel: they live at the top level, where people who write content look for them."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

DATA_FOLDERS = ("checklists", "translations", "dictionaries", "docs/guide")


class BuildWithData(build_py):
    """Copies the data into ``workbench/data`` of what is built; an editable installation reads it where it is."""

    def run(self) -> None:
        """Builds the packages, then copies."""
        super().run()
        if self.editable_mode:
            return
        for folder in DATA_FOLDERS:
            target = Path(self.build_lib) / "workbench" / "data" / folder
            shutil.copytree(folder, target, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithData})
