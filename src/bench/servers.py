"""The servers of a benchmark: Vedette and its peers, how each is started and called."""

import getpass
import http.client
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import plans
import processes

SESSIONS = {load[2] for load in plans.LOADS["session"]}


class Server:
    """An HTTP server under test. The subclasses say how it is started and called."""

    ready = "/"
    plans = {"get", "put"}  # what it can be asked for
    compiles = False  # while it runs, so that it gets faster with time

    def __init__(self, redis_set, folder):
        self.redis = redis_set
        self.folder = folder
        self.process = None

    def start(self):
        """Starts it on a free port and returns the seconds until it was ready."""
        (self.port,) = processes.free_ports(1)
        self.base = f"http://127.0.0.1:{self.port}"
        start = time.monotonic()
        self.process = self.launch()
        processes.wait_until(lambda: self._is_ready() or not self.process.running(), f"ready: {self.name}", 120)
        if not self.process.running():
            sys.exit(f"{self.name} did not start:\n{self.process.log.read_text()[-4000:]}")
        return time.monotonic() - start

    def _is_ready(self):
        try:
            return self.send("GET", self.ready)[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def stop(self, seconds=10):
        if self.process:
            self.process.stop(seconds)
            self.process = None

    def send(self, method, path, body=None, headers=None, connection=None):
        """One request: status, headers, body."""
        if connection is None:
            connection = self.connection()
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def connection(self):
        host, _, port = self.base.partition("//")[2].partition(":")
        return http.client.HTTPConnection(host, int(port or 80), timeout=10)

    def path(self, key, plan):
        """Where a value is read that was stored for this plan."""
        raise NotImplementedError

    def put_path(self, key, plan="put"):
        raise NotImplementedError

    def value(self, body):
        """The cached bytes in the body of an answer."""
        return body


class Vedette(Server):
    name = "Vedette"
    ready = "/health/ready"
    compiles = True
    plans = {"get", "304", "miss", "mix", "near", "through", "put", "batch"} | SESSIONS
    sessions = "/api/v1/sessions"

    def __init__(self, redis_set, folder, wlp, origin, memory):
        super().__init__(redis_set, folder)
        self.wlp = wlp
        self.origin = origin
        self.memory = memory

    def launch(self):
        sentinels = ",".join(f"redis://127.0.0.1:{port}" for port in self.redis.sentinel_ports)
        return processes.Process(
            "vedette",
            liberty(self.wlp, self.wlp / "usr/servers/vedette", self.port, self.memory),
            self.folder / "vedette",
            {
                **dict(line.split("=", 1) for line in lines(self.wlp / "usr/servers/vedette/server.env")),
                "WLP_USER_DIR": str(self.wlp / "usr"),
                "WLP_OUTPUT_DIR": str(self.folder),
                "VEDETTE_REDIS_SENTINELS": sentinels,
                "VEDETTE_REDIS_MASTER_NAME": processes.MASTER_NAME,
                "VEDETTE_REDIS_PASSWORD_FILE": str(self.redis.password_file),
                "VEDETTE_REDIS_SENTINEL_PASSWORD_FILE": str(self.redis.sentinel_password_file),
                "VEDETTE_ACCESS_OPEN": "true",
                "VEDETTE_CACHES": "near,through",
                "VEDETTE_CACHES_NEAR_NEAR": "3600",
                "VEDETTE_CACHES_THROUGH_NEAR": "3600",
                "VEDETTE_CACHES_THROUGH_ORIGIN": "main",
                "VEDETTE_ORIGINS": "main",
                "VEDETTE_ORIGINS_MAIN_URL": self.origin.base + "/{key}",
            },
        )

    def path(self, key, plan):
        cache = plan if plan in ("near", "through") else "bench"
        return f"/api/v1/caches/{cache}/entries/{key}"

    def put_path(self, key, plan="put"):
        return self.path(key, plan) + "?ttl=3600"

    def batch_path(self):
        return "/api/v1/caches/bench/batch"


class RunningVedette(Vedette):
    """One that somebody else has started, on a Redis of its own."""

    def __init__(self, base):
        self.base = base.rstrip("/")
        self.process = None


class ConstantServlet(Server):
    """A servlet that does nothing, on the same Liberty with the same features: what the frame costs.

    For `get` it answers from another thread.
    """

    name = "Servlet"
    ready = "/near/100B-0"
    plans = {"get", "near"}
    compiles = True

    def __init__(self, folder, wlp, memory):
        super().__init__(None, folder)
        self.wlp = wlp
        self.memory = memory

    def launch(self):
        server = self.folder / "usr/servers/constant"
        classes = server / "apps/constant.war/WEB-INF/classes"
        classes.mkdir(parents=True, exist_ok=True)
        (api,) = (self.wlp / "dev/api/spec").glob("io.openliberty.jakarta.servlet.6.1_*.jar")
        source = Path(__file__).parent / "ConstantServlet.java"
        subprocess.run(["javac", "--release", "17", "-cp", api, "-d", classes, source], check=True)
        (classes.parent / "beans.xml").touch()
        text = (self.wlp / "usr/servers/vedette/server.xml").read_text()
        features = text[text.index("<featureManager>"):text.index("</featureManager>")]
        (server / "server.xml").write_text("<server>" + features + """
              </featureManager>
              <httpEndpoint id="defaultHttpEndpoint" httpPort="${http.port}" httpsPort="-1"
                  protocolVersion="http/1.1"/>
              <httpOptions removeServerHeader="true" NoCacheCookiesControl="false"/>
              <mpMetrics authentication="false"/>
              <monitor filter="JVM,ThreadPool"/>
              <config updateTrigger="disabled"/>
              <applicationMonitor updateTrigger="disabled" dropinsEnabled="false"/>
              <webApplication location="constant.war" contextRoot="/"/>
            </server>""")
        shutil.copy(self.wlp / "usr/servers/vedette/jvm.options", server)
        return processes.Process(
            "constant",
            liberty(self.wlp, server, self.port, self.memory),
            self.folder / "constant",
            {"WLP_USER_DIR": str(self.folder / "usr"), "WLP_OUTPUT_DIR": str(self.folder)},
        )

    def path(self, key, plan):
        return f"/{plan}/{key}"

    def put_path(self, key, plan="put"):
        return self.path(key, plan)


class Webdis(Server):
    name = "Webdis"
    ready = "/PING"
    plans = {"get", "304", "miss", "mix", "near", "put"}  # what it has nearest to near is its get

    def __init__(self, redis_set, folder, pool):
        super().__init__(redis_set, folder)
        self.pool = pool

    def launch(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        config = self.folder / "webdis.json"
        config.write_text(json.dumps({
            "redis_host": "127.0.0.1",
            "redis_port": self.redis.master_port,
            "redis_auth": self.redis.password,
            "http_host": "127.0.0.1",
            "http_port": self.port,
            "threads": 2,  # as Debian's package sets it
            "pool_size": self.pool,
            "daemonize": False,
            "verbosity": 0,
            "logfile": str(self.folder / "webdis.out"),
        }))
        return processes.Process("webdis", ["webdis", config], self.folder)

    def path(self, key, plan):
        return f"/GET/{key}.txt"

    def put_path(self, key, plan="put"):
        return f"/SETEX/{key}/3600"


class FastApi(Server):
    name = "FastAPI"
    ready = "/ready"
    plans = {"get", "put"} | SESSIONS
    sessions = "/sessions"

    def launch(self):
        return processes.Process(
            "fastapi",
            [sys.executable, "-m", "uvicorn", "fastapi_peer:app", "--app-dir", Path(__file__).parent,
             "--host", "127.0.0.1", "--port", self.port, "--workers", 2,
             "--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning"],
            self.folder,
            {
                "PYTHONDONTWRITEBYTECODE": "1",
                "SENTINEL_PORTS": ",".join(map(str, self.redis.sentinel_ports)),
                "SENTINEL_PASSWORD": self.redis.sentinel_password,
                "REDIS_PASSWORD": self.redis.password,
                "MASTER_NAME": processes.MASTER_NAME,
            },
        )

    def path(self, key, plan):
        return f"/items/{key}"

    def put_path(self, key, plan="put"):
        return f"/items/{key}?ttl=3600"

    def value(self, body):
        return json.loads(body)["value"].encode()


class Nginx(Server):
    """A cache in front of the origin."""

    name = "nginx"
    plans = {"through"}

    def __init__(self, folder, origin):
        super().__init__(None, folder)
        self.origin = origin

    def launch(self):
        return nginx(self.folder, f"""
            proxy_cache_path cache levels=1:2 keys_zone=cache:16m inactive=1h;
            server {{
              listen 127.0.0.1:{self.port};
              location = / {{ return 200; }}
              location / {{ proxy_pass {self.origin.base}; proxy_cache cache; }}
            }}""")

    def path(self, key, plan):
        return f"/{key}"


class Origin(Server):
    """What caches are filled from."""

    name = "origin"

    def __init__(self, folder):
        super().__init__(None, folder)
        self.base = "http://127.0.0.1:1"

    def launch(self):
        (self.folder / "files").mkdir(parents=True, exist_ok=True)
        return nginx(self.folder, f"""
            server {{
              listen 127.0.0.1:{self.port};
              location = / {{ return 200; }}
              location / {{ root files; expires 1h; }}
            }}""")

    def offer(self, key, value):
        (self.folder / "files" / key).write_bytes(value)


def liberty(wlp, server, port, memory):
    """The command of Liberty's `server run`, without the script around it."""
    options = lines(server / "jvm.options") + lines(wlp / "lib/platform/java/java9.options")
    tools = wlp / "bin/tools"
    return [java(), f"-javaagent:{tools}/ws-javaagent.jar", *options, f"-XX:MaxRAM={memory}m",
            "-jar", tools / "ws-server.jar", server.name, "--", f"--http.port={port}"]


def nginx(folder, servers):
    folder.mkdir(parents=True, exist_ok=True)
    temporary = "\n".join(
        f"{kind}_temp_path {kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(f"""
        user {getpass.getuser()};
        daemon off;
        worker_processes 2;
        pid nginx.pid;
        error_log stderr;
        events {{ worker_connections 1024; }}
        http {{ access_log off; keepalive_requests 1000000; {temporary} {servers} }}
        """)
    return processes.Process("nginx", ["nginx", "-p", folder, "-c", "nginx.conf"], folder)


def lines(file):
    """Every line but empty ones and comments; none when there is no such file."""
    text = file.read_text() if file.exists() else ""
    return [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]


def java():
    home = os.environ.get("JAVA_HOME")
    return f"{home}/bin/java" if home else shutil.which("java") or "java"
