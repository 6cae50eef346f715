"""Every figure of docs/performance.md, measured here and now:

    python -m bench [--only NAME ...] [--json FILE] [--folder DIR]
    python -m bench --profile NAME
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bench import answer, bank_import, bank_list, bank_open, bank_search, day, draw, protocol, rescore, review, start
from bench import screen as kiosk
from bench.figure import Figure, Result

FIGURES = {
    figure.name: figure
    for figure in (
        answer.FIGURE, kiosk.NEXT, kiosk.FINISH, start.FIGURE, protocol.FIGURE, rescore.FIGURE,
        review.OPEN, review.SLIDER, day.FIGURE, bank_import.FIGURE, bank_import.GROWTH, bank_search.FIGURE,
        bank_list.SEARCH, bank_list.JUMP, bank_open.FIGURE, draw.FIGURE,
    )
}


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=FIGURES, nargs="+", default=list(FIGURES), help="not all")
    parser.add_argument("--profile", choices=FIGURES, help="show where one figure's time goes instead")
    parser.add_argument("--json", type=Path, help="write every run to this file")
    parser.add_argument("--folder", type=Path, default=Path.cwd(), help="a folder on the disk in question")
    return parser.parse_args(arguments)


def _measured(figure: Figure, folder: Path) -> Result:
    print(f"{figure.name} ...", flush=True)
    own = folder / figure.name
    own.mkdir()
    runs = []
    for run in figure.measure(own):
        runs.append(run)
        sides = f"{run.own:.2f} {figure.unit}" + (f" / {run.peer:.2f} {figure.unit}" if run.peer else "")
        print(f"  {sides}" + (f" = {run.value:.2f} x" if run.peer else ""), flush=True)
    shutil.rmtree(own)
    return Result(figure, tuple(runs))


def table(results: Iterable[Result]) -> str:
    """One line per figure: name, median and spread, limit, verdict, both sides."""
    lines = [f"{'figure':10} {'median':>9} {'runs':>15} {'limit':>9}  {'':6} sides"]
    for result in results:
        figure, unit = result.figure, f" {result.figure.unit}" if result.peer is None else " x"
        sides = f"{figure.own} {result.own:.2f} {figure.unit}"
        if result.peer is not None:
            sides += f" | {figure.peer} {result.peer:.2f} {figure.unit}"
        spread = f"{result.lowest:.2f}-{result.highest:.2f}"
        head = f"{figure.name:10} {result.value:>7.2f}{unit:4} {spread:>13} {figure.limit:>7g}{unit:4}"
        lines.append(f"{head} {result.verdict:6} {sides}")
    return "\n".join(lines)


def _write(path: Path, results: Iterable[Result]) -> None:
    content = [
        {
            "figure": result.figure.name,
            "value": result.value,
            "limit": result.figure.limit,
            "verdict": result.verdict,
            "unit": result.figure.unit,
            "own": result.figure.own,
            "peer": result.figure.peer,
            "runs": [{"own": run.own, "peer": run.peer, "value": run.value} for run in result.runs],
        }
        for result in results
    ]
    path.write_text(json.dumps(content, indent=1), "utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; always 0: a figure that misses its limit is told, not failed."""
    options = _options(arguments)
    folder = Path(tempfile.mkdtemp(prefix=".bench-", dir=options.folder))
    try:
        if options.profile:
            FIGURES[options.profile].profile(folder)
            return 0
        results = [_measured(FIGURES[name], folder) for name in options.only]
    finally:
        shutil.rmtree(folder)
    print("\n" + table(results))
    if options.json:
        _write(options.json, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
