#!/usr/bin/env python3
# SPDX-License-Identifier: MulanPSL-2.0
"""Three PostgreSQL servers under Patroni and etcd, two Lianxin processes behind HAProxy, on loopback, out of
the files of install/cluster. While clerks enter records and a reader reads, the primary's machine is killed
with SIGKILL, then one process. Afterwards: every acknowledged entry is there exactly once, the journal
verifies, the killed machine comes back; the times without service are printed. Synchronous and
asynchronous; then the office is put back to one moment out of its base backup and the archived log.

usage: ha.py [BINARY]; prints a line a check and 'N passed, N failed'."""
import collections
import http.client
import os
import shlex
import signal
import subprocess
import sys
import threading
import time

sys.dont_write_bytecode = True
from load import ROOT, Checks, Load, free_port, run  # noqa: E402
from machines import Application, Databases, Place, Proxy, as_postgres, until  # noqa: E402

QUIET, AFTER, ALONE = 4, 5, 5  # seconds: before the kill, after service is back, with one process
LINES = "SELECT title, count(*) FROM record WHERE title >= '负载' AND title < '负载 A' GROUP BY title"


class Reader(threading.Thread):
    """A visitor of the public face, ten pages a second: one that is kept in the cache, one that is asked for anew."""

    def __init__(self, port):
        super().__init__()
        self.port, self.over = port, threading.Event()
        self.statuses, self.longest, self.turn = collections.Counter(), 0, 0

    def page(self):
        self.turn += 1
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            link.request("GET", "/report" if self.turn % 2 else f"/records?text={self.turn}")
            answer = link.getresponse()
            return answer.status if answer.read() else 0
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            link.close()

    def run(self):
        shown = time.monotonic()
        while not self.over.is_set():
            status = self.page()
            self.statuses[status] += 1
            now = time.monotonic()
            if status == 200:
                self.longest, shown = max(self.longest, now - shown), now
            time.sleep(0.1)

    def end(self):
        self.over.set()
        self.join()


