@echo off
rem Opens Integrity Workbench; the first time, and after an update, it is set up in the folder .venv beside the source.
rem It needs Python, 64 bit, and takes at most one file to open. Plain ASCII; lines end as Windows ends them.
setlocal EnableExtensions DisableDelayedExpansion
title Integrity Workbench
if not "%~2"=="" goto too_many

rem A file is meant from where we were started, so its whole name is taken before the folder changes.
set "FILE="
if not "%~1"=="" set "FILE=%~f1"

rem pushd gives a folder on a share a letter. It is not given back: the program goes on reading from there.
pushd "%~dp0..\.."
if errorlevel 1 goto no_folder
if not exist "packaging\windows\prepare.py" goto no_folder

set "PYTHON="
for %%V in (3.13 3.14 3.12 3.11) do call :try py -%%V
call :try python
if not defined PYTHON goto no_python

%PYTHON% "packaging\windows\prepare.py"
if errorlevel 1 goto wait
if not exist ".venv\Scripts\integrity-workbench-window.exe" goto not_whole

rem A program without a console: no black window stays behind that somebody could close by mistake.
if defined FILE goto with_file
start "" ".venv\Scripts\integrity-workbench-window.exe"
if errorlevel 1 goto not_started
exit /b 0

:with_file
start "" ".venv\Scripts\integrity-workbench-window.exe" "%FILE%"
if errorlevel 1 goto not_started
exit /b 0

rem Takes the first Python that can run the program: 3.11 to 3.14, 64 bit. What is not there says nothing here.
:try
if defined PYTHON exit /b 0
%* -c "import struct, sys; sys.exit(not (sys.version_info[:2] in ((3, 11), (3, 12), (3, 13), (3, 14)) and struct.calcsize('P') == 8))" >nul 2>nul
if not errorlevel 1 set "PYTHON=%*"
exit /b 0

:too_many
echo This opens one file at most. For commands use .venv\Scripts\integrity-workbench in the folder of the program.
goto wait

:no_folder
echo The folder of the program cannot be opened, or it is not whole: "%~dp0"
echo Unpack the whole program into a folder on this computer, and start it there.
goto wait

:no_python
echo There is no Python on this computer that can run the program.
echo Install Python 3.13, 64 bit, from python.org, with the box "py launcher" ticked. Then start this again.
goto wait

:not_whole
echo The program was set up, but a part of it is missing. A virus scanner may have taken it away.
echo Delete the folder .venv in "%CD%" and start this again. If it happens again, ask whoever looks after this computer.
goto wait

:not_started
echo Windows does not allow this program to start. Nothing is broken.
echo Ask whoever looks after this computer to allow "%CD%\.venv\Scripts\integrity-workbench-window.exe".
goto wait

:wait
echo.
pause
exit /b 1
