"""kill -9 during an indexing run: the library shows the old or the new state whole, and the next run completes it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from filing import SAMPLES, Shown, indexed, paper, registered, rows, run, write

from corpus.settings import Settings
from indexer.check import check
from search.columnar.engine import WhooshEngine

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Story:
    """A library before a run and after it, when nothing disturbs it."""

    folder: Path
    before: Path
    rows_after: dict[str, list[tuple[object, ...]]]
    shown_before: Shown
    shown_after: Shown
    seconds: float
    options: tuple[str, ...] = ()


def tell(folder: Path, place: Path, *options: str) -> Story:
    """Runs undisturbed on a copy of the library in `place / "before"`."""
    before, after = place / "before", place / "after"
    before.mkdir(exist_ok=True)
    shutil.copytree(before, after)
    started = time.monotonic()
    assert start(folder, after, 1, *options).wait() == 0
    return Story(folder, before, rows(after), shown(before), shown(after), time.monotonic() - started, options)


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """An empty library, and our samples."""
    place = tmp_path_factory.mktemp("first")
    return tell(samples(place, how_many=24), place)


@pytest.fixture(scope="module")
def few_papers(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The same in small."""
    place = tmp_path_factory.mktemp("few-first")
    return tell(samples(place, how_many=5), place)


