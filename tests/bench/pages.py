# SPDX-License-Identifier: MulanPSL-2.0
"""The published report's page to wrk, beside nginx with the same bytes and Fossil's wiki page of the
same text; then the server's private memory over 100,000 views."""
import re

from measure import OUT, alternate, command, fresh, median
from servers import fossil, lianxin, nginx, page, wrk

CONNECTIONS = (32, 256)


def published(binary, db):
    """The path of a published report in the demonstration."""
    server = lianxin(binary, db, "lianxin-look", "/")
    try:
        for path in re.findall(r'href="(/(?:a/\d+/)?)"', page(server.url).decode()):
            listing = page(server.url.rstrip("/") + path + "report").decode()
            found = re.search(r'href="((?:/a/\d+)?/report/\d{4})"', listing)
            if found:
                return found[1], page(server.url.rstrip("/") + found[1])
    finally:
        server.stop()
    raise SystemExit("bench: the demonstration has no published report")


def measure(binary, rounds, seconds, with_memory, report):
    db = fresh(f"{OUT}/demo.db")
    command(binary, "init", "--demo", "--db", "sqlite:" + db)
    path, body = published(binary, db)
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", body.decode()))
    servers = {
        "nginx": nginx(body),
        "cache": lianxin(binary, db, "cache", path, "--access-log", f"{OUT}/cache.log"),
    }
    other = fresh(f"{OUT}/demo2.db")
    command(binary, "init", "--demo", "--db", "sqlite:" + other)
    servers["no cache"] = lianxin(binary, other, "nocache", path, "--no-cache",
                                  "--access-log", f"{OUT}/nocache.log")
    servers["fossil"] = fossil(text)
    try:
        print(f"  {path}: {len(body)} bytes")
        for connections in CONNECTIONS:
            compare(servers, connections, rounds, seconds, report)
        if with_memory:
            memory(servers["cache"], report)
            memory(servers["no cache"], report)
    finally:
        for server in servers.values():
            server.stop()


def compare(servers, connections, rounds, seconds, report):
    # Fossil forks for each request: it is measured at the smaller load alone
    names = [name for name in servers if name != "fossil" or connections == CONNECTIONS[0]]
    cost = {name: [] for name in names}  # the server's own µs of CPU for a request

    def load(name):
        ticks = servers[name].cpu_ticks()
        rate = wrk(servers[name].url, connections, seconds, name == "fossil")
        cost[name].append((servers[name].cpu_ticks() - ticks) * 1e4 / (rate * seconds))
        return rate

    figures = alternate(rounds, {name: lambda name=name: load(name) for name in names})
    base = median(figures["nginx"])
    report.line(f"nginx, {connections} connections", base, "requests/s", figures=figures["nginx"])
    for name, least in (("cache", 1.2), ("no cache", 0.4)):
        ratio = median(figures[name]) / base
        report.line(f"lianxin, {name}, {connections} connections", median(figures[name]),
                    "requests/s", ratio, "nginx", f"≥ {least}", ratio >= least, figures[name])
        ratio = median(cost["nginx"]) / median(cost[name])
        report.line(f"lianxin, {name}, {connections} connections, CPU", median(cost[name]),
                    "µs a request", ratio, "nginx by CPU", figures=cost[name])
    if "fossil" in figures:
        ratio = median(figures["no cache"]) / median(figures["fossil"])
        report.line("Fossil's wiki page", median(figures["fossil"]), "requests/s", 1 / ratio,
                    "lianxin without cache", figures=figures["fossil"])


def memory(server, report):
    """RssAnon after 10,000 and after 100,000 further views."""
    after = []
    for views in (10_000, 90_000):
        seen = 0
        while seen < views:
            seen += 2 * wrk(server.url, 32, 2)
        after.append(server.anonymous_kib() / 1024)
    report.line(f"{server.name}: RssAnon after 10,000 views", after[0], "MiB")
    report.line(f"{server.name}: RssAnon after 100,000 views", after[1], "MiB", after[1] / after[0],
                "after 10,000", "< 32 MiB and ≤ 1.1", after[1] < 32 and after[1] <= 1.1 * after[0])
