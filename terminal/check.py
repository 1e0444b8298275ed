"""tracuu check: index, register and files compared, and mended."""

from __future__ import annotations

import click

from corpus.settings import Settings
from indexer import check as checking
from terminal.command import command, json_option, print_json


@click.command()
@click.option("--repair", is_flag=True, help="Sửa: dựng lại chỉ mục từ sổ đăng ký.")
@json_option
@command
def check(settings: Settings, repair: bool, as_json: bool) -> int:
    findings = checking.check(settings)
    damaged = any(finding.damage for finding in findings)
    if damaged and repair:
        checking.repair(settings)
        findings = checking.check(settings)
        damaged = any(finding.damage for finding in findings)
    if as_json:
        print_json({"damaged": damaged, "findings": [vars(finding) for finding in findings]})
    for finding in [] if as_json else findings:
        click.echo(("hư hỏng: " if finding.damage else "lưu ý: ") + finding.text)
    if not as_json and not damaged:
        click.echo("Thư viện nguyên vẹn.")
    return 1 if damaged else 0
