"""The processes of a benchmark: a Redis Sentinel set, and the servers that share it.

Each runs in a process group of its own, so Ctrl-C reaches only the benchmark, which then stops them.
"""

import ctypes
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

MASTER_NAME = "vedette"
STORE_PASSWORD = "of stores that nobody else sees"
TICK = os.sysconf("SC_CLK_TCK")
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


def busy_seconds():
    """The CPU time that all of the machine has used: user, nice, system, interrupts, stolen."""
    fields = Path("/proc/stat").read_text().split()[1:9]
    return sum(int(fields[i]) for i in (0, 1, 2, 5, 6, 7)) / TICK


def wait_until(condition, what, seconds):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            sys.exit(f"not within {seconds} s: {what}")
        time.sleep(0.01)


def certificate(folder):
    """A certificate for this machine, made on the first call: key.pem, certificate.pem, key.p12, trust.p12."""
    if not folder.exists():
        folder.mkdir(parents=True)
        for command in (
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
             "-subj", "/CN=localhost", "-keyout", "key.pem", "-out", "certificate.pem"],
            ["openssl", "pkcs12", "-export", "-in", "certificate.pem", "-inkey", "key.pem",
             "-passout", f"pass:{STORE_PASSWORD}", "-out", "key.p12"],
            ["keytool", "-importcert", "-noprompt", "-file", "certificate.pem", "-alias", "clients",
             "-storetype", "PKCS12", "-storepass", STORE_PASSWORD, "-keystore", "trust.p12"],
        ):
            subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)
    return folder


class Process:
    """A process group: the process and what it starts."""

    def __init__(self, name, command, folder, env=None):
        self.name = name
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / f"{name}.log"
        with self.log.open("ab") as log:
            self.popen = subprocess.Popen(
                [str(word) for word in command],
                cwd=folder,
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=self._alone,
            )

    @staticmethod
    def _alone():
        os.setsid()
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)  # even when we are killed

    def running(self):
        return self.popen.poll() is None

    def _stats(self):
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                # after the name, which may hold anything: state, parent, group, …
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(fields[2]) == self.popen.pid:
                    yield entry, fields
            except (FileNotFoundError, ProcessLookupError):
                pass  # ended meanwhile

    def cpu_seconds(self):
        return sum(int(f[11]) + int(f[12]) for _, f in self._stats()) / TICK

    def megabytes(self, field):
        """The sum of VmRSS or VmHWM over the group."""
        found = [
            line for entry, _ in self._stats()
            for line in (entry / "status").read_text().splitlines() if line.startswith(field)
        ]
        return sum(int(line.split()[1]) for line in found) / 1024

    def stop(self, seconds=10):
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.popen.pid, sign)
                self.popen.wait(seconds)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                pass
        self.popen.wait()


class RedisSet:
    """A master, two replicas and three sentinels with passwords, on free ports."""

    def __init__(self, folder, stack):
        self.folder = folder
        self.stack = stack
        self.processes = []
        self.password = secrets.token_hex(16)
        self.sentinel_password = secrets.token_hex(16)
        self.password_file = self._write("redis-password", self.password)
        self.sentinel_password_file = self._write("sentinel-password", self.sentinel_password)
        master, *replicas = free_ports(3)
        self.master_port = master
        self.master = self._node("master", master)
        self._wait(master, self.password, lambda r: r.ping())
        for i, port in enumerate(replicas, 1):
            self._node(f"replica-{i}", port, f"replicaof 127.0.0.1 {master}")
        self._wait(master, self.password, lambda r: self._online(r.info("replication")))
        self.sentinel_ports = free_ports(3)
        for i, port in enumerate(self.sentinel_ports, 1):
            self._sentinel(f"sentinel-{i}", port)
        for port in self.sentinel_ports:
            self._wait(port, self.sentinel_password, self._complete)

    @staticmethod
    def _online(info):
        return [info.get(f"slave{i}", {}).get("state") for i in (0, 1)] == ["online"] * 2

    @staticmethod
    def _complete(sentinel):
        seen = sentinel.sentinel_master(MASTER_NAME)
        return seen["num-slaves"] == 2 and seen["num-other-sentinels"] == 2

    @staticmethod
    def _wait(port, password, condition):
        import redis  # not at the top: whether it is there is checked first

        def holds():
            try:
                with redis.Redis(port=port, password=password) as client:
                    return condition(client)
            except redis.ConnectionError:
                return False

        wait_until(holds, f"Redis on port {port}", 30)

    def _write(self, name, text):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(0o600)
        file.write_text(text)
        return file

    def _start(self, name, text, *options):
        file = self._write(f"{name}/redis.conf", text)
        process = Process(name, ["redis-server", file, *options], file.parent)
        self.stack.callback(process.stop)
        self.processes.append(process)
        return process

    def _node(self, name, port, role=""):
        return self._start(name, f"""
            bind 127.0.0.1
            port {port}
            requirepass {self.password}
            masterauth {self.password}
            appendonly yes
            # no rewrite in the middle of a round
            auto-aof-rewrite-percentage 0
            save ""
            min-replicas-to-write 1
            repl-diskless-sync-delay 0
            {role}
            """)

    def _sentinel(self, name, port):
        return self._start(name, f"""
            bind 127.0.0.1
            port {port}
            requirepass {self.sentinel_password}
            sentinel sentinel-pass {self.sentinel_password}
            sentinel monitor {MASTER_NAME} 127.0.0.1 {self.master_port} 2
            sentinel auth-pass {MASTER_NAME} {self.password}
            """, "--sentinel")
