# SPDX-License-Identifier: MulanPSL-2.0
"""Requests under way on a big database: filled by SQL with rows of the shape the program itself
writes (journal entries synthetic, not sealed), then measured by the office's functions and at the desk."""
import os
import random
import re
import sqlite3
import time

from measure import OUT, command, fresh
from saving import Desk

PROGRAM = "build/release/tests/bench/cases"
JOURNAL = 10
LOOPS = 300
# event and n: the ending "given", proof by signature
STEPS = (("arrive", 0), ("register", 0), ("draft", 24), ("review", 0), ("check", 0), ("approve", 0), ("issue", 0), ("serve", 1),
         ("archive", 0))
COUNT = "WITH RECURSIVE c(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM c WHERE i < :n)"
OPEN = "i % 10 = 0"
DAY = f"date(:today, CASE WHEN {OPEN} THEN '-' || (i / 10 % 20) ELSE '-' || (400 + i % 700) END || ' days')"
ROWS = (
    f"""{COUNT} INSERT INTO request (id, agency_id, version, number, received, channel, requester_kind, requester_name,
        subject, outcome, replied) SELECT 1000000 + i, 1, 1, printf('B-%07d', i), {DAY}, 'counter', 'natural', '虚构人',
        (2010 + i % 15) || '年' || p.word || t.word, CASE WHEN {OPEN} THEN NULL ELSE 'a' END,
        CASE WHEN {OPEN} THEN NULL ELSE date({DAY}, '+9 days') END
        FROM c JOIN place p ON p.id = i * 7 % 200 JOIN thing t ON t.id = i / 3 % 50""",
    f"""{COUNT} INSERT INTO matter (id, agency_id, kind, entry_id, filed_at, filed_by, form, key, person, code)
        SELECT 1000000 + i, 1, 'request', 1000000 + i, 1700000000000, 2, '{{}}', x'', x'', randomblob(32) FROM c""",
    f"""{COUNT} INSERT INTO matter_step (id, agency_id, matter_id, day, event, n, roles, account_id, at)
        SELECT 10000000 + i * 9 + s.id, 1, 1000000 + i, date({DAY}, '+' || s.id || ' days'), s.word, s.n, 15, s.id + 1,
        1700000000000 FROM c JOIN step s ON s.id < CASE WHEN {OPEN} THEN 1 ELSE 9 END""",
    f"""{COUNT} INSERT INTO matter_state (matter_id, agency_id, kind, version, state, received, next_due, reckoned)
        SELECT 1000000 + i, 1, 'request', 2, CASE WHEN {OPEN} THEN 'received' ELSE 'archived' END, {DAY},
        '9999-12-31', :today FROM c""",
    f"""{COUNT} INSERT INTO journal (id, at, actor, account_id, from_address, action, object, object_id, agency_id,
        algorithm, digest) SELECT (SELECT MAX(id) FROM journal) + i, 1700000000000 + i, 'account', 2, '127.0.0.1', 'add',
        'matter_step', 10000000 + i, 1, 'SM3', randomblob(32) FROM c""",
    f"""{COUNT} INSERT INTO journal_value (id, salt, content, note) SELECT (SELECT COALESCE(MAX(id), 0) FROM journal_value) + i,
        randomblob(16), '{{"id":' || i || ',"agency_id":1,"version":1,"day":"2024-03-01","event":"register","n":0}}', ''
        FROM c""",
)
THINGS = ("征地补偿安置方案", "食品安全检查记录", "道路改造工程中标合同", "物业服务收费备案材料", "环境影响评价批复",
          "财政预算执行情况", "教师招聘成绩名单", "拆迁许可文件", "排污许可证副本", "低保对象公示名单")
PLACES = ("城北", "滨河", "幸福里", "东风", "石桥", "柳树", "新华", "和平", "望江", "青山")


