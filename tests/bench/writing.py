# SPDX-License-Identifier: MulanPSL-2.0
"""Submissions kept a second: requests and records with their journal entries, by our store's functions
beside the engine alone with the same rows (SQLite: write.c; PostgreSQL: pgbench), one durable commit each;
then a year's tables on PostgreSQL beside one GROUP BY there."""
import contextlib
import glob
import json
import re
import shutil
import tempfile

from measure import OUT, alternate, command, fresh, median, seconds
from store import GROUP_BY, YEAR

PROGRAM = "build/release/tests/bench/write"
TOOLS = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
JOURNAL = """INSERT INTO journal (id, at, actor, account_id, from_address, action, object, object_id, agency_id, algorithm, digest)
 VALUES (nextval('journal_id'), 1700000000000, 'visitor', 0, '127.0.0.1', 'add', '{object}', currval('{object}_id'), 1, 'SM3',
 '\\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
INSERT INTO journal_value (id, salt, content, note) VALUES (currval('journal_id'), '\\x000102030405060708090a0b0c0d0e0f',
 '{content}', '');
"""
ROWS = {
    "request": """INSERT INTO request (id, agency_id, version, number, received, channel, requester_kind, requester_name, subject)
 VALUES (nextval('request_id'), 1, 1, 'B' || CAST(:n AS TEXT), '2024-03-01', 'online', 'natural', '虚构人', '申请公开某事项的有关文件');
""",
    "record": """INSERT INTO record (id, agency_id, version, title, kind, key_area, formed, published, published_via, url)
 VALUES (nextval('record_id'), 1, 1, '关于' || CAST(:n AS TEXT) || '事项的通知', '通知', 'fund', '2024-03-01', '2024-03-01',
 '政府网站', 'https://www.example.gov.cn/1');
""",
}
CONTENT = ('{"id":123456,"agency_id":1,"version":1,"struck":0,"struck_reason":"","number":"W12345-0-12345",'
           '"received":"2024-03-01","channel":"online","requester_kind":"natural","requester_name":"虚构人",'
           '"subject":"申请公开第12345号事项的有关文件","outcome":null,"replied":null}').replace(":", "=")  # to pgbench a colon names a variable


def ours(url, writers, length):
    out = command(PROGRAM, "ours", url, str(writers), str(length))
    return float(re.search(r"rate ([\d.]+)", out)[1])


def sqlite(binary, rounds, length, report):
    paths = {name: fresh(f"{OUT}/write-{name}.db") for name in ("ours", "engine")}
    for path in paths.values():
        command(binary, "init", "--agency", "测试市", "--db", "sqlite:" + path)
    url = "sqlite:" + paths["ours"]
    figures = alternate(rounds, {
        "ours": lambda: ours(url, 1, length),
        "engine": lambda: float(command(PROGRAM, "engine", "sqlite:" + paths["engine"], "1",
                                        str(length)).split()[1]),
        "ours 32": lambda: ours(url, 32, length),
    })
    command(binary, "verify", "--db", url)
    compare(report, "SQLite, 1 writer", figures["ours"], "SQLite alone", figures["engine"], 0.7)
    compare(report, "SQLite, 32 writers", figures["ours 32"], "ours with 1 writer", figures["ours"], 3)


def compare(report, what, mine, whose, base, least):
    report.line(f"{whose}, submissions/s", median(base), "", figures=base)
    ratio = median(mine) / median(base)
    report.line(f"{what}, submissions/s", median(mine), "", ratio, whose, f"≥ {least}", ratio >= least, mine)


@contextlib.contextmanager
def server():
    """A throw-away PostgreSQL that syncs; (superuser's URI, maker of databases)."""
    folder = tempfile.mkdtemp(prefix="lianxin-bench-pg.")
    try:
        uri = command("tools/pg-cluster", "start", folder).split()[-1]
        psql(uri, "-f", "install/cluster/roles.sql")
        yield uri
    finally:
        command("tools/pg-cluster", "stop", folder)
        shutil.rmtree(folder, ignore_errors=True)


def psql(uri, *arguments):
    return command(f"{TOOLS[-1]}/psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-d", uri, *arguments)


def database(binary, uri, name):
    psql(uri, "-c", f"CREATE DATABASE {name} OWNER lianxin")
    url = uri.replace("postgres@/postgres", f"lianxin@/{name}")
    command(binary, "init", "--agency", "测试市", "--db", url)
    return url


def scripts():
    paths = []
    for table, insert in ROWS.items():
        paths.append(f"{OUT}/pgbench-{table}.sql")
        with open(paths[-1], "w", encoding="utf-8") as file:
            file.write("\\set n random(1, 1000000000000000)\nBEGIN;\n"
                       + insert + JOURNAL.format(object=table, content=CONTENT)
                       + "COMMIT;\n")
    return paths


def pgbench(url, paths, writers, length):
    files = [word for path in paths for word in ("-f", path)]
    out = command(f"{TOOLS[-1]}/pgbench", "-n", "-M", "prepared", "-c", str(writers), "-j", "1", "-T", str(length),
                  *files, url)
    return float(re.search(r"tps = ([\d.]+)", out)[1])


def postgres(binary, uri, rounds, length, report):
    mine, base = database(binary, uri, "ours"), database(binary, uri, "engine")
    paths = scripts()
    cases = {}
    for writers in (1, 8):
        cases[f"ours {writers}"] = lambda n=writers: ours(mine, n, length)
        cases[f"engine {writers}"] = lambda n=writers: pgbench(base, paths, n, length)
    figures = alternate(rounds, cases)
    command(binary, "verify", "--db", mine)
    for writers, least in ((1, 0.7), (8, 0.5)):
        compare(report, f"PostgreSQL, {writers} writer{'s' * (writers > 1)}", figures[f"ours {writers}"],
                f"pgbench with {writers}", figures[f"engine {writers}"], least)


def year(binary, uri, csv, rounds, report):
    url = database(binary, uri, "year")
    command(binary, "import", "--register", "requests", csv, "--db", url)
    psql(url, "-c", "VACUUM ANALYZE request")
    ask = [binary, "report", "--year", str(YEAR), "--format", "json", "--live", "--db", url]
    counted = json.loads(command(*ask))["table3"]["g"][6]
    plain = sum(int(line.rsplit("|", 1)[1]) for line in psql(url, "-c", GROUP_BY).split())
    if counted != plain:
        raise SystemExit(f"bench: the report counts {counted}, psql {plain}")
    figures = alternate(rounds, {"ours": lambda: seconds(lambda: command(*ask)),
                                 "psql": lambda: seconds(lambda: psql(url, "-c", GROUP_BY))})
    mine, base = median(figures["ours"]), median(figures["psql"])
    report.line("psql, one GROUP BY, whole process", base * 1e3, "ms", figures=[f * 1e3 for f in figures["psql"]])
    report.line("all tables of the year on PostgreSQL, whole process", mine * 1e3, "ms", mine / base, "psql", "≤ 2",
                mine <= 2 * base, [f * 1e3 for f in figures["ours"]])


def measure(binary, csv, rounds, length, report):
    sqlite(binary, rounds, length, report)
    with server() as uri:
        postgres(binary, uri, rounds, length, report)
        year(binary, uri, csv, rounds, report)
