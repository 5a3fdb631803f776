# SPDX-License-Identifier: MulanPSL-2.0
"""Notices that wait, and a server that dies, loses power or runs out of disk while it sends them: the next one
sends the rest; each message arrives, under its one name, and at most the one in hand arrives twice."""
import json
import os
import shutil
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../scenario/lib"))
import sinks  # noqa: E402
from world import World  # noqa: E402

COUNT, SECONDS = 3, 30
TAILS = ("", "-wal", "-shm", "-journal")
FORM = {"kind": "natural", "name": "虚构人", "phone": "13800000000", "email": "zhang@example.cn", "info_name": "方案",
        "notify": "mail"}


class Notifying:
    def __init__(self, faulty, root):
        self.faulty, self.plain = faulty, os.path.join(root, "build/check/lianxin")
        self.world = World(self.plain, root)
        self.clock("2026-11-23T09:00")
        self.world.demo()
        with open(os.path.join(self.world.folder, "a.json"), "w", encoding="utf-8") as file:
            json.dump(FORM, file)
        self.must("setting", "notice.mail", "1")
        for _ in range(COUNT):
            self.must("request", "new", "--agency", "测试市", "--data", "a.json", "--on", "2026-11-02")
        self.master = self.world.db + ".master"
        for end in TAILS:
            if os.path.exists(self.world.db + end):
                shutil.copyfile(self.world.db + end, self.master + end)

    def clock(self, at):
        self.world.environment["LIANXIN_CLOCK"] = at

    def must(self, *arguments):
        code, out, err = self.world.run([*arguments])
        if code:
            raise SystemExit(f"run-faults: {' '.join(arguments)} ended with {code}: {err}")
        return out

    def sent(self):
        return len(json.loads(self.must("notice", "list", "--agency", "测试市", "--state", "sent", "--json"))["notices"])

    def renew(self):
        for end in TAILS:
            if os.path.exists(self.world.db + end):
                os.remove(self.world.db + end)
            if os.path.exists(self.master + end):
                shutil.copyfile(self.master + end, self.world.db + end)

    def serve(self, binary, fault):
        """Serves until all is sent, the server is gone, or it says that it cannot send; its whole log."""
        log = os.path.join(self.world.folder, "serve.log")
        if os.path.exists(log):
            os.remove(log)
        self.world.binary, self.world.environment["FAULT"] = binary, fault
        try:
            self.world.serve(["--notices", "notices.conf"])
        except ValueError as error:  # it died before it listened
            self.world.server = None
            if "serve ended with" not in str(error):
                raise
            return self.world.said()
        finally:
            self.world.binary = self.plain
        until = time.monotonic() + SECONDS
        while self.world.server.poll() is None and time.monotonic() < until:
            if len(self.mails.items) >= COUNT and self.sent() == COUNT or "sending notices:" in self.world.said():
                break
            time.sleep(0.2)
        if self.world.server.poll() is None:
            try:
                self.world.stop()
            except ValueError:
                pass
        self.world.server = None
        return self.world.said()

    def operations(self):
        self.renew()
        self.mails, _ = sinks.start(self.world.folder)
        said = self.serve(self.faulty, "count")
        if "fault: " not in said or len(self.mails.items) != COUNT:
            raise SystemExit(f"run-faults: the notices alone did not go out: {said}")
        return int(said.rsplit("fault: ", 1)[1].split()[0])

    def wrong(self, fault):
        self.renew()
        self.clock("2026-11-23T09:00")
        self.mails, _ = sinks.start(self.world.folder)
        self.serve(self.faulty, fault)
        code, out, err = self.world.run(["verify"])
        if code:
            return f"verify ends with {code}: {out[-400:]}{err[-400:]}"
        self.clock("2026-11-23T09:04")  # after the lease of what was in hand
        said = self.serve(self.plain, "count")
        names = [mail["Message-ID"] for mail in self.mails.items]
        if self.sent() != COUNT or len(set(names)) != COUNT:
            return f"{self.sent()} sent, {len(set(names))} of {COUNT} arrived: {said[-300:]}"
        if len(names) > COUNT + 1:
            return f"{len(names)} messages for {COUNT} notices"
        code, out, err = self.world.run(["verify"])
        return f"verify ends with {code}: {out[-400:]}{err[-400:]}" if code else None

    def close(self):
        self.world.close(False)
