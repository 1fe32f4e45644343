"""How loads are put on servers: by wrk, and by h2load over HTTP/2."""

import json
import re
import statistics
import subprocess
from pathlib import Path

import plans

PLAN = Path(__file__).resolve().parent / "plan.lua"
STREAMS = 8  # of each connection over HTTP/2, so that as much is under way as with wrk
AGREEMENT = 1.05


class Loads:
    def __init__(self, folder, options):
        self.folder = folder
        self.options = options

    def write(self, server, load, origin):
        """Stores the values, and writes the plan."""
        lines, bodies = plans.make(server, origin, load)
        if load.way == "HTTP/2":
            lines = [server.base + line for line in lines]
        self._file(server, load, "plan").write_text("\n".join(lines) + "\n")
        if bodies:
            self._file(server, load, "bodies").write_text("\n".join(bodies) + "\n")

    def warm_up(self, servers, load):
        """Until three windows agree; returns the seconds before them, or None when there were none in time."""
        if not servers[0].compiles:
            self.put(servers, load, 1)
            return 0
        window, rates = self.options.seconds, []
        while len(rates) * window < self.options.warm_up:
            figures = self.put(servers, load, window)
            rates.append(figures["requests"] / figures["seconds"])
            if len(rates) >= 3 and max(rates[-3:]) <= AGREEMENT * min(rates[-3:]):
                return (len(rates) - 3) * window
        return None

    def put(self, servers, load, seconds):
        """On all these servers at once: requests of all, times of the slowest."""
        drive = self._h2load if load.way == "HTTP/2" else self._wrk
        started = [drive(server, load, seconds) for server in servers]
        found = [figures() for figures in started]
        merged = {key: (sum if key in ("requests", "errors") else max)(f[key] for f in found) for key in found[0]}
        return merged

    def _wrk(self, server, load, seconds):
        plan, bodies = (self._file(server, load, what) for what in ("plan", "bodies"))
        connections = load.way if load.way == "256" else self.options.connections
        command = [
            "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s",
            "-s", PLAN, server.base, "--", load.method, plan,
        ]
        if bodies.exists():
            command.append(bodies)
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

        def figures():
            found = json.loads(output(process).splitlines()[-1])
            refused = 0 if load.plan in plans.MISSES else found.pop("refused")
            return {**found, "errors": found.pop("broken") + refused}

        return figures

    def _h2load(self, server, load, seconds):
        log = self._file(server, load, "log")
        log.unlink(missing_ok=True)
        process = subprocess.Popen(
            ["h2load", "-t1", f"-c{max(1, self.options.connections // STREAMS)}", f"-m{STREAMS}", f"-D{seconds}",
             f"--log-file={log}", "-i", self._file(server, load, "plan")],
            stdout=subprocess.PIPE, text=True)

        def figures():
            counts = dict((what, int(n)) for n, what in re.findall(r"(\d+) (done|failed|errored|2xx)", output(process)))
            times = [int(line.rpartition("\t")[2]) / 1e3 for line in log.read_text().splitlines()]
            centiles = statistics.quantiles(times, n=100)
            return {"seconds": seconds, "requests": counts["2xx"], "p50": centiles[49], "p99": centiles[98],
                    "errors": counts["done"] - counts["2xx"] + counts["failed"]}

        return figures

    def _file(self, server, load, what):
        return self.folder / "-".join([server.name, server.kind, *load, what]).replace("/", "")


def output(process):
    text, _ = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return text
