# SPDX-License-Identifier: MulanPSL-2.0
"""The erasure of tests/fault/erasing.py on PostgreSQL. A row of the second batch is held by somebody else until
the erasure waits for it; in that moment its connection is cut, the server killed, or the program. And a COMMIT
whose answer never comes: done, and nobody was told."""
import glob
import json
import os
import signal
import subprocess
import sys
import time

os.environ["LIANXIN_TEST_ENGINE"] = "postgresql"
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from erasing import AGENCY, BATCH, COUNT, KILLED, NAME, SAID, Erasing  # noqa: E402,F401

PATIENCE = 120


def until(what, holds):
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise SystemExit(f"run-server-faults: {what}: not within {PATIENCE} s")
        time.sleep(0.1)


class ServerErasing(Erasing):
    def __init__(self, server, binary, root):
        self.server = server  # of tests/run-server-faults
        os.environ["LIANXIN_TEST_PG"] = server.url("postgres", "postgres")
        super().__init__(binary, root)

    def sql(self, text):
        return self.server.sql(text, self.world.place.name)

    def keep(self):
        name = self.world.place.name
        self.server.sql(f"CREATE DATABASE {name}_kept TEMPLATE {name}")

    def renew(self):
        name = self.world.place.name
        self.server.sql(f"DROP DATABASE {name} WITH (FORCE)")
        self.server.sql(f"CREATE DATABASE {name} OWNER lianxin TEMPLATE {name}_kept")

    def standing(self):
        columns = self.sql("SELECT table_name || ' ' || column_name FROM information_schema.columns "
                           "WHERE table_schema = 'public' AND data_type = 'text'").splitlines()
        found = [f"SELECT '{at}' WHERE EXISTS (SELECT 1 FROM \"{at.split()[0]}\" WHERE \"{at.split()[1]}\" "
                 f"LIKE '%{NAME}%' OR \"{at.split()[1]}\" LIKE '%{SAID}%')" for at in columns]
        return self.sql(" UNION ALL ".join(found)).splitlines()

    def begin(self):
        return subprocess.Popen([self.world.binary, "retention", "run", self.list, "--json"], cwd=self.world.folder,
                                env=self.world.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)

    def waits(self, why):
        """Of the office's own connections: how many wait for that."""
        return int(self.server.sql("SELECT count(*) FROM pg_stat_activity WHERE usename = 'lianxin' AND "
                                   f"(wait_event_type = '{why}' OR wait_event = '{why}')"))

    def cut(self):
        self.server.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'lianxin'")

    def held(self):
        """Somebody else holds the entry in the midst of the second batch; lets go when its input ends."""
        row = self.sql(f"SELECT COALESCE(m.entry_id, i.entry_id) FROM retention_item i LEFT JOIN matter m ON m.id = i.matter_id "
                       f"WHERE i.list_id = {self.list} ORDER BY i.id LIMIT 1 OFFSET {BATCH + 1}")
        holder = subprocess.Popen([sorted(glob.glob("/usr/lib/postgresql/*/bin/psql"))[-1], "-qAtX", "-h",
                                   self.server.folder, "-U", "postgres", "-d", self.world.place.name],
                                  stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        holder.stdin.write(f"BEGIN; SELECT id FROM complaint WHERE id = {row} FOR UPDATE;\n".encode())
        holder.stdin.flush()
        until("somebody holds it", lambda: self.server.sql(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = 'postgres' AND state = 'idle in transaction'") == "1")
        return holder

    def midway(self, harm):
        """The harm done while the erasure waits amid a batch; what is wrong with what it leaves."""
        self.renew()
        holder = self.held()
        erasing = self.begin()
        until("the erasure waits", lambda: self.waits("Lock"))
        harm(erasing)
        holder.stdin.close()
        holder.wait()
        return self.ended(erasing)

    def ended(self, erasing):
        _, err = erasing.communicate(timeout=PATIENCE)
        if erasing.returncode not in (0, 3, KILLED):
            return f"the erasure ended with {erasing.returncode}: {err.decode()[-600:]}"
        self.code = erasing.returncode
        return None

    def connection(self):
        return self.midway(lambda erasing: self.cut()) or self.judge(self.code == 0) or self.goes_on()

    def program(self):
        wrong = self.midway(lambda erasing: erasing.send_signal(signal.SIGKILL))
        return wrong or self.judge(False) or self.goes_on()

    def machine(self):
        """The server dies; afterwards `serve` goes on with it by itself."""
        tool = os.path.join(self.world.root, "tools/pg-cluster")

        def kill(_):
            subprocess.run([tool, "kill9", self.server.folder], check=True)

        wrong = self.midway(kill)
        subprocess.run([tool, "again", self.server.folder], check=True, stdout=subprocess.DEVNULL)
        wrong = wrong or self.judge(self.code == 0)
        if wrong:
            return wrong
        self.world.serve([])
        until("serve ends the list", lambda: json.loads(
            self.must("retention", "list", self.list, "--json"))["state"] == "done")
        self.world.stop()
        return self.judge(True)

    def commit(self):
        """The server waits for a standby that is not there: what it has committed it does not say."""
        self.renew()
        self.server.sql("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        self.server.sql("SELECT pg_reload_conf()")
        erasing = self.begin()
        try:
            until("a COMMIT waits", lambda: self.waits("SyncRep"))
            self.cut()
        finally:
            self.server.sql("ALTER SYSTEM RESET synchronous_standby_names")
            self.server.sql("SELECT pg_reload_conf()")
        return self.ended(erasing) or self.judge(self.code == 0) or self.goes_on()