@pytest.fixture(scope="module")
def changes(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Our samples, of which some have been corrected, renamed, copied, removed, and one was added."""
    return changed(tmp_path_factory.mktemp("changes"), how_many=24)


@pytest.fixture(scope="module")
def few_changes(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The same in small."""
    return changed(tmp_path_factory.mktemp("few"), how_many=5)


@pytest.fixture(scope="module")
def rebuilding(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The same while the index is made anew."""
    return changed(tmp_path_factory.mktemp("rebuild"), 5, "--rebuild")


def changed(place: Path, how_many: int, *options: str) -> Story:
    folder = samples(place, how_many)
    run(place / "before", folder)
    change(folder)
    return tell(folder, place, *options)


def samples(place: Path, how_many: int) -> Path:
    (place / "papers").mkdir()
    for sample in sorted(SAMPLES.iterdir())[:how_many]:
        shutil.copy(sample, place / "papers")
    return place / "papers"


def change(folder: Path) -> None:
    files = sorted(folder.iterdir())
    for path in files[:2]:
        text = path.read_text("utf-8")
        path.write_text(text.replace("thôn", "thôn, bản").replace("\n- ", "\n- Thường xuyên ", 2), "utf-8")
    files[2].rename(folder / "đổi tên.txt")
    shutil.copy(files[3], folder / "bản sao.txt")
    files[4].unlink()
    write(folder, "mới.txt", paper(77, year=2024))


def start(folder: Path, library: Path, jobs: int, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, ROOT / "tracuu.py", "--library", library, "index", folder, "--jobs", jobs, *options]
    return subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def shown(library: Path) -> Shown:
    """What a reader sees; nothing before the first commit."""
    if WhooshEngine(library).generation is None:
        return {}
    assert indexed(library) == registered(library)
    return indexed(library)


def survived(story: Story, library: Path, rebuild: bool = False) -> bool:
    """Holds the promises, and ends the run; tells whether the killed one was in time to change anything."""
    state = shown(library)
    assert state in (story.shown_before, story.shown_after)
    if state:
        assert [finding.text for finding in check(Settings(library=library)) if finding.damage] == []
    run(library, story.folder, rebuild=rebuild)
    assert rows(library) == story.rows_after
    assert shown(library) == story.shown_after
    assert check(Settings(library=library)) == []
    return state == story.shown_after


def kill_at_a_random_moment(moment: int, story: Story, library: Path) -> None:
    shutil.copytree(story.before, library)
    process = start(story.folder, library, 2)
    time.sleep(random.Random(moment).uniform(0.1, 1.0) * story.seconds)
    process.kill()
    process.wait()
    survived(story, library)


@pytest.mark.parametrize("moment", range(3))
def test_kill_at_a_random_moment(moment: int, few_changes: Story, few_papers: Story, tmp_path: Path) -> None:
    kill_at_a_random_moment(moment, (few_changes, few_papers)[moment % 2], tmp_path / "library")


@pytest.mark.full
@pytest.mark.parametrize("moment", range(20))
def test_kill_at_twenty_random_moments(moment: int, changes: Story, first_run: Story, tmp_path: Path) -> None:
    kill_at_a_random_moment(moment, (changes, first_run)[moment % 2], tmp_path / "library")


DYING = """
import os, signal, sys
sys.path.insert(0, sys.argv.pop(1))
owner, name, times = sys.argv.pop(1), sys.argv.pop(1), int(sys.argv.pop(1))
from corpus.register_writing import RegisterPen
from search.columnar.batch import ColumnarBatch
from tracuu import main

place = {"pen": RegisterPen, "batch": ColumnarBatch, "os": os}[owner]
work = getattr(place, name)

def work_and_die(*arguments, **named):
    global times
    result = work(*arguments, **named)
    times -= 1
    if not times:
        os.kill(os.getpid(), signal.SIGKILL)
    return result

setattr(place, name, work_and_die)
main()
"""


def die_after(story: Story, library: Path, owner: str, name: str, times: int) -> None:
    """A run that is killed when that step has been done so many times."""
    command = [sys.executable, "-c", DYING, ROOT, owner, name, times]
    arguments = ["--library", library, "index", story.folder, "--jobs", 1, *story.options]
    ended = subprocess.run(list(map(str, [*command, *arguments])), capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


@pytest.mark.parametrize(
    ("owner", "name", "times", "is_new"),
    [
        ("pen", "begin", 1, False),
        ("pen", "put", 1, False),
        ("pen", "prepare_commit", 1, False),  # the register's rows are on disk, the engine knows nothing of them
        ("batch", "commit", 1, True),  # the engine has named the generation, the register does not know it
        ("pen", "finish", 1, True),
    ],
)
def test_kill_between_two_steps(
    few_changes: Story, tmp_path: Path, owner: str, name: str, times: int, is_new: bool
) -> None:
    library = shutil.copytree(few_changes.before, tmp_path / "library")
    die_after(few_changes, library, owner, name, times)
    assert survived(few_changes, library) == is_new


def test_kill_the_first_run_of_all(few_papers: Story, tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    die_after(few_papers, tmp_path / "library", "pen", "prepare_commit", 1)
    assert not survived(few_papers, tmp_path / "library")


@pytest.mark.parametrize(
    ("owner", "name", "times", "is_new", "rebuild"),
    [
        ("pen", "prepare_commit", 1, False, True),
        # The old index has been moved away, the new one is not in its place yet; the next run need not be a rebuild.
        ("os", "replace", 1, False, True),
        ("os", "replace", 1, False, False),
        ("os", "replace", 2, True, False),
        ("batch", "commit", 1, True, False),
    ],
)
def test_kill_a_rebuild(
    rebuilding: Story, tmp_path: Path, owner: str, name: str, times: int, is_new: bool, rebuild: bool
) -> None:
    library = shutil.copytree(rebuilding.before, tmp_path / "library")
    die_after(rebuilding, library, owner, name, times)
    assert survived(rebuilding, library, rebuild) == is_new


def test_killed_again_and_again(few_changes: Story, tmp_path: Path) -> None:
    library = shutil.copytree(few_changes.before, tmp_path / "library")
    for name in ("prepare_commit", "put", "prepare_commit"):
        die_after(few_changes, library, "pen", name, 1)
        assert shown(library) == few_changes.shown_before
    assert not survived(few_changes, library)


def test_the_rebuilt_index_stays_readable_while_it_is_exchanged(rebuilding: Story, tmp_path: Path) -> None:
    library = shutil.copytree(rebuilding.before, tmp_path / "library")
    process = start(rebuilding.folder, library, 1, "--rebuild")
    seen = set()
    while process.poll() is None:
        seen.add(WhooshEngine(library).generation)
        time.sleep(0.01)
    assert process.returncode == 0
    assert seen <= {1, 2}
    assert os.listdir(library / "index")
