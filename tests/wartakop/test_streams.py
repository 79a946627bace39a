"""Standard streams as a shell may hand them over: closed, full, cut off by `head`, in any locale, not UTF-8."""

import subprocess

import pytest

from tests.nights import Result, Wartakop

FORMATS = ("table", "json", "csv")


def shell(wartakop: Wartakop, line: str, **environment: str) -> Result:
    """`line` in a shell with `$w` for the command and its home; the code is that of the first command of a pipe."""
    script = f'w() {{ "{wartakop.command}" --home "{wartakop.home}" "$@"; }}; {line}; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, env=environment)
    return Result(done.returncode, done.stdout, done.stderr)


def complaint(result: Result) -> str:
    assert result.code == 2
    (line,) = result.err.splitlines()
    assert line.startswith("wartakop: error: ")
    return line


@pytest.mark.parametrize("form", FORMATS)
def test_a_reader_that_has_enough_is_no_failure(form: str, demo_night: Wartakop) -> None:
    query = "w sql 'SELECT * FROM range(100000)' --limit 50000"
    result = shell(demo_night, f"{query} --format {form} | head -n 1")
    assert (result.code, result.err) == (0, "")
    assert len(result.out.splitlines()) == 1


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("output", "reason"), [("/dev/full", "No space left"), ("&-", "Bad file descriptor")])
def test_output_that_cannot_be_written_is_told(form: str, output: str, reason: str, demo_night: Wartakop) -> None:
    result = shell(demo_night, f"w sql 'SELECT 1' --format {form} >{output}")
    assert reason in complaint(result)


def test_bytes_that_cannot_be_written_are_told(demo_night: Wartakop) -> None:
    figure = demo_night.json("figures", "--limit", "1")[0]["figure_id"]
    assert "No space left" in complaint(shell(demo_night, f"w evidence {figure} --bytes > /dev/full"))


@pytest.mark.parametrize("errors", ["&-", "/dev/full"])
def test_messages_that_nobody_gets_leave_the_exit_code(errors: str, demo_night: Wartakop) -> None:
    assert shell(demo_night, f"w sql 'SELEC 1' 2>{errors}") == Result(2, "", "")
    assert shell(demo_night, f"w sql 'SELECT 1 AS n' --format csv 2>{errors}") == Result(0, "n\n1\n", "")


def test_input_that_cannot_be_read_is_told(demo_night: Wartakop) -> None:
    assert "write one SELECT" in complaint(shell(demo_night, "w sql - <&-"))
    assert "UTF-8" in complaint(shell(demo_night, r"w sql - < <(printf 'SELECT \xff')"))


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "POSIX"}, {}])
@pytest.mark.parametrize("form", FORMATS)
def test_every_letter_comes_out_in_every_locale(form: str, environment: dict[str, str], demo_night: Wartakop) -> None:
    result = shell(demo_night, f"w sql \"SELECT 'é–日' AS x\" --format {form}", **environment)
    assert (result.code, result.err) == (0, "")
    assert "é–日" in result.out


@pytest.mark.parametrize("command", ["sql", "evidence", "figures --area", "--home", "evaluate"])
def test_an_argument_that_is_no_utf8(command: str, demo_night: Wartakop) -> None:
    assert "UTF-8" in complaint(shell(demo_night, rf"w {command} $'\xff'"))


def test_a_setting_that_is_no_utf8(demo_night: Wartakop) -> None:
    result = shell(demo_night, rf"WARTAKOP_CONTACT=$'\xff' {demo_night.command} crawl")
    assert "WARTAKOP_CONTACT" in complaint(result)


def test_a_table_keeps_headings_to_letters(demo_night: Wartakop) -> None:
    result = shell(demo_night, r"""w sql $'SELECT 1 AS "a[/red]\e[31m", TIMESTAMP \'2024-01-02 03:04:05.678\' AS t'""")
    assert (result.code, result.err) == (0, "")
    assert "a[/red][31m" in result.out
    assert "2024-01-02T03:04:05\n" in result.out
