"""The jobs' own decisions: which days are asked for, what a broken file in the home costs, a full disk."""

import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from models.errors import InputError
from tests.nights import Result, Wartakop
from wartakop.jobs import FIRST_DAY, Days, days

TOMORROW = datetime.now(UTC).date() + timedelta(days=1)


def lines(result: Result) -> list[str]:
    assert "Traceback" not in result.err
    return result.err.strip().splitlines()


def test_days_asked_for() -> None:
    assert days(None, None, lookback=30) == Days(TOMORROW - timedelta(days=30), TOMORROW)
    assert days(date(2024, 1, 1), date(2024, 1, 1), lookback=30) == Days(date(2024, 1, 1), date(2024, 1, 1))
    assert days(date(2024, 1, 1), date.max, lookback=30) == Days(date(2024, 1, 1), TOMORROW)
    assert days(date.min, date(2000, 1, 1), lookback=30) == Days(FIRST_DAY, date(2000, 1, 1))
    assert days(None, date(2000, 1, 1), lookback=36_500) == Days(FIRST_DAY, date(2000, 1, 1))


@pytest.mark.parametrize(
    ("since", "until", "complaint"),
    [
        (None, date.min, "before the first day of the web"),
        (date.min, date.min, "before the first day of the web"),
        (date.max, None, "in the future"),
        (date.max, date.max, "in the future"),
        (date(2024, 1, 2), date(2024, 1, 1), "swap them"),
    ],
)
def test_days_on_which_there_is_nothing(since: date | None, until: date | None, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        days(since, until, lookback=30)


def test_broken_files_are_told_and_the_rest_is_loaded(demo_night: Wartakop, tmp_path: Path) -> None:
    wartakop = demo_night.copied(tmp_path / "home")
    (wartakop.home / "warehouse.duckdb").unlink()
    (run,) = wartakop.home.glob("runs/*.json")
    broken = [run.with_name(name) for name in ("copy.json", "folder.json", "link.json", "torn.json")]
    shutil.copyfile(run, broken[0])
    broken[1].mkdir()
    broken[2].symlink_to("nowhere")
    broken[3].write_text("{")
    (segment,) = wartakop.home.glob("extractions/*/*")
    (segment.parent / "stray").mkdir()
    (segment.parent / "dangling").symlink_to("nowhere")
    broken += [segment.parent / "stray", segment.parent / "dangling"]
    result = wartakop("load")
    assert result.code == 1
    told = lines(result)
    assert len(told) == len(broken)
    assert all(sum(str(path) in line for line in told) == 1 for path in broken), told
    assert wartakop.rows() == demo_night.rows()
    assert len(wartakop.json("sql", "FROM run")) == 1


def test_a_broken_file_does_not_stop_a_night(demo_night: Wartakop, demo_registry: Path, tmp_path: Path) -> None:
    wartakop = Wartakop(tmp_path / "home")
    (wartakop.home / "runs").mkdir(parents=True)
    (wartakop.home / "runs" / "torn.json").write_text("{")
    result = wartakop("nightly", "--sources", demo_registry, "--since", "2018-01-01", "--allow-private")
    assert result.code == 1
    (line,) = lines(result)
    assert "torn.json" in line
    assert wartakop.rows() == demo_night.rows()


def test_what_to_do_about_a_broken_extraction_works(demo_night: Wartakop, tmp_path: Path) -> None:
    wartakop = demo_night.copied(tmp_path / "home")
    (wartakop.home / "warehouse.duckdb").unlink()
    (segment,) = wartakop.home.glob("extractions/*/*")
    (segment / "figure.parquet").write_bytes(b"PAR1")
    (line,) = lines(wartakop("load"))
    assert f"{segment} " in line
    assert "delete that folder, then run `wartakop extract` and `wartakop load`" in line
    shutil.rmtree(segment)
    assert wartakop("extract").code == wartakop("load").code == 0
    assert wartakop.rows() == demo_night.rows()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = Wartakop(tmp_path / "file" / "home")("demo")
    assert (result.code, result.out) == (2, "")
    assert lines(result) == [f"wartakop: error: {tmp_path / 'file' / 'home'}: Not a directory"]


def test_a_full_disk_leaves_no_half_run(tmp_path: Path) -> None:
    code = (
        "import resource, signal, sys; from pathlib import Path; from wartakop.jobs import _write_aside\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "_write_aside(Path(sys.argv[1]), '{' * 5000)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "x.json")], capture_output=True, text=True, check=False
    )
    assert "models.errors.InputError: cannot write" in done.stderr.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_night_left_is_removed_whatever_it_is(wartakop: Wartakop) -> None:
    for name in ("runs/.x.json.open", "extractions/1/.y.open"):
        (wartakop.home / name).mkdir(parents=True)
        (wartakop.home / name).with_name(".z.open").write_text("")
    result = wartakop("load")
    assert (result.code, result.err) == (0, "")
    assert not list(wartakop.home.glob("*/**/*.open"))
