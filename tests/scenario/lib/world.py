# SPDX-License-Identifier: MulanPSL-2.0
"""What a scenario stands in: a temporary folder, the binary, one server, and its end."""
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

COMMAND_SECONDS = 120
DEMO_LOCK = threading.Lock()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class World:
    def __init__(self, binary, root):
        self.binary, self.root = binary, root
        self.folder = tempfile.mkdtemp(prefix="lianxin-scenario.")
        self.db = os.path.join(self.folder, "office.db")
        self.values = {"DB": self.db, "DIR": self.folder, "ROOT": root}
        self.environment = dict(os.environ, LIANXIN_DB="sqlite:" + self.db, LC_ALL="C.UTF-8")
        self.environment.setdefault("ASAN_OPTIONS", "abort_on_error=0:exitcode=99")
        self.server = None

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
        """A copy of the demonstration office, made once for all scenarios of this binary; what
        `init` said of its accounts stands beside it as JSON."""
        made = os.path.join(os.path.dirname(self.binary), "demo.db")
        with DEMO_LOCK:
            fresh = os.path.exists(made) and os.path.getmtime(made) > os.path.getmtime(self.binary)
            if not fresh:
                for old in (made, made + "-wal", made + "-shm"):
                    if os.path.exists(old):
                        os.remove(old)
                environment = dict(self.environment, LIANXIN_DB="sqlite:" + made)
                environment.pop("LIANXIN_CLOCK", None)
                with open(made + ".json", "wb") as said:
                    done = subprocess.run(
                        [self.binary, "init", "--demo", "--json"],
                        env=environment,
                        stdout=said,
                        stderr=subprocess.PIPE,
                        stdin=subprocess.DEVNULL,
                        timeout=600,
                    )
                if done.returncode:
                    if os.path.exists(made):
                        os.remove(made)
                    raise ValueError("init --demo failed: " + done.stderr.decode())
        for end in ("", "-wal", "-shm"):
            if os.path.exists(made + end):
                shutil.copyfile(made + end, self.db + end)
        with open(made + ".json", encoding="utf-8") as said:
            self.values["PASSWORD"] = json.load(said)["accounts"][0]["password"]

    def serve(self, arguments):
        self.values["PUBLIC"], self.values["DESK"] = str(free_port()), str(free_port())
        self.log = open(os.path.join(self.folder, "serve.log"), "ab")
        self.server = subprocess.Popen(
            [
                *(self.binary, "serve"),
                *("--public", "127.0.0.1:" + self.values["PUBLIC"]),
                *("--desk", "127.0.0.1:" + self.values["DESK"]),
                *arguments,
            ],
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            cwd=self.folder,
            env=self.environment,
        )
        for name in ("PUBLIC", "DESK"):
            self.wait_for(int(self.values[name]))

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
            self.log.close()
        return code

    def close(self, keep):
        try:
            code = self.stop()
            if code:
                raise ValueError(f"serve ended with {code}:\n{self.said()}")
        finally:
            if keep:
                print("kept", self.folder)
            else:
                shutil.rmtree(self.folder, ignore_errors=True)
