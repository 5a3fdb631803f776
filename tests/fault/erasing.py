# SPDX-License-Identifier: MulanPSL-2.0
"""A confirmed list of what is to go, and the program dying, losing power or running out of disk while it
erases: what is left verifies, each batch went whole or not at all, the figures of the year stand, and the
same command once more goes on to the end, after which the names are nowhere."""
import json
import os
import shutil
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../scenario/lib"))
from browser import Browser  # noqa: E402
from world import World  # noqa: E402

COUNT, BATCH, KILLED = 45, 20, -9
NAME, SAID = "虚构抹去人", "虚构抹去的事"
AGENCY = "海东市平安区古城回族乡"
TAILS = ("", "-wal", "-shm", "-journal")


class Erasing:
    def __init__(self, faulty, root):
        self.faulty, self.root = faulty, root
        self.world = World(os.path.join(root, "build/check/lianxin"), root)
        self.world.environment["LIANXIN_CLOCK"] = "2025-03-03T09:00"
        self.world.demo()
        self.world.environment["LIANXIN_PASSWORD"] = self.world.values["PASSWORD"]
        self.master = self.world.db + ".master"
        self.prepare()
        self.figures = self.table()

    def must(self, *arguments):
        code, out, err = self.world.run([*arguments])
        if code:
            raise SystemExit(f"run-faults: {' '.join(arguments)} ended with {code}: {err}")
        return out

    def prepare(self):
        """Complaints of long ago, every other one with a sealed name and so a matter, the others anonymous; a
        schedule, a list by one and confirmed by another."""
        with open(os.path.join(self.world.folder, "old.csv"), "w", encoding="utf-8") as file:
            file.write("number,received,channel,name,about,about_request,subject,result,answered\n")
            for i in range(COUNT):
                name = f"{NAME}{i}" if i % 2 else ""
                file.write(f"抹{i:03},2018-03-{i % 28 + 1:02},counter,{name},某局,,{SAID}{i},upheld,2018-04-02\n")
        self.must("setting", "login.password_days", "0")
        self.must("import", "--register", "complaints", "--agency", AGENCY, "old.csv")
        self.must("key", "seal")
        self.schedule()
        self.list = str(json.loads(self.must("retention", "propose", "--as", "clerk", "--json"))["list"])
        self.must("retention", "confirm", self.list, "--as", "approver")
        if not self.standing():
            raise SystemExit("run-faults: what is to go is not there: nothing would be shown")
        self.keep()

    def keep(self):
        """Lays the office aside, so that each fault meets the same."""
        for end in TAILS:
            if os.path.exists(self.world.db + end):
                shutil.copyfile(self.world.db + end, self.master + end)

    def schedule(self):
        self.world.serve([])
        head, port = Browser(), int(self.world.values["DESK"])
        head.request("GET", port, "/signin")
        self.send(head, {"login": ["head"], "password": [self.world.values["PASSWORD"]]})
        head.request("GET", port, "/retention/schedule")
        rules = {f"complaint.{name}": ["12"] for name in ("person", "files", "letters", "notes", "content")}
        self.send(head, {"approval": ["虚构档批"], "approved": ["2025-03-03"], **rules})
        if head.status != 303:
            raise SystemExit(f"run-faults: the schedule was answered with {head.status}")
        self.world.stop()

    @staticmethod
    def send(person, fields):
        form = [f for f in person.page().forms if set(fields) <= f.names][0]
        person.submit(form, fields, {}, None)

    def table(self):
        return json.loads(self.must("report", "--year", "2024", "--format", "json", "--live", "--agency", AGENCY))

    def run(self, fault):
        """Executes the list under a fault."""
        plain, self.world.binary = self.world.binary, self.faulty
        self.world.environment["FAULT"] = fault
        try:
            return self.world.run(["retention", "run", self.list, "--json"])
        finally:
            self.world.binary = plain

    def renew(self):
        for end in TAILS:
            if os.path.exists(self.world.db + end):
                os.remove(self.world.db + end)
            if os.path.exists(self.master + end):
                shutil.copyfile(self.master + end, self.world.db + end)

    def operations(self):
        """How many writes and syncs a run takes that nothing disturbs."""
        self.renew()
        code, _, err = self.run("count")
        if code:
            raise SystemExit(f"run-faults: the erasure alone ended with {code}: {err}")
        return int(err.split("fault: ")[1].split()[0])

    def standing(self):
        """The columns of the database where a name or what was said still stands."""
        db = sqlite3.connect(self.world.db)
        places = db.execute("SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c "
                            "WHERE t.type = 'table'").fetchall()
        found = [f"{table}.{column}" for table, column in places for word in (NAME, SAID)
                 if db.execute(f'SELECT 1 FROM "{table}" WHERE instr(CAST("{column}" AS TEXT), ?) LIMIT 1',
                               (word,)).fetchone()]
        db.close()
        return found

    def judge(self, done):
        """What is wrong with the office as it lies there; None: nothing."""
        code, out, err = self.world.run(["verify"])
        if code:
            return f"verify ends with {code}: {out[-400:]}{err[-400:]}"
        view = json.loads(self.must("retention", "list", self.list, "--json"))
        if view["erased"] + view["waiting"] != COUNT or view["kept"]:
            return f"erased {view['erased']}, waiting {view['waiting']}, kept {view['kept']}"
        if view["erased"] not in (COUNT, 0) and view["erased"] % BATCH:
            return f"{view['erased']} went: a batch by halves"
        if done and (view["state"] != "done" or view["erased"] != COUNT):
            return f"acknowledged, and yet {view['state']} with {view['erased']} erased"
        if done and self.standing():
            return "still there: " + " ".join(self.standing())
        if self.table() != self.figures:
            return "the year's tables are not what they were"
        return None

    def wrong(self, fault):
        self.renew()
        code, _, err = self.run(fault)
        if code not in (0, 3, KILLED):
            return f"the erasure ended with {code}: {err[-600:]}"
        if code == 3 and (err.count("\n") > 3 or "lianxin: " not in err):
            return "not one sentence and a hint: " + err[-600:]
        return self.judge(code == 0) or self.goes_on()

    def goes_on(self):
        """What is wrong after the same command once more, which ends it."""
        code, _, err = self.world.run(["retention", "run", self.list, "--json"])
        if code:
            return f"it does not go on, {code}: {err[-600:]}"
        return self.judge(True)

    def close(self):
        self.world.close(False)
