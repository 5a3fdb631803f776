#!/usr/bin/env python3
# SPDX-License-Identifier: MulanPSL-2.0
"""Three PostgreSQL servers under Patroni and etcd, two Lianxin processes behind HAProxy, on loopback, out of
the files of install/cluster. While clerks enter requests and publish records and a visitor reads, the primary's
machine is killed with SIGKILL, then one process; then what else may die (losses.py). Afterwards: every
acknowledged entry is there exactly once, the journal verifies, the killed machine comes back; the times without
service are printed. Synchronous and asynchronous; the office is put back to one moment out of a base
backup by the timer's script and the archived log.

usage: ha.py [BINARY]; HA_ONLY=synchronous tells one of both; prints a line a check and 'N passed, N failed'."""
import http.client
import os
import shlex
import signal
import ssl
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from load import ENTERED, ROOT, Checks, Load, Visitor, free_port, run  # noqa: E402
from losses import Losses  # noqa: E402
from machines import Application, Databases, Place, Proxy, as_postgres, until  # noqa: E402

QUIET, AFTER, ALONE = 4, 5, 5  # seconds: before the kill, after service is back, with one process
OLD = 30 * 86400  # seconds: older than any backup is kept


class Drill:
    """One run of the story."""

    def __init__(self, checks, binary, synchronous, place=Place):
        self.checks, self.binary = checks, binary
        self.synchronous, self.name = synchronous, "synchronous" if synchronous else "asynchronous"
        self.place = place(synchronous)
        self.loads, self.visitor, self.backup = [], None, None

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
        self.visitor = Visitor(self.proxy.public)
        until("the proxy", lambda: self.visitor.page() == 200)
        until("the standbys", lambda: self.databases.whole(self.synchronous))

    def encrypted(self):
        """The same proxy with certificates, as the sample has them."""
        pem = self.place.path("tls/proxy.pem")
        with open(pem, "w", opener=lambda p, f: os.open(p, f, 0o600), encoding="utf-8") as out:
            for part in ("node.pem", "node.key"):
                with open(self.place.path("tls", part), encoding="utf-8") as file:
                    out.write(file.read())
        public, desk = free_port(), free_port()
        Proxy(self.place, "haproxy-tls", PUBLIC_BIND=f"127.0.0.1:{public} ssl crt {pem}", DESK_BIND=f"127.0.0.1:{desk} ssl crt {pem}")
        until("the proxy with TLS", lambda: self.by_tls(public, "/report")[0] == 200)
        status, cookies = self.by_tls(desk, "/signin")
        self.hold(status == 200 and cookies and all("; Secure" in c for c in cookies),
                  "through the proxy with TLS both faces answer, the desk's cookies are Secure", f"{len(cookies)} cookies")
        self.hold(Visitor(public).page() != 200, "its ports show nothing without TLS")

    def by_tls(self, port, path):
        context = ssl.create_default_context(cafile=self.place.path("tls/ca.pem"))
        link = http.client.HTTPSConnection("127.0.0.1", port, timeout=10, context=context)
        try:
            link.request("GET", path)
            answer = link.getresponse()
            return answer.status, answer.headers.get_all("Set-Cookie") or []
        except (OSError, http.client.HTTPException):
            return 0, []
        finally:
            link.close()

    def new_load(self, **more):
        self.loads.append(Load([self.proxy], label=len(self.loads), **more))
        return self.loads[-1]

    def disturb(self):
        load = self.new_load()
        self.visitor.start()
        load.start()
        until("a first entry", lambda: load.moments, 60)
        time.sleep(QUIET)
        self.lost = self.databases.primary()
        began = time.monotonic()
        self.lost.kill9()
        until("writing again", lambda: max(load.moments) > began + 3, 90)
        time.sleep(AFTER)
        died = time.monotonic()
        self.apps[0].end(signal.SIGKILL)
        time.sleep(ALONE)
        ended = time.monotonic()
        load.end()
        self.visitor.end()
        gap, alone = load.longest_gap(began, died), load.longest_gap(died, ended)
        self.hold(gap < 45, "writing came back after the primary's death", f"{gap:.1f} s without an entry")
        self.hold(alone < 3, "writing went on after a process's death", f"{alone:.1f} s without an entry")
        self.hold(self.visitor.longest < 10, "the public face was shown", f"{self.visitor.longest:.1f} s at most without a page")
        print(f"     {self.name}: desk answers {dict(load.statuses)}, public answers {dict(self.visitor.statuses)}", flush=True)
        self.judge(load)

    def judge(self, load):
        there = {t: int(n) for t, n in (row.split("|") for row in self.databases.ask(ENTERED))}
        missing, doubled = load.acknowledged - set(there), [t for t, n in there.items() if n != 1]
        self.hold(not load.wrong, "every clerk could go on", "; ".join(load.wrong))
        if self.synchronous:
            self.hold(not missing, f"{len(load.acknowledged)} acknowledged entries are all there", f"{len(missing)} are not")
        else:
            print(f"     {self.name}: of {len(load.acknowledged)} acknowledged entries {len(missing)} were lost")
        self.hold(not doubled, "each is there once", f"{len(doubled)} are not")
        self.verify(self.apps[1].url, "the journal verifies")

    def come_back(self):
        self.lost.start()
        took = until("the killed machine", lambda: self.databases.whole(self.synchronous), 120)
        self.hold(True, f"the killed machine {self.lost.name} is a standby again", f"{took:.0f} s after its start")

    def base_backup(self, **own):
        """By the very line of the shipped unit, as systemd splits it."""
        unit = self.place.filled("lianxin-backup.service", **own)
        line = next(row for row in unit.splitlines() if row.startswith("ExecStart="))
        return run(*shlex.split(line.split("=", 1)[1]), env=self.environment, cwd=self.place.path("base"), **as_postgres())

    def take_backup(self):
        """Two: the first is made old, so that the second takes it away; a third finds no server."""
        self.environment = self.postgres_environment()
        first = self.base_backup().splitlines()[-1]
        os.utime(first, (time.time() - OLD,) * 2)
        time.sleep(1)  # a backup is named by its second
        self.backup = self.base_backup().splitlines()[-1]
        with open(os.path.join(self.backup, "backup_label"), encoding="utf-8") as file:
            start = file.readline().split("file ")[1][:24]
        before = [f for f in os.listdir(self.place.path("archive")) if len(f) == 24 and f < start]
        self.hold(os.path.isdir(self.backup) and not os.path.exists(first) and not before,
                  "the timer's script takes a backup and clears away the old one with its log", "; ".join(before))
        kept = sorted(os.listdir(self.place.path("base")))
        try:
            self.base_backup(DB1="127.0.0.2", DB2="127.0.0.2", DB3="127.0.0.2")
            said = "it said yes"
        except RuntimeError as error:
            said = str(error)
        self.hold("exit 1" in said and sorted(os.listdir(self.place.path("base"))) == kept,
                  "without a server it fails and leaves all as it was", said.splitlines()[-1])

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
        load = self.new_load()
        load.start()
        until("an entry", lambda: len(load.acknowledged) >= 6, 60)
        load.end()

    def count(self, uri=None):
        return int(self.databases.ask("SELECT (SELECT count(*) FROM record) + (SELECT count(*) FROM request)", uri=uri)[0])

    def go_back(self):
        """To a moment after the failover, with a backup from before it."""
        before = self.count()
        time.sleep(1.1)
        moment = self.databases.ask("SELECT clock_timestamp()")[0]
        time.sleep(1.1)
        self.clerk_enters()
        after = self.count()
        last = self.databases.ask("SELECT pg_walfile_name(pg_switch_wal())")[0]
        until("the log in the archive", lambda: os.path.exists(os.path.join(self.place.path("archive"), last)))
        address, began = f"127.15.{free_port() % 250}.1", time.monotonic()
        run(os.path.join(ROOT, "install/cluster/go-back"), self.backup, self.place.path("archive"), moment,
            self.place.path("base/back"), address, env=self.place.environment, cwd=self.place.path("base"), **as_postgres())
        took = time.monotonic() - began
        url = f"postgresql://%s@{address}/office?sslmode=verify-ca&sslrootcert={self.place.path('tls/ca.pem')}"
        found = self.count(url % "postgres")
        self.hold(found == before < after, "back at the moment, everything before it is there and nothing after",
                  f"{found} requests and records of {after}, {took:.1f} s")
        self.verify(url % "lianxin", "what came back verifies")

    def story(self):
        self.set_up()
        self.encrypted()
        if self.synchronous:
            self.take_backup()
        self.disturb()
        self.come_back()
        self.apps[0].start(self.binary)
        Losses(self).tell()
        if self.synchronous:
            self.go_back()
        codes = [app.end(signal.SIGTERM) for app in self.apps]
        self.hold(codes == [0, 0], "both processes end in peace", codes)

    def tell(self):
        try:
            self.story()
        except (RuntimeError, OSError, StopIteration, subprocess.SubprocessError) as error:
            self.hold(False, "the story could be told", repr(error))
        finally:
            for load in self.loads:
                load.over.set()
            if self.visitor:
                self.visitor.end()
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


if __name__ == "__main__":
    main()
