# SPDX-License-Identifier: MulanPSL-2.0
"""Where the office of a test stands: a file in its folder, or on PostgreSQL (LIANXIN_TEST_ENGINE, set
by tests/on-engines) a database of its own, owned by an ordinary role as in production."""
import glob
import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import threading

NAME = os.environ.get("LIANXIN_TEST_ENGINE", "sqlite")
TAILS = ("", "-wal", "-shm", ".key")
LOCK = threading.Lock()


def make_demo(binary, environment, url, **more):
    """init --demo with an empty flow, so that a scenario's cases are the only ones; what it said of its accounts."""
    environment = dict(environment, LIANXIN_DB=url, **more)
    environment.pop("LIANXIN_CLOCK", None)
    done = subprocess.run([binary, "init", "--demo", "--no-cases", "--json"], env=environment, timeout=600,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode:
        raise ValueError("init --demo failed: " + done.stderr.decode())
    return json.loads(done.stdout)


class File:
    """An SQLite file in the world's folder."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "office.db")
        self.url = "sqlite:" + self.path

    def demo(self, binary, environment):
        """Lays down a copy of a demonstration that is made once per binary, its accounts beside it."""
        made = os.path.join(os.path.dirname(binary), "demo.db")
        with LOCK:
            if not os.path.exists(made) or os.path.getmtime(made) <= os.path.getmtime(binary):
                for end in TAILS:
                    if os.path.exists(made + end):
                        os.remove(made + end)
                try:
                    said = make_demo(binary, environment, "sqlite:" + made)
                except ValueError:
                    if os.path.exists(made):
                        os.remove(made)
                    raise
                with open(made + ".json", "w", encoding="utf-8") as file:
                    json.dump(said, file)
        for end in TAILS:
            if os.path.exists(made + end):
                shutil.copy(made + end, self.path + end)  # with its rights: a key is private
        with open(made + ".json", encoding="utf-8") as file:
            return json.load(file)

    def tamper(self, sql):
        """Runs SQL as whoever has the file and a shell."""
        link = sqlite3.connect(self.path)
        link.executescript(sql)
        link.close()

    def drop(self):
        """Its folder goes with the world."""


class Database:
    """A database on the throw-away server of LIANXIN_TEST_PG."""

    numbers = itertools.count(1)
    demonstration = key = None  # the template's accounts and key, once it is made

    def __init__(self, folder):
        self.path = os.path.join(folder, "no-such-file.db")
        self.server = os.environ["LIANXIN_TEST_PG"]
        self.name = f"w{os.getpid()}_{next(self.numbers)}"
        self.url = self.at(self.name)
        self.psql(f"CREATE DATABASE {self.name} OWNER lianxin")

    def at(self, name):
        return f"postgresql://lianxin@/{name}?{self.server.partition('?')[2]}"

    def tamper(self, sql):
        """Runs SQL in the office's database as the server's superuser."""
        self.psql(sql, database=self.server.replace("@/postgres?", f"@/{self.name}?"))

    def psql(self, *statements, database=None):
        program = sorted(glob.glob("/usr/lib/postgresql/*/bin/psql"))[-1]
        command = [program, "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", database or self.server]
        for statement in statements:
            command += ["-c", statement]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=120)
        if done.returncode:
            raise ValueError(f"{statements}: {done.stderr.decode()}")
        return done.stdout.decode()

    def demo(self, binary, environment):
        template = f"demo{os.getpid()}"
        with LOCK:
            if Database.demonstration is None:
                self.psql(f"CREATE DATABASE {template} OWNER lianxin")
                folder = tempfile.mkdtemp(prefix="lianxin-demo.")
                key = os.path.join(folder, "key")
                Database.demonstration = make_demo(binary, environment, self.at(template), LIANXIN_KEY_FILE=key)
                with open(key, encoding="ascii") as file:
                    Database.key = file.read()
                shutil.rmtree(folder)
            self.psql(f"DROP DATABASE {self.name} WITH (FORCE)",
                      f"CREATE DATABASE {self.name} OWNER lianxin TEMPLATE {template}")
        # beside no database of its own, so it must be named
        environment["LIANXIN_KEY_FILE"] = os.path.join(os.path.dirname(self.path), "demo.key")
        with open(environment["LIANXIN_KEY_FILE"], "w", opener=lambda p, f: os.open(p, f, 0o600), encoding="ascii") as file:
            file.write(Database.key)
        return Database.demonstration

    def away(self):
        """Nobody gets in any more, and who is in is thrown out, as while a server fails over."""
        self.psql(f"ALTER DATABASE {self.name} WITH ALLOW_CONNECTIONS false",
                  f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{self.name}'")

    def back(self):
        self.psql(f"ALTER DATABASE {self.name} WITH ALLOW_CONNECTIONS true")

    def drop(self):
        self.psql(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")


Place = Database if NAME == "postgresql" else File
