# SPDX-License-Identifier: MulanPSL-2.0
"""What else may die while clerks go on entering and a visitor reads: members of etcd, standbys, two of three
machines. Says whether writing goes on or stops, after how long, and when it is back."""
import json
import time

from load import Visitor
from machines import until

WATCH = 12  # seconds after a loss: more than two of Patroni's rounds
LONG = 25  # more than its ttl
SILENT, HOLD = 8, 8  # seconds without an entry by which writing has stopped, and how long it is left so
PATIENCE = 300  # seconds a clerk insists


class Losses:
    def __init__(self, drill):
        self.drill, self.databases = drill, drill.databases

    def whole(self):
        return self.databases.whole(self.drill.synchronous) and all(n.etcd_healthy() for n in self.databases.nodes)

    def standbys(self):
        primary = self.databases.primary()
        return [n for n in self.databases.nodes if n is not primary]

    def goes_on(self, what, harm, seconds, most):
        """Writing goes on after a harm, with a pause of not more than `most` seconds."""
        began = time.monotonic()
        harm()
        time.sleep(seconds)
        pause, found = self.load.longest_gap(began, time.monotonic()), self.shown()
        self.drill.hold(pause < most, f"{what}: writing went on", f"{pause:.1f} s at most without an entry, {found}")

    def stops(self, what, harm, mend):
        """Writing stops after a harm, the public face does not; it comes back when the harm is mended."""
        began = time.monotonic()
        harm()
        until(f"{what}: writing stops", lambda: time.monotonic() - max(self.load.moments) > SILENT)
        last = max(max(self.load.moments) - began, 0)
        time.sleep(HOLD)
        silent = max(self.load.moments) <= began + last
        self.drill.hold(silent, f"{what}: writing stopped", f"last entry {last:.1f} s after it, {self.shown()}")
        mended = time.monotonic()
        mend()
        until(f"{what}: writing again", lambda: max(self.load.moments) > mended, 120)
        first = min(m for m in self.load.moments if m > mended) - mended
        until(f"{what}: all machines again", self.whole, 120)
        self.drill.hold(True, f"{what}: writing is back", f"{first:.1f} s after the return, {self.shown()}")

    def shown(self):
        """What the visitor saw since the last question."""
        visitor, self.visitor = self.visitor, Visitor(self.drill.proxy.public)
        visitor.end()
        self.visitor.start()
        return f"public answers {dict(visitor.statuses)}, {visitor.longest:.1f} s at most without a page"

    def each_member(self):
        for node in self.databases.nodes:
            self.goes_on(f"etcd of {node.name} killed", node.kill9_etcd, WATCH, 10)
            node.start_etcd()
            until("etcd again", node.etcd_healthy)

    def quorum(self):
        two = self.standbys()
        self.stops("two members of etcd killed", lambda: [n.kill9_etcd() for n in two], lambda: [n.start_etcd() for n in two])

    def one_standby(self):
        """The synchronous one, so that commits wait until the other takes its place."""
        roles = self.databases.members()
        node = next(n for n in self.databases.nodes if roles[n.name][0] == "sync_standby")
        self.goes_on("the synchronous standby's machine killed", node.kill9, LONG, 45)
        node.start()
        until("the standby again", self.whole, 120)

    def both_standbys(self):
        """PostgreSQL and Patroni only: the etcd beside them lives."""
        two = self.standbys()
        self.goes_on("PostgreSQL of both standbys killed", lambda: [n.kill9(but_etcd=True) for n in two], LONG, 45)
        if self.drill.synchronous:
            names = self.databases.ask("SHOW synchronous_standby_names", database="postgres")
            self.drill.hold(names == [""], "the primary knows that it is alone", names)
        for node in two:
            node.start_patroni()
        until("both standbys again", self.whole, 120)

    def two_machines(self):
        """With them the quorum of etcd is gone too."""
        two = self.standbys()
        self.stops("the machines of both standbys killed", lambda: [n.kill9() for n in two], lambda: [n.start() for n in two])

    def failsafe(self):
        """The same with Patroni's failsafe_mode: while it reaches all the others, the primary needs no etcd."""
        self.databases.nodes[0].asks(8008, "/config", "PATCH", json.dumps({"failsafe_mode": True}))
        until("failsafe_mode", lambda: all(n.asks(8008, "/config").get("failsafe_mode") for n in self.databases.nodes))
        time.sleep(WATCH)  # each has read it, and the primary has noted whom it must reach
        two = self.standbys()
        self.goes_on("two members of etcd killed, failsafe_mode on", lambda: [n.kill9_etcd() for n in two], LONG, 10)
        for node in two:
            node.start_etcd()
        until("etcd again", self.whole, 120)

    def tell(self):
        """All of it in the synchronous setting; in the asynchronous one what differs, and failsafe_mode."""
        if self.drill.synchronous:
            losses = (self.each_member, self.quorum, self.one_standby, self.both_standbys, self.two_machines)
        else:
            losses = (self.both_standbys, self.failsafe, self.two_machines)
        self.load, self.visitor = self.drill.new_load(patience=PATIENCE), Visitor(self.drill.proxy.public)
        try:
            until("all machines", self.whole, 120)
            self.load.start()
            self.visitor.start()
            until("an entry", lambda: self.load.moments, 60)
            for loss in losses:
                loss()
        finally:
            self.load.end()
            self.visitor.end()
        self.drill.judge(self.load)
