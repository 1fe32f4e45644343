"""What comes before measuring: options, tools, the built server and the machine's own description."""

import argparse
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import liberties
import plans

PROJECT = Path(__file__).resolve().parent.parent.parent


def arguments():
    parser = argparse.ArgumentParser(
        description="Measures Vedette beside Webdis, a constant servlet, a FastAPI program and nginx.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each load in a round")
    parser.add_argument(
        "--warm-up", type=int, default=60, metavar="SECONDS",
        help="at most, with each load: it ends when three windows as long as a round's agree within 5 %%; "
             "a peer, which has no compiler, gets one second")
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument(
        "--only", metavar="PART,…", type=words(*plans.LOADS, "start"),
        default=",".join([*plans.LOADS, "start"]))
    parser.add_argument(
        "--servers", metavar="NAME,…", type=words("vedette", "servlet", "webdis", "fastapi", "nginx"),
        default="vedette,servlet,webdis,fastapi,nginx")
    parser.add_argument(
        "--vedette", metavar="URL", help="a running one, as it is; without start, CPU and memory")
    parser.add_argument(
        "--wlp", type=Path, default=PROJECT / "target/liberty/wlp", help="the Liberty to start")
    parser.add_argument(
        "--memory", type=int, default=512, metavar="MIB",
        help="what Vedette and the servlet take for all memory of the machine, as in a container with this limit")
    parser.add_argument(
        "--webdis-pool", type=int, default=20, metavar="N",
        help="its connections to Redis per thread; 20 is its own default")
    return parser.parse_args()


def words(*allowed):
    def parse(text):
        chosen = text.split(",")
        if set(chosen) - set(allowed):
            raise argparse.ArgumentTypeError(f"allowed: {','.join(allowed)}")
        return chosen
    return parse


def check_tools():
    programs = {"redis-server": "redis-server", "webdis": "webdis", "wrk": "wrk", "nginx": "nginx-light",
                "h2load": "nghttp2-client", "openssl": "openssl"}
    modules = {
        "fastapi": "python3-fastapi",
        "uvicorn": "python3-uvicorn",
        "redis": "python3-redis",
        "hiredis": "python3-hiredis",
        "uvloop": "python3-uvloop",
        "httptools": "python3-httptools",
        "prometheus_client": "python3-prometheus-client",
    }
    missing = [package for program, package in programs.items() if not shutil.which(program)]
    missing += [p for module, p in modules.items() if not importlib.util.find_spec(module)]
    if missing:
        sys.exit("apt-get install --no-install-recommends " + " ".join(missing))


def war(wlp):
    """The application in the server, which is built when it is not there."""
    file = wlp / "usr/servers/vedette/apps/vedette.war"
    if not file.exists():
        say("building the server")
        subprocess.run(
            ["./mvnw", "-q", "-Dquick", "-DskipTests", "package", "liberty:create",
             "liberty:deploy"],
            cwd=PROJECT, check=True, stdout=sys.stderr)
    if not file.exists():
        sys.exit(f"there is no {file}")
    return file


def machine():
    packages = ["redis-server", "webdis", "wrk", "nghttp2-client", "nginx-light", "python3-fastapi", "python3-uvicorn"]
    versions = output("dpkg-query", "-W", "-f", "${Package} ${Version}, ", *packages)
    model = next(line for line in Path("/proc/cpuinfo").open() if line.startswith("model name"))
    return "\n".join([
        f"{os.cpu_count()} cores of {model.partition(': ')[2].strip()}, Linux {platform.release()}",
        output(liberties.java(), "-version").splitlines()[0],
        f"{versions.strip()} Python {platform.python_version()}",
    ])


def output(*command):
    return subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False).stdout


def say(text):
    print(text, file=sys.stderr, flush=True)