class Drill:
    """One run of the story."""

    def __init__(self, checks, binary, synchronous):
        self.checks, self.binary = checks, binary
        self.synchronous, self.name = synchronous, "synchronous" if synchronous else "asynchronous"
        self.place = Place(synchronous)
        self.backup = None

    def hold(self, good, what, found=""):
        self.checks.hold(good, f"{self.name}: {what}", found)

    def program(self, *command):
        return subprocess.run([self.binary, *command], env=self.place.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=180, check=False)

    def verify(self, url, what):
        said = self.program("verify", "--db", url)
        self.hold(said.returncode == 0, what, said.stdout.strip().split("\n")[0])

    def set_up(self):
        self.databases = Databases(self.place)
        took = self.databases.start(self.synchronous)
        print(f"     {self.name}: a primary and two standbys after {took:.0f} s", flush=True)
        self.apps = [Application(self.place, n) for n in (1, 2)]
        made = self.program("init", "--demo", "--db", self.apps[0].url)
        if made.returncode:
            raise RuntimeError(made.stdout)
        for app in self.apps:
            app.start(self.binary)
        self.proxy = Proxy(self.place)
        self.reader = Reader(self.proxy.public)
        until("the proxy", lambda: self.reader.page() == 200)
        until("the standbys", lambda: self.databases.whole(self.synchronous))

    def disturb(self):
        load = self.load = Load([self.proxy])
        self.reader.start()
        for thread in load.threads:
            thread.start()
        until("a first entry", lambda: load.moments, 60)
        time.sleep(QUIET)
        self.lost = self.databases.primary()
        began = time.monotonic()
        self.lost.kill9()
        until("writing again", lambda: max(load.moments) > began + 3, 90)
        time.sleep(AFTER)
        self.failover = load.longest_gap()
        count = len(load.moments)
        self.apps[0].end(signal.SIGKILL)
        time.sleep(ALONE)
        load.over.set()
        for thread in load.threads:
            thread.join()
        self.reader.end()
        self.alone = sorted(load.moments)[max(count - 1, 0):]

    def judge(self):
        load, reader = self.load, self.reader
        there = {t: int(n) for t, n in (row.split("|") for row in self.databases.ask(LINES))}
        missing, doubled = load.acknowledged - set(there), [t for t, n in there.items() if n != 1]
        self.hold(not load.wrong, "every clerk could go on", "; ".join(load.wrong))
        if self.synchronous:
            self.hold(not missing, f"{len(load.acknowledged)} acknowledged entries are all there", f"{len(missing)} are not")
        else:
            print(f"     {self.name}: of {len(load.acknowledged)} acknowledged entries {len(missing)} were lost")
        self.hold(not doubled, "each is there once", f"{len(doubled)} are not")
        self.verify(self.apps[0].url, "the journal verifies")
        gap = max((b - a for a, b in zip(self.alone, self.alone[1:])), default=ALONE)
        self.hold(self.failover < 45, "writing came back after the primary's death", f"{self.failover:.1f} s without an entry")
        self.hold(gap < 3, "writing went on after a process's death", f"{gap:.1f} s without an entry")
        self.hold(reader.longest < 10, "the public face was shown", f"{reader.longest:.1f} s at most without a page")
        print(f"     {self.name}: desk answers {dict(load.statuses)}, public answers {dict(reader.statuses)}", flush=True)

    def come_back(self):
        self.lost.start()
        took = until("the killed machine", lambda: self.databases.whole(self.synchronous), 120)
        self.hold(True, f"the killed machine {self.lost.name} is a standby again", f"{took:.0f} s after its start")

    def take_backup(self):
        """By the very line of the shipped unit."""
        unit = self.place.filled("lianxin-backup.service")
        line = next(row for row in unit.splitlines() if row.startswith("ExecStart="))
        said = run(*shlex.split(line.split("=", 1)[1]), env=self.postgres_environment(), cwd=self.place.path("base"), **as_postgres())
        self.backup = said.splitlines()[-1]

    def postgres_environment(self):
        with open(self.place.path("pgpass"), encoding="utf-8") as file:
            text = file.read()
        mine = self.place.path("base.pgpass")
        with open(mine, "w", opener=lambda p, f: os.open(p, f, 0o600), encoding="utf-8") as file:
            file.write(text)
        self.place.own(mine)
        return {**self.place.environment, "PGPASSFILE": mine}

    def clerk_enters(self):
        """A few entries more, through the proxy."""
        load = Load([self.proxy])
        for thread in load.threads:
            thread.start()
        until("an entry", lambda: len(load.acknowledged) >= 6, 60)
        load.over.set()
        for thread in load.threads:
            thread.join()
        return load.acknowledged

    def go_back(self):
        """To a moment after the failover, with a backup from before it."""
        before = int(self.databases.ask("SELECT count(*) FROM record")[0])
        time.sleep(1.1)
        moment = self.databases.ask("SELECT clock_timestamp()")[0]
        time.sleep(1.1)
        self.clerk_enters()
        after = int(self.databases.ask("SELECT count(*) FROM record")[0])
        last = self.databases.ask("SELECT pg_walfile_name(pg_switch_wal())")[0]
        until("the log in the archive", lambda: os.path.exists(os.path.join(self.place.path("archive"), last)))
        address, began = f"127.15.{free_port() % 250}.1", time.monotonic()
        run(os.path.join(ROOT, "install/cluster/go-back"), self.backup, self.place.path("archive"), moment,
            self.place.path("base/back"), address, env=self.place.environment, cwd=self.place.path("base"), **as_postgres())
        took = time.monotonic() - began
        url = f"postgresql://%s@{address}/office?sslmode=verify-ca&sslrootcert={self.place.path('tls/ca.pem')}"
        found = int(self.databases.ask("SELECT count(*) FROM record", uri=url % "postgres")[0])
        self.hold(found == before < after, "back at the moment, everything before it is there and nothing after",
                  f"{found} records of {after}, {took:.1f} s")
        self.verify(url % "lianxin", "what came back verifies")

    def tell(self):
        try:
            self.set_up()
            if self.synchronous:
                self.take_backup()
            self.disturb()
            self.judge()
            self.come_back()
            if self.synchronous:
                self.go_back()
            code = self.apps[1].end(signal.SIGTERM)
            self.hold(code == 0, "the other process ends in peace", code)
        except (RuntimeError, OSError, StopIteration, subprocess.SubprocessError) as error:
            self.hold(False, "the story could be told", repr(error))
        finally:
            if hasattr(self, "load"):
                self.load.over.set()
            if hasattr(self, "reader") and self.reader.is_alive():
                self.reader.end()
            if self.checks.failed:
                self.place.tail()
            self.place.remove()


def main():
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda number, frame: sys.exit(128 + number))
    binary = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build/lianxin"))
    which = os.environ.get("HA_ONLY", "synchronous asynchronous").split()
    checks, began = Checks(), time.monotonic()
    for name in which:
        Drill(checks, binary, name == "synchronous").tell()
    print(f"{checks.passed} passed, {checks.failed} failed ({time.monotonic() - began:.0f} s)")
    sys.exit(1 if checks.failed or not checks.passed else 0)


main()
