# SPDX-License-Identifier: MulanPSL-2.0
"""Where the office of a test stands: a file in its folder, or on PostgreSQL (LIANXIN_TEST_ENGINE, set
by tests/on-engines) a database of its own, owned by an ordinary role as in production."""
import glob
import itertools
import os
import shutil
import sqlite3
import subprocess
import tempfile
import threading

import demo

NAME = os.environ.get("LIANXIN_TEST_ENGINE", "sqlite")
LOCK = threading.Lock()  # the template on PostgreSQL


class File:
    """An SQLite file in the world's folder."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "office.db")
        self.url = "sqlite:" + self.path

    def demo(self, binary, environment):
        """Lays down a copy of the demonstration."""
        return demo.lay(binary, environment, self.path)

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
                Database.demonstration = demo.make(binary, environment, self.at(template), LIANXIN_KEY_FILE=key)
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
