# SPDX-License-Identifier: MulanPSL-2.0
"""Three database machines, two application machines and a proxy, each an address of its own on loopback,
out of the files of install/cluster as they are shipped. One keeper ends them all, whatever happens."""
import glob
import http.client
import json
import os
import pwd
import random
import ssl
import subprocess
import sys
import tempfile
import time

from keeper import kill_all
from load import ROOT, free_port, run

FILES = os.path.join(ROOT, "install/cluster")
PSQL = sorted(glob.glob("/usr/lib/postgresql/*/bin/psql"))[-1]
PASSWORD = "lianxin-ha"


def as_postgres():
    """How a server is started: root may not run one."""
    if os.getuid():
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class Place:
    """The folder, the addresses and the settings of all machines; `own` settings count more."""

    def __init__(self, synchronous, **own):
        self.folder = tempfile.mkdtemp(prefix="lianxin-ha.", dir="/tmp")
        os.chmod(self.folder, 0o755)
        self.keeper = subprocess.Popen(
            [sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "keeper.py"), self.folder],
            stdin=subprocess.PIPE)
        self.environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "LIANXIN_HA": self.folder,
                            "PGPASSFILE": self.path("pgpass")}
        net = f"127.{random.randint(16, 250)}.{random.randint(1, 250)}"
        self.public, self.desk = free_port(), free_port()  # of the proxy
        self.settings = {
            **{f"DB{n}": f"{net}.{10 + n}" for n in (1, 2, 3)}, **{f"APP{n}": f"{net}.{20 + n}" for n in (1, 2)},
            **{"DB_NET": "127.0.0.0/8", "APP_NET": "127.0.0.0/8", "PROXY": "127.0.0.1"},
            **{"SYNCHRONOUS": str(synchronous).lower(), "SUPERUSER_PASSWORD": PASSWORD, "REPLICATION_PASSWORD": PASSWORD},
            **{"PUBLIC_BIND": f"127.0.0.1:{self.public}", "DESK_BIND": f"127.0.0.1:{self.desk}", "PER_ADDRESS": "5000"},
            **{"TOOLS": FILES, "TLS": self.path("tls"), "ARCHIVE": self.path("archive"), "BACKUPS": self.path("base")},
            "KEEP": "14", **own,
        }
        for name in ("tls", "archive", "base"):
            self.directory(name)
        with open(self.path("pgpass"), "w", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            file.write(f"*:*:*:*:{PASSWORD}\n")
        self.certificates()

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def enter(self, _name):
        """How a process of that database machine is begun: a command before its own, and as whom."""
        return (), as_postgres()

    def own(self, path):
        if not os.getuid():
            os.chown(path, as_postgres()["user"], as_postgres()["group"])

    def directory(self, name):
        os.mkdir(self.path(name), 0o755)
        self.own(self.path(name))
        return self.path(name)

    def certificates(self):
        """An authority, and one certificate for all machines."""
        names = ",".join("IP:" + self.settings[key] for key in self.settings if key[:-1] in ("DB", "APP"))
        with open(self.path("tls/names"), "w", encoding="utf-8") as file:
            file.write(f"subjectAltName=IP:127.0.0.1,{names}\nextendedKeyUsage=serverAuth,clientAuth\n")
        new = ("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        more = {"cwd": self.path("tls"), "env": self.environment}
        run(*new, "-x509", "-days", "2", "-subj", "/CN=Lianxin HA", "-keyout", "ca.key", "-out", "ca.pem", **more)
        run(*new, "-subj", "/CN=node", "-keyout", "node.key", "-out", "node.csr", **more)
        run("openssl", "x509", "-req", "-in", "node.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", "2", "-extfile", "names", "-out", "node.pem", **more)
        os.chmod(self.path("tls/node.key"), 0o600)
        self.own(self.path("tls/node.key"))

    def filled(self, file, target=None, **own):
        """A shipped file with this place's settings, as text, or in a file that its server may read."""
        sample = os.path.join(FILES, "settings.sample")
        pairs = [f"{key}={value}" for key, value in {**self.settings, **own}.items()]
        text = run(os.path.join(FILES, "fill"), sample, *pairs, os.path.join(FILES, file))
        if target:
            with open(target, "w", opener=lambda p, f: os.open(p, f, 0o600), encoding="utf-8") as out:
                out.write(text)
            self.own(target)
        return text

    def begin(self, name, *command, **more):
        """Starts a process of this place; it goes on writing its log."""
        with open(self.path(name + ".log"), "ab") as log:
            return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                                    start_new_session=True, **{"cwd": self.folder, "env": self.environment, **more})

    def tail(self):
        for log in sorted(glob.glob(self.path("*.log"))):
            with open(log, errors="replace", encoding="utf-8") as file:
                print(f"--- {os.path.basename(log)}\n{file.read()[-1500:]}")

    def remove(self):
        self.keeper.stdin.close()
        self.keeper.wait(60)


def until(what, holds, seconds=90):
    """Waits until it holds; returns how long that took."""
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > seconds:
            raise RuntimeError(f"{what}: not within {seconds} s")
        time.sleep(0.2)
    return time.monotonic() - began


class Database:
    """One machine with etcd, Patroni and PostgreSQL."""

    def __init__(self, place, number):
        self.place, self.name = place, f"db{number}"
        self.address = place.settings[f"DB{number}"]
        self.folder = place.directory(self.name)
        own = {"NODE": self.name, "ADDRESS": self.address, "STATE": self.folder, "SOCKETS": self.folder,
               "ETCD": os.path.join(self.folder, "etcd")}
        for file in ("etcd.yml", "patroni.yml"):
            place.filled(file, os.path.join(self.folder, file), **own)

    def begin(self, name, *command):
        environment = {**self.place.environment, "LIANXIN_MACHINE": self.name}
        inside, user = self.place.enter(self.name)
        return self.place.begin(f"{self.name}-{name}", *inside, *command, cwd=self.folder, env=environment, **user)

    def start_etcd(self):
        self.etcd = self.begin("etcd", "etcd", "--config-file", os.path.join(self.folder, "etcd.yml"))

    def start_patroni(self):
        self.begin("patroni", "/usr/bin/patroni", os.path.join(self.folder, "patroni.yml"))

    def start(self):
        self.start_etcd()
        self.start_patroni()

    def kill9_etcd(self):
        self.etcd.kill()
        self.etcd.wait(20)

    def kill9(self, but_etcd=False):
        """As when the machine dies: etcd, Patroni and PostgreSQL at once. All work in its folder."""
        def here(pid, folder):
            try:
                at = os.readlink(f"/proc/{pid}/cwd") + "/"
            except OSError:
                return False
            return at.startswith(folder + "/") and not (but_etcd and int(pid) == self.etcd.pid)
        kill_all(self.folder, here)

    def asks(self, port, path, method="GET", body=None):
        """What etcd or Patroni says to a holder of a certificate of ours; {} when it says nothing."""
        context = ssl.create_default_context(cafile=self.place.path("tls/ca.pem"))
        context.load_cert_chain(self.place.path("tls/node.pem"), self.place.path("tls/node.key"))
        link = http.client.HTTPSConnection(self.address, port, timeout=3, context=context)
        try:
            link.request(method, path, body)
            return json.loads(link.getresponse().read())
        except (OSError, ValueError, http.client.HTTPException):
            return {}
        finally:
            link.close()

    def etcd_healthy(self):
        """This member answers and knows a leader."""
        return self.asks(2379, "/health").get("health") == "true"


class Databases:
    def __init__(self, place):
        self.place = place
        self.nodes = [Database(place, n) for n in (1, 2, 3)]
        hosts = ",".join(node.address for node in self.nodes)
        self.tail = f"sslmode=verify-full&sslrootcert={place.path('tls/ca.pem')}"
        self.hosts = f"host={hosts}&{self.tail}&target_session_attrs="

    def members(self):
        """What Patroni says: name -> (role, state); empty when nobody answers."""
        for node in self.nodes:
            said = node.asks(8008, "/cluster")
            if said:
                return {m["name"]: (m["role"], m["state"]) for m in said.get("members", [])}
        return {}

    def whole(self, synchronous):
        """A primary and two standbys, one of them synchronous if it must be."""
        roles = sorted(role for role, state in self.members().values() if state in ("running", "streaming"))
        return roles == (["leader", "replica", "sync_standby"] if synchronous else ["leader", "replica", "replica"])

    def level(self):
        """Both standbys show what the primary has written."""
        return self.ask("SELECT count(*) FROM pg_stat_replication WHERE replay_lsn >= pg_current_wal_lsn()",
                        database="postgres") == ["2"]

    def primary(self):
        return next(n for n in self.nodes if self.members().get(n.name, ("",))[0] == "leader")

    def uri(self, user="postgres", database="office", session="read-write"):
        return f"postgresql://{user}@/{database}?{self.hosts}{session}"

    def ask(self, *statements, database="office", uri=None):
        command = [PSQL, "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", uri or self.uri(database=database)]
        for statement in statements:
            command += ["-c", statement]
        return run(*command, env=self.place.environment).splitlines()

    def start(self, synchronous):
        for node in self.nodes:
            node.start()
        took = until("a primary and two standbys", lambda: self.whole(synchronous))
        run(PSQL, "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", self.uri(database="postgres"), "-f",
            os.path.join(FILES, "roles.sql"), env=self.place.environment)
        self.ask(f"ALTER ROLE lianxin PASSWORD '{PASSWORD}'", "CREATE DATABASE office OWNER lianxin", database="postgres")
        until("the standbys have the roles", self.level)
        return took


class Application:
    """One machine with one serving process."""

    def __init__(self, place, number):
        self.place, self.name, self.process = place, f"app{number}", None
        self.address = place.settings[f"APP{number}"]
        lines = place.filled("lianxin.env", ADDRESS=self.address).splitlines()
        values = dict(line.split("=", 1) for line in lines if line and line[0] != "#")
        self.url, self.options = values["LIANXIN_DB"], values["LIANXIN_SERVE"].split()

    def start(self, binary):
        self.process = self.place.begin(self.name, binary, "serve", "--db", self.url, *self.options)
        until(f"{self.name} ready", lambda: self.asks(8081, "/readyz") == 200 == self.asks(8080, "/readyz"))

    def asks(self, port, path):
        link = http.client.HTTPConnection(self.address, port, timeout=5)
        try:
            link.request("GET", path)
            return link.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            link.close()

    def end(self, how):
        self.process.send_signal(how)
        return self.process.wait(60)


class Proxy:
    """HAProxy; to a clerk it is the one node there is. With `own`, other binds than the place's."""

    def __init__(self, place, name="haproxy", **own):
        self.public, self.desk = place.public, place.desk
        text = place.filled("haproxy.cfg", **own)
        if os.getuid():  # somebody else cannot become the user haproxy
            text = text.replace("\tuser haproxy\n\tgroup haproxy\n", "")
        config = place.path(name + ".cfg")
        with open(config, "w", opener=lambda p, f: os.open(p, f, 0o600), encoding="utf-8") as file:
            file.write(text)
        run("haproxy", "-c", "-dW", "-q", "-f", config, env=place.environment)
        place.begin(name, "haproxy", "-db", "-f", config)
