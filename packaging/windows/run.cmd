@echo off
rem Sets the program up in the folder .venv beside the source, then opens it. Needs Python 3.11 or later (64 bit).
setlocal
cd /d "%~dp0..\.."
if not exist .venv\Scripts\integrity-workbench.exe (
    py -3 -m venv .venv || exit /b 1
    .venv\Scripts\python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock || exit /b 1
    .venv\Scripts\python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . || exit /b 1
)
.venv\Scripts\integrity-workbench %*
