#!/usr/bin/env python3
# SPDX-License-Identifier: MulanPSL-2.0
"""The machines of ha.py, each database machine in a network of its own behind a cable (a pair of virtual
interfaces in a private network namespace, so that nothing outside sees it). While clerks enter and a visitor
reads, the primary's cable is pulled: nobody gets a refusal, as from a dead process, only silence. Watched: how
long writing stops, and that the old primary has stepped down before the new one is there; then the cable is
put back and all entries are looked for. Only root may lay cables, and not in every container: where that is
forbidden, a line says that it was not tried.

usage: cable.py [BINARY]; HA_ONLY=asynchronous tells the other one; prints a line a check and 'N passed, N failed'."""
import os
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from ha import Drill  # noqa: E402
from load import ANEW, KEPT, ROOT, Checks, Visitor, run  # noqa: E402
from machines import PSQL, Place, as_postgres, until  # noqa: E402

NET, INSIDE = "10.99.0", "LIANXIN_CABLES"
QUIET, AFTER = 4, 5  # seconds: before the cable is pulled, after writing is back


class Cabled(Place):
    """Database machines at the ends of cables, all else on this side of them."""

    def __init__(self, synchronous):
        super().__init__(synchronous, DB_NET=f"{NET}.0/24", APP_NET=f"{NET}.0/24", **{f"DB{n}": f"{NET}.{10 + n}" for n in (1, 2, 3)})
        run("ip", "link", "set", "lo", "up")
        run("ip", "link", "add", "name", "switch", "type", "bridge")
        run("ip", "address", "add", f"{NET}.1/24", "dev", "switch")
        run("ip", "link", "set", "switch", "up")
        self.ends = {f"db{n}": self.lay(n) for n in (1, 2, 3)}

    def lay(self, number):
        """Returns the process that holds the machine's network."""
        holder = self.begin(f"net{number}", "unshare", "-n", "sleep", "infinity")
        mine = os.readlink("/proc/self/ns/net")
        until("a network", lambda: os.readlink(f"/proc/{holder.pid}/ns/net") != mine)
        run("ip", "link", "add", "name", f"cable{number}", "type", "veth", "peer", "name", f"end{number}")
        run("ip", "link", "set", f"end{number}", "netns", str(holder.pid))
        run("ip", "link", "set", f"cable{number}", "master", "switch", "up")
        for command in (("address", "add", f"{NET}.{10 + number}/24", "dev", f"end{number}"),
                        ("link", "set", f"end{number}", "up"), ("link", "set", "lo", "up")):
            run("nsenter", "-t", str(holder.pid), "-n", "ip", *command)
        return holder

    def enter(self, name):
        who = as_postgres()
        return ("nsenter", "-t", str(self.ends[name].pid), "-n", "setpriv", f"--reuid={who['user']}", f"--regid={who['group']}",
                "--clear-groups"), {}

    def remove(self):
        super().remove()
        for name in ("switch", "cable1", "cable2", "cable3"):
            subprocess.run(["ip", "link", "del", name], stderr=subprocess.DEVNULL, check=False)


class CableDrill(Drill):
    def is_primary(self, node):
        """Asked on the machine itself."""
        done = subprocess.run([PSQL, "-XqAt", "-h", node.folder, "-d", "postgres", "-c", "SELECT NOT pg_is_in_recovery()"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=60, check=False, **as_postgres())
        return done.stdout.strip() == "t"

    def cut(self, node):
        run("ip", "link", "set", node.name.replace("db", "cable"), "down")

    def join(self, node):
        run("ip", "link", "set", node.name.replace("db", "cable"), "up")

    def story(self):
        self.set_up()
        load = self.new_load()
        self.visitor, anew = Visitor(self.proxy.public, KEPT), Visitor(self.proxy.public, ANEW)
        for one in (self.visitor, anew, load):
            one.start()
        until("a first entry", lambda: load.moments, 60)
        time.sleep(QUIET)
        old = self.databases.primary()
        others = [n for n in self.databases.nodes if n is not old]
        began = time.monotonic()
        self.cut(old)
        until("the old primary steps down", lambda: not self.is_primary(old))
        down = time.monotonic() - began
        self.hold(not any(self.is_primary(n) for n in others), "the cut-off primary steps down before another is there", f"after {down:.1f} s")
        up = down + until("a new primary", lambda: any(self.is_primary(n) for n in others))
        until("writing again", lambda: max(load.moments) > began + up, 120)
        time.sleep(AFTER)
        gap = load.longest_gap(began, time.monotonic())
        self.join(old)
        took = until("the cut-off machine", lambda: self.databases.whole(self.synchronous), 120)
        for one in (load, self.visitor, anew):
            one.end()
        self.hold(gap < 90, "writing came back", f"another primary after {up:.1f} s, {gap:.1f} s without an entry")
        self.hold(True, "the machine is a standby again", f"{took:.0f} s after its cable is back")
        self.hold(self.visitor.longest < 30, "pages out of the cache came back", f"{self.visitor.longest:.1f} s at most without one")
        self.hold(anew.longest < 30, "pages out of the database came back", f"{anew.longest:.1f} s at most without one")
        print(f"     {self.name}: desk answers {dict(load.statuses)}, out of the cache {dict(self.visitor.statuses)}, "
              f"out of the database {dict(anew.statuses)}", flush=True)
        self.judge(load)


def main():
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda number, frame: sys.exit(128 + number))
    if INSIDE not in os.environ and subprocess.run(["unshare", "-n", "true"], stderr=subprocess.DEVNULL, check=False).returncode:
        print("NOT TRIED: a pulled cable, because networks of its own are not allowed here (be root)")
        return
    if INSIDE not in os.environ:
        os.execvpe("unshare", ["unshare", "-n", sys.executable, *sys.argv], {**os.environ, INSIDE: "1"})
    binary = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build/lianxin"))
    checks, began = Checks(), time.monotonic()
    for name in os.environ.get("HA_ONLY", "synchronous").split():
        CableDrill(checks, binary, name == "synchronous", Cabled).tell()
    print(f"{checks.passed} passed, {checks.failed} failed ({time.monotonic() - began:.0f} s)")
    sys.exit(1 if checks.failed or not checks.passed else 0)


main()
