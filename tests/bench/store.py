# SPDX-License-Identifier: MulanPSL-2.0
"""A year with many requests: its tables beside one GROUP BY in the sqlite3 shell, a cell's first page
beside a point lookup, and the import beside the shell's own."""
import json
import os
import re

from measure import OUT, alternate, command, copy, fresh, median, seconds
from rows import HEAD

YEAR = 2024
GROUP_BY = f"""SELECT outcome, requester_kind, count(*) FROM request
WHERE agency_id = 1 AND struck = 0 AND replied_year = {YEAR} GROUP BY outcome, requester_kind;"""


def shell_rows(csv, path):
    """The same rows as the shell wants them: the agency, struck and both years ready made, so that
    it has less to do than we have."""
    if os.path.exists(path):
        return path
    with open(csv, encoding="utf-8") as rows, open(path + ".part", "w", encoding="utf-8") as out:
        next(rows)
        for i, line in enumerate(rows, 1):
            line = line.rstrip("\r\n")
            fields = line.split(",")
            out.write(f"{i},1,0,{fields[1][:4]},{fields[7][:4] or 9999},{line}\n")
    os.rename(path + ".part", path)
    return path


def shell_import(office, rows, target):
    """One transaction into a plain table with the indexes that the office's schema has."""
    indexes = command("sqlite3", office, "SELECT sql || ';' FROM sqlite_schema WHERE type = 'index' "
                                         "AND tbl_name = 'request' AND sql IS NOT NULL;")
    columns = ", ".join(name + " TEXT" for name in HEAD.split(","))
    script = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;\n"
        "CREATE TABLE request (id INTEGER PRIMARY KEY, agency_id INTEGER, struck INTEGER, "
        f"received_year INTEGER, replied_year INTEGER, {columns});\n{indexes}"
        f"BEGIN;\n.import --csv {rows} request\nCOMMIT;\n"
    )
    command("sqlite3", "-bail", fresh(target), input=script.encode())


def imports(binary, csv, count, rounds, report):
    office = fresh(f"{OUT}/empty.db")
    command(binary, "init", "--agency", "测试市", "--db", "sqlite:" + office)
    rows = shell_rows(csv, f"{OUT}/shell-{count}.csv")
    ours, theirs = f"{OUT}/ours.db", f"{OUT}/theirs.db"

    def run_ours():
        copy(office, ours)
        return seconds(lambda: command(binary, "import", "--register", "requests", csv,
                                       "--db", "sqlite:" + ours))

    figures = alternate(rounds, {
        "lianxin": run_ours,
        "shell": lambda: seconds(lambda: shell_import(office, rows, theirs)),
    })
    mine, base = median(figures["lianxin"]), median(figures["shell"])
    report.line("shell .import, rows/s", count / base, "", figures=[count / f for f in figures["shell"]])
    report.line("lianxin import, a journal entry each, rows/s", count / mine, "", base / mine,
                "shell", "≥ 0.5", base / mine >= 0.5, [count / f for f in figures["lianxin"]])
    return ours


def tables(binary, office, rounds, report):
    url = "sqlite:" + office
    ask = [binary, "report", "--year", str(YEAR), "--format", "json", "--live", "--db", url]
    counted = json.loads(command(*ask))["table3"]["g"][6]
    shell = sum(int(line.rsplit("|", 1)[1]) for line in command("sqlite3", office, GROUP_BY).split())
    if counted != shell:
        raise SystemExit(f"bench: the report counts {counted}, the shell {shell}")
    figures = alternate(rounds, {
        "lianxin": lambda: seconds(lambda: command(*ask)),
        "shell": lambda: seconds(lambda: command("sqlite3", office, GROUP_BY)),
    })
    mine, base = median(figures["lianxin"]), median(figures["shell"])
    report.line("sqlite3 shell, one GROUP BY, whole process", base * 1e3, "ms",
                figures=[f * 1e3 for f in figures["shell"]])
    report.line("all tables of the year, whole process", mine * 1e3, "ms", mine / base, "shell",
                "≤ 2", mine <= 2 * base, [f * 1e3 for f in figures["lianxin"]])


def drill(program, office, rounds, report):
    runs = [command(program, "sqlite:" + office, str(YEAR)) for _ in range(rounds)]
    point = median([float(re.search(r"point ([\d.]+)", run)[1]) for run in runs])
    cells = {}
    for run in runs:
        for cell, figure in re.findall(r"cell (\S+ \S+) ([\d.]+)", run):
            cells.setdefault(cell, []).append(float(figure))
    worst = max(cells, key=lambda cell: median(cells[cell]))
    figure = median(cells[worst])
    report.line("point lookup by id", point, "µs")
    report.line(f"first page of the slowest of {len(cells)} cells ({worst})", figure, "µs",
                figure / point, "point lookup", "≤ 50", figure <= 50 * point, cells[worst])