def fill(binary, db, n):
    command(binary, "init", "--demo", "--db", "sqlite:" + fresh(db))
    link = sqlite3.connect(db)
    link.execute("PRAGMA journal_mode=OFF")  # one writer, and what a crash spoils is made again
    link.execute("PRAGMA synchronous=OFF")
    link.execute("PRAGMA temp_store=MEMORY")
    link.execute("PRAGMA cache_size=-500000")
    link.execute("CREATE TEMP TABLE place AS SELECT 0 AS id, '' AS word WHERE 0")
    link.execute("CREATE TEMP TABLE thing AS SELECT 0 AS id, '' AS word WHERE 0")
    link.execute("CREATE TEMP TABLE step AS SELECT 0 AS id, '' AS word, 0 AS n WHERE 0")
    link.executemany("INSERT INTO place VALUES (?, ?)",
                     [(i, f"{PLACES[i % 10]}{'街道村社区镇乡'[i // 10 % 5]}{i // 10 + 1}号片区") for i in range(200)])
    link.executemany("INSERT INTO thing VALUES (?, ?)", [(i, THINGS[i % 10] + ("", "及附件", "复印件", "全文", "明细")[i // 10])
                                                         for i in range(50)])
    link.executemany("INSERT INTO step VALUES (?, ?, ?)", [(i, *step) for i, step in enumerate(STEPS)])
    today = time.strftime("%Y-%m-%d")
    for sql in ROWS:
        rows = n * JOURNAL if "INTO journal" in sql else n
        link.execute(sql, {"n": rows, "today": today} if ":today" in sql else {"n": rows})
        link.commit()
    link.execute("PRAGMA analysis_limit=1000")
    link.execute("ANALYZE")
    link.commit()
    link.execute("PRAGMA journal_mode=WAL")
    link.close()
    command(PROGRAM, "keys", db, db + ".key")


def pages(desk, paths):
    """p99 in ms of the answers, and CPU of the server for one, in ms."""
    took, ticks = [], desk.server.cpu_ticks()
    for path in paths:
        began = time.perf_counter()
        page = desk.ask("GET", path)
        took.append((time.perf_counter() - began) * 1000)
        if "</html>" not in page:
            raise SystemExit(f"bench: no page at {path}")
    cpu = (desk.server.cpu_ticks() - ticks) * 1000 / os.sysconf("SC_CLK_TCK") / len(paths)
    return sorted(took)[len(took) * 99 // 100], cpu


def next_page(desk, path):
    link = re.search(r'href="(/cases\?[^"]*page=[^"]+)"', desk.ask("GET", path))
    return link[1].replace("&amp;", "&") if link else None


def at_the_desk(binary, db, n, report):
    desk = Desk(binary, db)
    try:
        ids = [1000001 + random.Random(1).randrange(n) for _ in range(LOOPS)]
        views = {"case page": [f"/cases/{i}" for i in ids], "today's duties (overview)": ["/"] * LOOPS,
                 "list, first page": ["/cases"] * LOOPS,
                 "list by light, first page": ["/cases?light=yellow"] * LOOPS}
        path = "/cases"
        for _ in range(min(999, n // 10 // 50 - 2)):
            path = next_page(desk, path) or path
        views["list, page 1,000 (or the last)"] = [path] * LOOPS
        for name, paths in views.items():
            p99, cpu = pages(desk, paths)
            report.line(f"{name}, over HTTP, p99", p99, "ms", goal="10 ms", met=p99 <= 10)
            report.line(f"{name}, CPU of the server", cpu, "ms")
    finally:
        desk.server.stop()


def measure(binary, n, report):
    db = f"{OUT}/cases-{n}.db"
    if not os.path.exists(db + ".key") or not os.path.exists(db + ".full"):
        if os.path.exists(db + ".key"):
            os.remove(db + ".key")
        fill(binary, db, n)
        open(db + ".full", "w", encoding="utf-8").close()
    out = [line.split() for line in command(PROGRAM, "measure", db, db + ".key").splitlines()]
    mid, high, cpu = ({k: float(figures[i]) / 1000 for k, *figures in out} for i in range(3))
    report.line("a case opened, p99", high["case"], "ms", high["case"] / high["case-bare"], "the same rows fetched",
                "≤ 3 ×, ≤ 10 ms", high["case"] <= 10 and high["case"] <= 3 * high["case-bare"])
    report.line("a case opened, median", mid["case"], "ms", mid["case"] / mid["case-bare"], "the same rows fetched")
    report.line("a case opened, CPU, median", cpu["case"], "ms", cpu["case"] / cpu["case-bare"], "the same rows fetched")
    report.line("similar requests looked up, p99", high["similar"], "ms", goal="≤ 20 ms", met=high["similar"] <= 20)
    report.line(f"{int(high['reckon'] * 1000):,} open matters reckoned", mid["reckon"], "ms", mid["reckon"] / mid["reckon-bare"],
                "the bare rewrite", "≤ 5", mid["reckon"] <= 5 * mid["reckon-bare"])
    report.line("an application with two files of 1 MB kept, median", mid["file"], "ms", mid["file"] / mid["file-bare"],
                "the bare commit", "≤ 3", mid["file"] <= 3 * mid["file-bare"])
    report.line("the same, CPU, median", cpu["file"], "ms", cpu["file"] / cpu["file-bare"], "the bare commit")
    at_the_desk(binary, db, n, report)
