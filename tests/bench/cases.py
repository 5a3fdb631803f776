# SPDX-License-Identifier: MulanPSL-2.0
"""Requests under way on a big database: filled by SQL with rows of the shape the program itself
writes (journal entries synthetic, not sealed), then measured by the office's functions and at the desk."""
import glob
import http.client
import os
import random
import sqlite3
import time

from measure import OUT, command, fresh
from saving import Desk

PROGRAM = "build/release/tests/bench/cases"
PAGES = "build/release/tests/bench/cases_pages"
KEPT = os.environ.get("LIANXIN_BENCH_KEPT", OUT)  # the filled database is kept there from run to run
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


def timed(server, n, ask):
    """p99 in ms of n answers, and CPU of the server for one, in ms."""
    took, ticks = [], server.cpu_ticks()
    for i in range(n):
        began = time.perf_counter()
        page = ask(i)
        took.append((time.perf_counter() - began) * 1000)
        if "</html>" not in page:
            raise SystemExit(f"bench: no page: {page[:200]}")
    cpu = (server.cpu_ticks() - ticks) * 1000 / os.sysconf("SC_CLK_TCK") / n
    return sorted(took)[n * 99 // 100], cpu


def followed(port, kept):
    """What a requester sees of his own, by the cookie his browser keeps."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    link.request("GET", "/track/case", headers={"Cookie": "lianxin_track=" + kept})
    page = link.getresponse().read().decode()
    link.close()
    if "办理进度" not in page or "查询码不对" in page:
        raise SystemExit(f"bench: not followed: {page[:200]}")
    return page


def deep_page(db, n):
    """Address of the list's page 1,000, or of the last on which something is owed."""
    rows = 50 * min(999, n // 10 // 50 - 2)
    link = sqlite3.connect(db)
    due, last = link.execute("SELECT next_due, matter_id FROM matter_state WHERE agency_id = 1 AND kind = 'request' "
                             "ORDER BY next_due, matter_id LIMIT 1 OFFSET ?", (rows - 1,)).fetchone()
    link.close()
    return f"/cases?page=n{due}.{last}"


def over_http(binary, n, report):
    db = ready(binary, n)
    kept = command(PAGES, "codes", db, db + ".key").split()
    deep = deep_page(db, n)
    desk = Desk(binary, db)
    try:
        ids = [1000001 + random.Random(1).randrange(n) for _ in range(LOOPS)]
        views = {"case page": lambda i: desk.ask("GET", f"/cases/{ids[i]}"),
                 "today's duties (overview)": lambda i: desk.ask("GET", "/"),
                 "list, first page": lambda i: desk.ask("GET", "/cases"),
                 "list by light, first page": lambda i: desk.ask("GET", "/cases?light=yellow"),
                 "list by state, first page": lambda i: desk.ask("GET", "/cases?state=received"),
                 "list, page 1,000 (or the last)": lambda i: desk.ask("GET", deep),
                 "register of requests, first page": lambda i: desk.ask("GET", "/registers/requests"),
                 "public tracking": lambda i: followed(desk.public, kept[i])}
        for name, ask in views.items():
            p99, cpu = timed(desk.server, LOOPS, ask)
            report.line(f"{name}, over HTTP, p99", p99, "ms", goal="10 ms", met=p99 <= 10)
            report.line(f"{name}, CPU of the server", cpu, "ms", goal="10 ms", met=cpu <= 10)
    finally:
        desk.server.stop()


def ready(binary, n):
    """The filled database, made once: KEPT may lie outside build/. One of an older schema is migrated."""
    os.makedirs(KEPT, exist_ok=True)
    db = f"{KEPT}/cases-{n}.db"
    if not os.path.exists(db + ".full"):
        if os.path.exists(db + ".key"):
            os.remove(db + ".key")
        fill(binary, db, n)
        command(PROGRAM, "reckon", db, db + ".key")
        open(db + ".full", "w", encoding="utf-8").close()
    command(binary, "migrate", "--db", "sqlite:" + db)
    for copy in glob.glob(db + ".before-*"):
        os.remove(copy)
    return db


def figures_of(program, db):
    """Median, p99, CPU median and CPU p99 in ms, by name."""
    lines = [line.split() for line in command(program, "measure", db, db + ".key").splitlines()]
    return {name: [float(value) / 1000 for value in values] for name, *values in lines}


def beside(report, what, ours, bare, n, limit):
    """A ratio of processor time, which others on the machine do not move, and p99 on the clock."""
    report.line(f"{what}, CPU, median", ours[2], "ms", ours[2] / bare[2], "the same rows fetched", "≤ 3", ours[2] <= 3 * bare[2])
    report.line(f"{what}, p99 of {n:,}", ours[1], "ms", ours[1] / bare[1], "the same rows fetched", f"≤ {limit} ms", ours[1] <= limit)


def measure(binary, n, report):
    db = ready(binary, n)
    pages, found = figures_of(PAGES, db), figures_of(PROGRAM, db)
    beside(report, "a case opened", found["case"], found["case-bare"], 2000, 10)
    beside(report, "a page of the list, the first", pages["list"], pages["list-bare"], 300, 10)
    beside(report, "a page of the list, the 1,000th (or the last)", pages["list-deep"], pages["list-deep-bare"], 300, 10)
    beside(report, "a requester follows his own", pages["track"], pages["track-bare"], 500, 10)
    report.line("what is due counted, CPU, median", pages["due"][2], "ms", goal="≤ 10 ms", met=pages["due"][2] <= 10)
    report.line("similar requests looked up, CPU, p99", found["similar"][3], "ms", goal="≤ 20 ms", met=found["similar"][3] <= 20)
    report.line("similar requests looked up, p99", found["similar"][1], "ms", goal="≤ 20 ms", met=found["similar"][1] <= 20)
    ours, bare = found["reckon"], found["reckon-bare"]
    report.line(f"{int(ours[1] * 1000):,} open matters reckoned", ours[0], "ms", ours[0] / bare[0], "the bare rewrite", "≤ 5",
                ours[0] <= 5 * bare[0])
    ours, bare = found["file"], found["file-bare"]
    report.line("an application with two files of 1 MB kept, median", ours[0], "ms", ours[0] / bare[0], "the bare commit", "≤ 3",
                ours[0] <= 3 * bare[0])
    report.line("the same, CPU, median", ours[2], "ms", ours[2] / bare[2], "the bare commit")
