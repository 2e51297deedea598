@echo off
rem The same words as the Makefile: "make run" starts Clientele in the browser, "make test" checks everything.
setlocal
cd /d "%~dp0"
set PYTHON=.venv\Scripts\python.exe
set PYTHONUTF8=1

if "%1"=="run" goto run
if "%1"=="test" goto test
if "%1"=="check" goto check
if "%1"=="format" goto format
if "%1"=="screens" goto screens
if "%1"=="bench" goto bench
echo make run      start Clientele in the browser
echo make test     run the linters, the type checker and all tests
echo make check    run the linters and the type checker alone
echo make format   mend what ruff can mend
echo make screens  take a picture of every page into screens\
echo make bench    measure speed and memory
exit /b 1

:run
call :install requirements.txt || exit /b 1
%PYTHON% -m streamlit run server.py
exit /b

:test
call :check || exit /b 1
%PYTHON% -m pytest -q -m timing || exit /b 1
%PYTHON% -m pytest -n 2 --dist loadgroup --no-loadscope-reorder -m "not timing and not spark"
exit /b

:check
call :install requirements-dev.txt || exit /b 1
%PYTHON% -m ruff check . || exit /b 1
%PYTHON% -m ruff format --check . || exit /b 1
%PYTHON% -m mypy || exit /b 1
.venv\Scripts\lint-imports || exit /b 1
%PYTHON% -m locales check || exit /b 1
exit /b

:format
call :install requirements-dev.txt || exit /b 1
%PYTHON% -m ruff check --fix .
%PYTHON% -m ruff format .
exit /b

:screens
call :install requirements-dev.txt || exit /b 1
%PYTHON% -m tests.browser.screens
exit /b

:bench
call :install requirements-dev.txt || exit /b 1
%PYTHON% -m bench threshold browser activity preview ingest-csv ingest-xlsx
exit /b

rem Installs the named requirements once; a copy in .venv says which were installed.
:install
if not exist %PYTHON% call :environment || exit /b 1
fc /b %1 .venv\%1 >nul 2>nul && exit /b 0
echo Installing what %1 lists (once, a few minutes)
%PYTHON% -m pip install --quiet --disable-pip-version-check --no-input -r %1 || exit /b 1
copy /y %1 .venv\%1 >nul
exit /b 0

:environment
py -3 -c "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if errorlevel 1 (
  echo Clientele needs Python 3.11 or newer, and none was found.
  echo Install it from python.org, with the launcher "py", and run the same command again.
  exit /b 1
)
echo Making .venv
py -3 -m venv .venv
exit /b
