"""What is measured, and how each way of it is run: a program that prints what it has found as JSON."""

import contextlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import preparation

HERE = Path(__file__).resolve().parent
PACKAGES = ("ioredis", "bullmq")
LONGEST = 900


class Way:
    """A way to do a load.

    program: of this folder; share: of the tasks that others do; more: what the program is told besides
    """

    def __init__(self, name, program, share=1.0, **more):
        self.name = name
        self.program = program
        self.share = share
        self.more = more

    def measure(self, given, modules):
        given = {**given, **self.more}
        given["count"] = max(100, int(given["count"] * self.share) // 100 * 100)
        return node(self.program, self.fitting(given), modules)

    @staticmethod
    def fitting(given):
        return given


class Direct(Way):
    """The same scripts, without a server."""

    def __init__(self):
        super().__init__("direct", "load", system="direct")

    @staticmethod
    def fitting(given):
        return {**given, "pids": {"redis": given["pids"]["redis"]}}


class BullMq(Direct):
    def __init__(self, share=1.0, program="bullmq"):
        Way.__init__(self, "BullMQ", program, share, system="bullmq")


class Python(Way):
    """Celery and RQ, each with a database of its own and its usual worker."""

    def __init__(self, name, database, share):
        super().__init__(name, None, share)
        self.database = database

    def measure(self, given, modules):
        redis = given["redis"]
        count = max(50, int(given["count"] * self.share))
        url = f"redis://:{redis['password']}@127.0.0.1:{redis['port']}/{self.database}"
        command = [sys.executable, HERE / "python_peers.py", json.dumps({"count": count})]
        return found(command, {"PEER": self.name.lower(), "PEER_URL": url, "PYTHONDONTWRITEBYTECODE": "1"})


class Two(Way):
    """As many servers as there are, or the first alone."""

    def __init__(self, name, most):
        super().__init__(name, "load", share=0.5, durability="none")
        self.most = most

    def measure(self, given, modules):
        return super().measure({**given, "urls": given["urls"][:self.most]}, modules)


def vedette(program="load", name="Vedette", share=1.0, **more):
    return Way(name, program, share, **more)


UNSAFE = vedette(name="none", durability="none")
LOADS = [Direct(), vedette(), UNSAFE]
ROWS = {
    "transitions": [],
    "submit": [*LOADS, BullMq()],
    "batch": [*LOADS, BullMq()],
    "work": LOADS,
    "life": [*LOADS, BullMq()],
    "single": [*LOADS, BullMq(), Python("Celery", 1, 0.2), Python("RQ", 2, 0.02)],
    "pickup": [vedette("moments", share=0.05), BullMq(0.05)],
    "quiet": [vedette("moments", share=0.02)],
    "delay": [vedette("moments", share=0.2)],
    "burst": [vedette("moments")],
    "kept": [vedette(name="1 %", kept=1), vedette(name="all", kept=100)],
    "waiters": [vedette("waiters")],
    "fires": [vedette("moments")],
    "push": [vedette("push"), vedette("push", "none", durability="none"), BullMq(program="push")],
    "arrival": [vedette("push", share=0.05), BullMq(0.05, "push")],
    "dead": [vedette("push", "alone"), vedette("push", "beside", beside=True)],
    "second": [],
}
PUSHED = ("push", "arrival", "dead")
TARGETS = 100
WARM_UP = ("submit", "batch", "single", "life")
CAPPED = {"submit": [Two("one", 1), Two("two", 2)], "life": [Two("one", 1), Two("two", 2)]}
FEWER_ROUNDS = {"quiet": 3, "delay": 3, "burst": 3, "waiters": 1, "kept": 3, "fires": 3}


def targets(port, dead):
    """The settings of targets t0 … at a receiver, but for the last, which is at another port."""
    ports = [port] * (TARGETS - 1) + [dead]
    return {
        "VEDETTE_TARGETS": ",".join(f"t{i}" for i in range(TARGETS)),
        "VEDETTE_TARGET_PRIVATE_ADDRESSES": "true",
        "VEDETTE_TARGETS_T0_CONCURRENCY": "50",
        **{f"VEDETTE_TARGETS_T{i}_URL": f"http://127.0.0.1:{port}/hook" for i, port in enumerate(ports)},
    }


def node(program, given, modules):
    return found(["node", HERE / f"{program}.mjs", json.dumps(given)], {"MODULES": str(modules)})


def found(command, env):
    """The last line that a program prints."""
    done = subprocess.run(
        [str(word) for word in command], env={**os.environ, **env}, stdout=subprocess.PIPE, text=True,
        timeout=LONGEST, check=False)
    if done.returncode != 0:
        sys.exit(f"{command[1].name} has failed")
    return json.loads(done.stdout.splitlines()[-1])


def check_tools(rows):
    programs = {"redis-server": "redis-server", "node": "nodejs", "npm": "npm"}
    modules = {"redis": "python3-redis"}
    if "single" in rows:
        modules |= {"celery": "python3-celery", "rq": "python3-rq"}
    missing = [package for program, package in programs.items() if not shutil.which(program)]
    missing += [package for module, package in modules.items() if not importlib.util.find_spec(module)]
    if missing:
        sys.exit("apt-get install --no-install-recommends " + " ".join(missing))


def modules(folder):
    """A folder with what Node needs, which is not of this project."""
    preparation.say("fetching " + ", ".join(PACKAGES))
    folder.mkdir()
    subprocess.run(
        ["npm", "install", "--silent", "--no-save", "--prefix", folder, *PACKAGES], check=True, stdout=sys.stderr)
    return folder


@contextlib.contextmanager
def capped(pid, cores):
    """A process gets no more than that, if groups of processes may be made here: those of Linux, version 1 or 2."""
    period = 20_000
    quota = int(cores * period)
    root = Path("/sys/fs/cgroup")
    first = (root / "cpu/cpu.cfs_quota_us").exists()
    group = root / ("cpu" if first else "") / f"vedette-bench-{pid}"
    group.mkdir()
    try:
        if first:
            (group / "cpu.cfs_period_us").write_text(str(period))
            (group / "cpu.cfs_quota_us").write_text(str(quota))
        else:
            (group / "cpu.max").write_text(f"{quota} {period}")
        (group / "cgroup.procs").write_text(str(pid))
        yield
    finally:
        (group.parent / "cgroup.procs").write_text(str(pid))
        group.rmdir()
