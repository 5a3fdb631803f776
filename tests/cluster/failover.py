#!/usr/bin/env python3
# SPDX-License-Identifier: MulanPSL-2.0
"""Two PostgreSQL servers, one streaming from the other, and two Lianxin processes on both. While clerks
enter requests and records at both processes, the primary is killed with SIGKILL and the other server promoted, then
one process is killed. Afterwards: every acknowledged entry is there exactly once, none is doubled, the
journal verifies; the time without service is printed. Once with the standby synchronous, once not: then
what the promoted server had not received is lost, and counted.

usage: failover.py [BINARY]; prints a line a check and 'N passed, N failed'."""
import glob
import os
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
from load import ENTERED, ROOT, Balancer, Checks, Load, Node, run  # noqa: E402

QUIET, DEAD, AFTER, ALONE = 3, 2, 4, 4  # seconds: before the kill, until promoted, with both nodes, with one


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


def disturb(servers, nodes, load):
    """The story; returns when the last entry is acknowledged."""
    load.start()
    time.sleep(QUIET)
    servers.tool("kill9", servers.first)
    time.sleep(DEAD)
    servers.tool("promote", servers.second)
    servers.synchronous(servers.second, "")  # it stands alone now
    time.sleep(AFTER)
    nodes[0].end(signal.SIGKILL)
    load.alive = nodes[1:]
    time.sleep(ALONE)
    load.end()


def judge(checks, name, synchronous, servers, load, balancer, binary):
    rows = servers.ask(servers.second, ENTERED, database="office")
    there = {name: int(n) for name, n in (row.split("|") for row in rows)}
    missing = load.acknowledged - set(there)
    checks.hold(not load.wrong, f"{name}: every clerk could go on", "; ".join(load.wrong))
    if synchronous:
        checks.hold(not missing, f"{name}: {len(load.acknowledged)} acknowledged entries are all there", f"{len(missing)} are not")
    else:
        print(f"     {name}: of {len(load.acknowledged)} acknowledged entries {len(missing)} were lost with the primary")
    doubled = [entry for entry, n in there.items() if n != 1]
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
