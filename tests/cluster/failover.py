#!/usr/bin/env python3
# SPDX-License-Identifier: MulanPSL-2.0
"""Two PostgreSQL servers, one streaming from the other, and two Lianxin processes on both. While clerks
enter records at both processes, the primary is killed with SIGKILL and the other server promoted, then
one process is killed. Afterwards: every acknowledged entry is there exactly once, none is doubled, the
journal verifies; the time without service is printed. Once with the standby synchronous, once not: then
what the promoted server had not received is lost, and counted.

usage: failover.py [BINARY]; prints a line a check and 'N passed, N failed'."""
import collections
import glob
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests/scenario/lib"))
sys.dont_write_bytecode = True
from browser import Browser  # noqa: E402

CLERKS = 6
QUIET, DEAD, AFTER, ALONE = 3, 2, 4, 4  # seconds: before the kill, until promoted, with both nodes, with one
PATIENCE = 60  # seconds a clerk goes on trying one form
FORM = "application/x-www-form-urlencoded"


def run(*command, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=180, **more)
    if done.returncode:
        raise RuntimeError(f"{command[:3]}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Servers:
    """The primary and its standby."""

    def __init__(self, folder):
        self.first, self.second = os.path.join(folder, "first"), os.path.join(folder, "second")
        self.psql = sorted(glob.glob("/usr/lib/postgresql/*/bin/psql"))[-1]
        self.url = f"postgresql://lianxin@/office?host={self.first},{self.second}"

    def tool(self, command, folder, *more):
        return run(os.path.join(ROOT, "tools/pg-cluster"), command, folder, *more).strip()

    def start(self):
        """Both, and an empty database; synchronous replication is set when the demonstration is there."""
        self.tool("start", self.first, "--set", "max_connections=200")
        roles = os.path.join(ROOT, "install/cluster/roles.sql")
        run(self.psql, "-qX", "-v", "ON_ERROR_STOP=1", "-d", self.tool("uri", self.first), "-f", roles)
        self.ask(self.first, "CREATE DATABASE office OWNER lianxin")
        self.tool("replica", self.second, self.first, "--set", "max_connections=200")

    def ask(self, folder, *statements, database="postgres"):
        uri = self.tool("uri", folder).replace("/postgres?", f"/{database}?")
        command = [self.psql, "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", uri]
        for statement in statements:
            command += ["-c", statement]
        return run(*command).splitlines()

    def synchronous(self, folder, names):
        self.ask(folder, f"ALTER SYSTEM SET synchronous_standby_names = '{names}'", "SELECT pg_reload_conf()")

    def caught_up(self):
        """Waits until the standby streams; with a name set, commits wait for it from then on."""
        while self.ask(self.first, "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'") != ["1"]:
            time.sleep(0.1)

    def stop(self):
        for folder in (self.second, self.first):
            self.tool("stop", folder)


class Node:
    """One serving process."""

    def __init__(self, binary, url, log):
        self.public, self.desk = free_port(), free_port()
        self.process = subprocess.Popen(
            [
                *(binary, "serve", "--db", url),
                *("--public", f"127.0.0.1:{self.public}"),
                *("--desk", f"127.0.0.1:{self.desk}"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )

    def asks(self, port, path):
        """The status, 0 when nobody answers."""
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            link.request("GET", path)
            return link.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            link.close()

    def wait(self):
        until = time.monotonic() + 60
        while self.asks(self.desk, "/readyz") != 200:
            if time.monotonic() > until or self.process.poll() is not None:
                raise RuntimeError("a node did not become ready")
            time.sleep(0.1)

    def end(self, how):
        if self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(60)


class Load:
    """Clerks who enter records, one after the other, at whichever node answers."""

    def __init__(self, nodes):
        self.nodes, self.alive = nodes, list(nodes)
        self.lock, self.over = threading.Lock(), threading.Event()
        self.acknowledged, self.moments = set(), []
        self.statuses, self.wrong = collections.Counter(), []
        self.threads = [threading.Thread(target=self.clerk, args=(number,)) for number in range(CLERKS)]

    def once(self, browser, cookies, node, method, path, body):
        browser.cookies = {node.desk: cookies}  # to a browser both are one host
        try:
            browser.request(method, node.desk, path, body, FORM if body else None)
        except (OSError, http.client.HTTPException):
            browser.status = 0
        with self.lock:
            self.statuses[browser.status] += 1
        return browser.status

    def insist(self, browser, cookies, turn, method, path, fields=None):
        """Asks one node after the other until one does not say "later"."""
        body = urllib.parse.urlencode(fields).encode() if fields else None
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            node = self.alive[turn % len(self.alive)]
            if self.once(browser, cookies, node, method, path, body) not in (0, 503):
                break
            turn += 1
            time.sleep(0.1)
        return browser.status

    def form(self, browser, action, **given):
        form = next(f for f in browser.page().forms if f.action.endswith(action))
        return [(k, v) for k, v in form.fields if k not in given] + list(given.items())

    def clerk(self, number):
        browser, cookies, entry = Browser(), {}, 0
        path = "/registers/records/new"
        self.insist(browser, cookies, number, "GET", "/signin")
        fields = self.form(browser, "/signin", login="clerk", password="lianxin-demo-2024")
        self.insist(browser, cookies, number, "POST", "/signin", fields)
        while not self.over.is_set():
            entry += 1
            title = f"负载 {number}-{entry}"
            if self.insist(browser, cookies, entry, "GET", path) != 200:
                break
            fields = self.form(browser, "/new", title=title, kind="通知", published="2024-05-05")
            said = self.insist(browser, cookies, entry, "POST", path, fields)
            if said == 303:
                with self.lock:
                    self.acknowledged.add(title)
                    self.moments.append(time.monotonic())
                if entry % 5 == 0:  # an impatient second click, at the other node
                    said = self.insist(browser, cookies, entry + 1, "POST", path, fields)
            if said != 303:
                break
        if not self.over.is_set():
            self.wrong.append(f"clerk {number} stopped at {browser.status}: {browser.page().text[:300]}")

    def longest_gap(self):
        moments = sorted(self.moments)
        return max((b - a for a, b in zip(moments, moments[1:])), default=0)


class Balancer(threading.Thread):
    """Asks as HAProxy would, ten times a second."""

    def __init__(self, nodes):
        super().__init__()
        self.nodes, self.over = nodes, threading.Event()
        self.desk, self.public, self.slowest = collections.Counter(), collections.Counter(), 0

    def run(self):
        while not self.over.is_set():
            for node in self.nodes:
                if node.process.poll() is not None:
                    continue
                began = time.monotonic()
                desk = node.asks(node.desk, "/readyz")
                self.slowest = max(self.slowest, time.monotonic() - began)
                public = node.asks(node.public, "/report")
                if 0 in (desk, public):
                    time.sleep(0.5)  # was it killed just now?
                    if node.process.poll() is not None:
                        continue
                self.desk[desk] += 1
                self.public[public] += 1
            time.sleep(0.1)


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def hold(self, good, what, found=""):
        self.passed, self.failed = self.passed + bool(good), self.failed + (not good)
        print(("ok   " if good else "FAIL ") + what + (f": {found}" if found != "" else ""), flush=True)


def disturb(servers, nodes, load):
    """The story; returns when the last entry is acknowledged."""
    for thread in load.threads:
        thread.start()
    time.sleep(QUIET)
    servers.tool("kill9", servers.first)
    time.sleep(DEAD)
    servers.tool("promote", servers.second)
    servers.synchronous(servers.second, "")  # it stands alone now
    time.sleep(AFTER)
    nodes[0].end(signal.SIGKILL)
    load.alive = nodes[1:]
    time.sleep(ALONE)
    load.over.set()
    for thread in load.threads:
        thread.join()


def judge(checks, name, synchronous, servers, load, balancer, binary):
    rows = servers.ask(
        servers.second, "SELECT title, count(*) FROM record WHERE title >= '负载' AND title < '负载 A' GROUP BY title",
        database="office")
    there = {title: int(n) for title, n in (row.split("|") for row in rows)}
    missing = load.acknowledged - set(there)
    checks.hold(not load.wrong, f"{name}: every clerk could go on", "; ".join(load.wrong))
    if synchronous:
        checks.hold(not missing, f"{name}: {len(load.acknowledged)} acknowledged entries are all there", f"{len(missing)} are not")
    else:
        print(f"     {name}: of {len(load.acknowledged)} acknowledged entries {len(missing)} were lost with the primary")
    doubled = [title for title, n in there.items() if n != 1]
    checks.hold(not doubled, f"{name}: each is there once", f"{len(doubled)} are not")
    said = subprocess.run([binary, "verify", "--db", servers.url], stdout=subprocess.PIPE, text=True, check=False)
    checks.hold(said.returncode == 0, f"{name}: the journal verifies", said.stdout.strip().split("\n")[0])
    checks.hold(balancer.desk[503] and not balancer.desk[0], f"{name}: the desk says when it is not ready", dict(balancer.desk))
    checks.hold(set(balancer.public) == {200}, f"{name}: the report is shown throughout", dict(balancer.public))
    checks.hold(balancer.slowest < 2, f"{name}: a balancer never waits", f"{balancer.slowest:.2f} s at most")
    print(f"     {name}: {load.longest_gap():.1f} s without an entry, of which {DEAD} s until the promotion was asked for; "
          f"answers {dict(load.statuses)}", flush=True)


def failover(checks, binary, synchronous):
    name = "synchronous" if synchronous else "asynchronous"
    folder = tempfile.mkdtemp(prefix="lianxin-failover.", dir="/tmp")
    os.chmod(folder, 0o755)  # the server's user must come through
    servers, nodes, balancer = Servers(folder), [], None
    try:
        servers.start()
        run(binary, "init", "--demo", "--db", servers.url)
        servers.caught_up()
        if synchronous:
            servers.synchronous(servers.first, "*")
        with open(os.path.join(folder, "serve.log"), "ab") as log:
            nodes = [Node(binary, servers.url, log) for _ in range(2)]
        for node in nodes:
            node.wait()
        load, balancer = Load(nodes), Balancer(nodes)
        balancer.start()
        disturb(servers, nodes, load)
        balancer.over.set()
        balancer.join()
        judge(checks, name, synchronous, servers, load, balancer, binary)
        nodes[1].end(signal.SIGTERM)
        checks.hold(nodes[1].process.returncode == 0, f"{name}: the other process ends in peace", nodes[1].process.returncode)
    finally:
        if balancer:
            balancer.over.set()
        for node in nodes:
            node.end(signal.SIGKILL)
        servers.stop()
        with open(os.path.join(folder, "serve.log"), errors="replace") as log:
            if checks.failed:
                print(log.read()[-2000:])
        for left in os.listdir(folder):
            os.remove(os.path.join(folder, left))
        os.rmdir(folder)


def main():
    binary = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build/check/lianxin"))
    checks = Checks()
    for synchronous in (True, False):
        failover(checks, binary, synchronous)
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed or not checks.passed else 0)


main()
