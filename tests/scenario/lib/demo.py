# SPDX-License-Identifier: MulanPSL-2.0
"""The demonstration that scenarios and the browser copy: made once per binary beside it, by one run at a
time, under a lock that copying holds too. usage: demo.py BINARY FILE (lays it there, prints its accounts)"""
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile

TAILS = ("", "-wal", "-shm", ".key")


def make(binary, environment, url, **more):
    """init --demo with an empty flow, so that a test's cases are the only ones; what it said of its accounts."""
    environment = dict(environment, LIANXIN_DB=url, **more)
    environment.pop("LIANXIN_CLOCK", None)
    done = subprocess.run([binary, "init", "--demo", "--no-cases", "--json"], env=environment, timeout=600,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode:
        raise ValueError("init --demo failed: " + done.stderr.decode())
    return json.loads(done.stdout)


def fresh(made, binary):
    """Whether that folder holds the demonstration of this very binary."""
    try:
        return os.path.getmtime(os.path.join(made, "said.json")) > os.path.getmtime(binary)
    except OSError:
        return False


def remake(made, binary, environment):
    """Makes it in a folder beside and puts that in its place, so that a run that is killed leaves none by halves."""
    folder = tempfile.mkdtemp(prefix="demo.", dir=os.path.dirname(made))
    try:
        said = make(binary, environment, "sqlite:" + os.path.join(folder, "office.db"))
        with open(os.path.join(folder, "said.json"), "w", encoding="utf-8") as file:
            json.dump(said, file)
        shutil.rmtree(made, ignore_errors=True)
        os.rename(folder, made)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def lay(binary, environment, path):
    """Lays a copy down at path, its key beside it; what init said of its accounts."""
    made = os.path.join(os.path.dirname(os.path.abspath(binary)), "demo")
    with open(made + ".lock", "a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not fresh(made, binary):
            remake(made, binary, environment)
        for end in TAILS:
            if os.path.exists(os.path.join(made, "office.db" + end)):
                shutil.copy(os.path.join(made, "office.db" + end), path + end)  # with its rights: a key is private
        with open(os.path.join(made, "said.json"), encoding="utf-8") as file:
            return json.load(file)


if __name__ == "__main__":
    print(json.dumps(lay(sys.argv[1], os.environ, sys.argv[2])))
