#!/usr/bin/env python3
# SPDX-License-Identifier: MulanPSL-2.0
"""Reads the units of install/cluster, filled out of settings.sample, with systemd's own eyes: nothing of them
starts. Each file is also given a mistake, which systemd must then tell. haproxy.cfg with the sample's
certificates is read by `haproxy -c`, as ha.py does with what it runs.

usage: files.py [BINARY]; prints a line a check and 'N passed, N failed'."""
import os
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from load import ROOT, Checks, run  # noqa: E402

FILES = os.path.join(ROOT, "install/cluster")
# shipped file, where docs/operations/cluster.md puts it among the units, the unit it belongs to
UNITS = (
    ("etcd.conf", "etcd.service.d/lianxin.conf", "etcd.service"),
    ("lianxin-cluster.conf", "lianxin.service.d/cluster.conf", "lianxin.service"),
    ("lianxin-backup.service", "lianxin-backup.service", "lianxin-backup.service"),
    ("lianxin-backup.timer", "lianxin-backup.timer", "lianxin-backup.timer"),
)


def verdict(units, unit):
    """What systemd says of a unit with its drop-ins; nothing when all is well."""
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, timeout=60, check=False, env={**os.environ, "SYSTEMD_UNIT_PATH": units + ":"})
    return done.stdout.strip() or ("" if done.returncode == 0 else f"exit {done.returncode}")


def filled(file, *own):
    return run(os.path.join(FILES, "fill"), os.path.join(FILES, "settings.sample"), "SUPERUSER_PASSWORD=a", "REPLICATION_PASSWORD=b",
               f"TOOLS={FILES}", *own, os.path.join(FILES, file))


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def units(checks, folder, binary):
    """The unit of `make install`, with this program in its place, and what the cluster adds to it."""
    with open(os.path.join(ROOT, "install/lianxin.service.in"), encoding="utf-8") as file:
        text = file.read().replace("@PREFIX@", folder).replace("@SYSCONFDIR@", "/etc")
    put(os.path.join(folder, "units/lianxin.service"), text)
    put(os.path.join(folder, "bin/lianxin"), "")
    shutil.copy(binary, os.path.join(folder, "bin/lianxin"))
    for file, place, _ in UNITS:
        put(os.path.join(folder, "units", place), filled(file))
    for file, place, unit in UNITS:
        said = verdict(os.path.join(folder, "units"), unit)
        checks.hold(not said, f"systemd reads {unit} with {file}", said)
        put(os.path.join(folder, "units", place), filled(file) + "\n[Unit]\nNoSuchWord=yes\n")
        said = verdict(os.path.join(folder, "units"), unit)
        checks.hold("NoSuchWord" in said and os.path.basename(place) in said, f"and it did read {file}: it tells a mistake in it")
        put(os.path.join(folder, "units", place), filled(file))


def proxy(checks, folder):
    pem = os.path.join(folder, "public.pem")
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Lianxin",
        "-keyout", pem + ".key", "-out", pem)
    with open(pem + ".key", encoding="utf-8") as key, open(pem, "a", encoding="utf-8") as out:
        out.write(key.read())
    text = filled("haproxy.cfg")
    for shipped in ("/etc/haproxy/public.pem", "/etc/haproxy/desk.pem"):
        text = text.replace(shipped, pem)
    for good, said in ((True, "haproxy reads haproxy.cfg with the sample's settings, without a warning"),
                       (False, "and it tells a mistake in it")):
        put(os.path.join(folder, "haproxy.cfg"), text if good else text.replace("option httpchk", "option httpchck", 1))
        done = subprocess.run(["haproxy", "-c", "-dW", "-q", "-f", os.path.join(folder, "haproxy.cfg")], stderr=subprocess.STDOUT,
                              stdout=subprocess.PIPE, text=True, timeout=60, check=False)
        checks.hold((done.returncode == 0) == good, said, done.stdout.strip() if good else "")


def main():
    binary = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build/lianxin"))
    checks, folder = Checks(), tempfile.mkdtemp(prefix="lianxin-files.", dir="/tmp")
    try:
        units(checks, folder, binary)
        proxy(checks, folder)
    finally:
        shutil.rmtree(folder)
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed or not checks.passed else 0)


main()
