#!/usr/bin/env python3
# SPDX-License-Identifier: MulanPSL-2.0
"""Two nodes on one PostgreSQL database go from one program to the next while readers read and clerks write:
the next program migrates (its schema only adds), then one node after the other is drained and replaced. No
page may be refused and no acknowledged entry missing. `make rolling` builds the next program out of
tests/cluster/next/*.sql. usage: rolling.py OLD NEW; prints a line a check and 'N passed, N failed'."""
import collections
import glob
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from load import ENTERED, ROOT, Checks, Load, Node, run  # noqa: E402

READERS, STAND, DRAIN = 4, 2, 2  # seconds between steps; what a leaving node still answers


class Doorman(threading.Thread):
    """What HAProxy does: asks each node five times a second and sends visitors to those that are ready."""

    def __init__(self, nodes):
        super().__init__(daemon=True)
        self.nodes, self.up, self.over = nodes, list(nodes), threading.Event()

    def run(self):
        while not self.over.is_set():
            self.up = [n for n in list(self.nodes) if n.asks(n.public, "/readyz") == 200] or self.up
            time.sleep(0.2)


class Reader(threading.Thread):
    def __init__(self, doorman):
        super().__init__(daemon=True)
        self.doorman, self.statuses = doorman, collections.Counter()

    def run(self):
        paths = ["/", "/report", "/records", "/rules", "/records?year=2024"]
        while not self.doorman.over.is_set():
            node = random.choice(self.doorman.up)
            self.statuses[node.asks(node.public, random.choice(paths))] += 1


def replace(checks, nodes, load, at, new, url, log):
    """Takes a node out by its own readiness, ends it in peace, and puts the next program in its place."""
    old = nodes[at]
    load.alive = [n for n in nodes if n is not old]
    old.end(signal.SIGTERM)
    checks.hold(old.process.returncode == 0, f"node {at + 1} of the old program ends in peace", old.process.returncode)
    fresh = Node(new, url, log, "--drain", str(DRAIN))
    fresh.wait()
    nodes[at] = fresh
    load.alive = list(nodes)
    time.sleep(STAND)


def story(checks, server, old, new, log):
    roles = os.path.join(ROOT, "install/cluster/roles.sql")
    psql = sorted(glob.glob("/usr/lib/postgresql/*/bin/psql"))[-1]
    uri = run(os.path.join(ROOT, "tools/pg-cluster"), "start", server, "--set", "max_connections=200").strip()
    run(psql, "-qX", "-v", "ON_ERROR_STOP=1", "-d", uri, "-f", roles)
    run(psql, "-qX", "-d", uri, "-c", "CREATE DATABASE office OWNER lianxin")
    url = f"postgresql://lianxin@/office?host={server}"
    run(old, "init", "--demo", "--db", url)
    nodes = [Node(old, url, log, "--drain", str(DRAIN)) for _ in range(2)]
    doorman = None
    try:
        for node in nodes:
            node.wait()
        load, doorman = Load(nodes), Doorman(nodes)
        readers = [Reader(doorman) for _ in range(READERS)]
        for thread in [doorman, *readers, *load.threads]:
            thread.start()
        time.sleep(STAND)
        said = subprocess.run([new, "migrate", "--db", url], stdout=subprocess.PIPE, text=True, check=False)
        checks.hold(said.returncode == 0, "the next program migrates under two serving nodes", said.stdout.strip())
        time.sleep(STAND)
        checks.hold([n.asks(n.desk, "/readyz") for n in nodes] == [200, 200], "the old ones serve the wider schema")
        for at in range(2):
            replace(checks, nodes, load, at, new, url, log)
        load.end()
        doorman.over.set()
        for reader in readers:
            reader.join()
        statuses = sum((r.statuses for r in readers), collections.Counter())
        checks.hold(set(statuses) == {200} and statuses[200] > 100, "no page was refused", dict(statuses))
        checks.hold(not load.wrong and load.acknowledged, "every clerk could go on", "; ".join(load.wrong))
        rows = run(psql, "-XqAt", "-d", uri.replace("/postgres?", "/office?"), "-c", ENTERED).splitlines()
        there = dict(row.split("|") for row in rows)
        checks.hold(set(there.values()) == {"1"} and load.acknowledged <= set(there),
                    f"{len(load.acknowledged)} acknowledged entries are there once", len(there))
        said = subprocess.run([new, "verify", "--db", url], stdout=subprocess.PIPE, text=True, check=False)
        checks.hold(said.returncode == 0, "the journal verifies", said.stdout.strip().split("\n")[0])
        said = subprocess.run([old, "verify", "--db", url], stdout=subprocess.DEVNULL, check=False)
        checks.hold(said.returncode == 0, "and the old program could still come back")
    finally:
        if doorman:
            doorman.over.set()
        for node in nodes:
            node.end(signal.SIGKILL)


def main():
    old, new = (os.path.abspath(path) for path in sys.argv[1:3])
    checks, folder = Checks(), tempfile.mkdtemp(prefix="lianxin-rolling.", dir="/tmp")
    os.chmod(folder, 0o755)  # the server's user must come through
    server = os.path.join(folder, "pg")
    try:
        with open(os.path.join(folder, "log"), "ab") as log:
            story(checks, server, old, new, log)
    finally:
        run(os.path.join(ROOT, "tools/pg-cluster"), "stop", server)
        os.remove(os.path.join(folder, "log"))
        os.rmdir(folder)
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed or not checks.passed else 0)


main()
