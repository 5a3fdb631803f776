# SPDX-License-Identifier: MulanPSL-2.0
"""Alternated rounds, medians, ratios: the only way figures are made here (docs/bench.md)."""
import json
import os
import shutil
import statistics
import subprocess
import time

OUT = "build/bench"


def command(*arguments, **keywords):
    """Runs a command that must succeed; its stdout."""
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **keywords)
    if done.returncode:
        raise SystemExit(f"bench: {' '.join(arguments)[:200]} ended with {done.returncode}:\n"
                         + done.stdout.decode()[-1000:] + done.stderr.decode()[-1000:])
    return done.stdout.decode()


def seconds(run):
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def alternate(rounds, cases):
    """{name: [figure of each round]}; the cases take turns, so that a slow minute hits all alike."""
    figures = {name: [] for name in cases}
    for turn in range(rounds):
        order = list(cases) if turn % 2 == 0 else list(reversed(cases))
        for name in order:
            figures[name].append(cases[name]())
    return figures


def median(figures):
    return statistics.median(figures)


class Report:
    """Prints each result as it comes and keeps all for build/bench/results.json."""

    def __init__(self):
        os.makedirs(OUT, exist_ok=True)
        self.rows = []

    def line(self, what, value, unit, ratio=None, base="", goal="", met=None, figures=()):
        spread = f" ({min(figures):.4g}…{max(figures):.4g})" if len(figures) > 1 else ""
        text = f"{what}: {value:.4g} {unit}{spread}"
        if ratio is not None:
            text += f" = {ratio:.2f} × {base}"
        if goal:
            text += f"; goal {goal}: " + ("met" if met else "MISSED")
        print("  " + text, flush=True)
        self.rows.append(dict(what=what, value=value, unit=unit, ratio=ratio, base=base, goal=goal,
                              met=met, figures=list(figures)))

    def save(self):
        with open(os.path.join(OUT, "results.json"), "w", encoding="utf-8") as file:
            json.dump(self.rows, file, ensure_ascii=False, indent=1)
        missed = [row["what"] for row in self.rows if row["met"] is False]
        print(f"{len(self.rows)} figures in {OUT}/results.json; "
              + (f"{len(missed)} goals missed: {'; '.join(missed)}" if missed else "no goal missed"))
        return not missed


def fresh(path):
    """A path with nothing at it, nor SQLite's companions."""
    for end in ("", "-wal", "-shm", "-journal"):
        if os.path.exists(path + end):
            os.remove(path + end)
    return path


def copy(source, target):
    shutil.copyfile(source, fresh(target))
    return target
