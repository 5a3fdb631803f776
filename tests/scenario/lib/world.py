# SPDX-License-Identifier: MulanPSL-2.0
"""What a scenario stands in: a temporary folder, the binary, one server, and its end."""
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import engine
from engine import Place

COMMAND_SECONDS = 120


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class World:
    def __init__(self, binary, root):
        self.binary, self.root = binary, root
        self.folder = tempfile.mkdtemp(prefix="lianxin-scenario.")
        self.place = Place(self.folder)
        self.db = self.place.path  # the file, for what is about SQLite alone
        self.values = {"DB": self.db, "URL": self.place.url, "DIR": self.folder, "ROOT": root}
        self.environment = dict(os.environ, LIANXIN_DB=self.place.url, LC_ALL="C.UTF-8")
        self.environment.pop("LIANXIN_KEY_FILE", None)
        self.environment.setdefault("ASAN_OPTIONS", "abort_on_error=0:exitcode=99")
        # A forked child that prints gives the stacks of the threads it lost back to the kernel once they are more
        # than glibc keeps; a font mapped there later is poisoned in the sanitizer's eyes. Let glibc keep them.
        self.environment.setdefault("GLIBC_TUNABLES", "glibc.pthread.stack_cache_size=1073741824")
        self.server = None
        self.places = []  # databases beside the office's own
        self.others = []  # servers beside it on the same database: (process, ports)

    def run(self, arguments, given=b""):
        """Exit code, stdout, stderr of one command, run in the temporary folder."""
        done = subprocess.run(
            [self.binary, *arguments],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=self.environment,
            timeout=COMMAND_SECONDS,
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def demo(self):
        """Lays down the demonstration office."""
        self.values["PASSWORD"] = self.place.demo(self.binary, self.environment)["accounts"][0]["password"]

    def another(self, name):
        """One more empty database on this engine."""
        if engine.NAME != "postgresql":
            return "sqlite:" + os.path.join(self.folder, name.lower() + ".db")
        self.places.append(Place(self.folder))
        return self.places[-1].url

    def serve(self, arguments):
        if self.server:  # one more node; the earlier ones go on
            self.others.append((self.server, self.ports()))
        self.values["PUBLIC"], self.values["DESK"] = str(free_port()), str(free_port())
        command = [
            *(self.binary, "serve"),
            *("--public", "127.0.0.1:" + self.values["PUBLIC"]),
            *("--desk", "127.0.0.1:" + self.values["DESK"]),
            *arguments,
        ]
        with open(os.path.join(self.folder, "serve.log"), "ab") as log:
            self.server = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=self.environment,
            )
        for name in ("PUBLIC", "DESK"):
            self.wait_for(int(self.values[name]))

    def ports(self):
        return {name: self.values[name] for name in ("PUBLIC", "DESK")}

    def other(self):
        """Goes over to the node that was started or used longest ago; the ports that were, are."""
        was = self.ports()
        if self.server:
            self.others.append((self.server, was))
        self.server, now = self.others.pop(0)
        self.values.update(now)
        return {int(was[name]): int(now[name]) for name in was}

    def wait_for(self, port):
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if self.server.poll() is not None:
                raise ValueError(f"serve ended with {self.server.returncode}:\n{self.said()}")
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise ValueError("serve did not listen within 30 s:\n" + self.said())

    def said(self):
        with open(os.path.join(self.folder, "serve.log"), errors="replace") as file:
            return file.read()[-2000:]

    def stop(self, how=signal.SIGTERM):
        """Ends the server and returns its exit code."""
        if not self.server:
            return None
        self.server.send_signal(how)
        try:
            code = self.server.wait(20)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
            raise ValueError("serve did not stop within 20 s of the signal") from None
        finally:
            self.server = None
        return code

    def kill(self):
        """The node dies without a word."""
        self.server.kill()
        self.server.wait()
        self.server = None

    def close(self, keep):
        try:
            codes = [self.stop()]
            for self.server, _ in self.others:
                codes.append(self.stop())
            if any(codes):
                raise ValueError(f"serve ended with {codes}:\n{self.said()}")
        finally:
            if keep:
                print("kept", self.folder, self.place.url)
            else:
                for place in (self.place, *self.places):
                    place.drop()
                shutil.rmtree(self.folder, ignore_errors=True)
