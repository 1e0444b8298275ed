"""tracuu evaluate: how well a set in BEIR form is searched."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import click

from corpus.settings import Settings
from indexer.import_set import import_set
from search.columnar.engine import WhooshEngine
from search.evaluation import halves, measure, read_labels, read_queries
from terminal.command import command, json_option, print_json
from terminal.progress import progress_line


@click.command()
@click.argument("folder", metavar="BEIR_DIR", type=click.Path(path_type=Path))
@click.option("--form", default="typed", show_default=True, help="Các dạng gõ, cách nhau bằng dấu phẩy.")
@click.option("--halves", "in_halves", is_flag=True, help="Đo cả từng nửa: các câu hỏi lẻ, các câu hỏi chẵn.")
@click.option("--jobs", type=click.IntRange(1), help="Số tiến trình tách từ (mặc định: số nhân).")
@json_option
@command
def evaluate(settings: Settings, folder: Path, form: str, in_halves: bool, jobs: int | None, as_json: bool) -> None:
    queries, labels = read_queries(folder), read_labels(folder)
    with tempfile.TemporaryDirectory() as library:
        settings = replace(settings, library=Path(library), jobs=jobs or settings.jobs)
        with progress_line(quiet=as_json) as report:
            papers = import_set(folder, settings, report)
        engine = WhooshEngine(settings.library)
        measured = {
            f"{name}{which}": measure(engine, papers, asked, labels, name).as_json()
            for name in form.split(",")
            for which, asked in ({"": queries} | (halves(queries) if in_halves else {})).items()
        }
    if as_json:
        print_json({"forms": measured})
        return
    for name, values in measured.items():
        click.echo(f"{name:<12}" + "  ".join(f"{measure} {value}" for measure, value in values.items()))
