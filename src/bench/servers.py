"""The servers of a benchmark: Vedette and its peers, how each is started and called."""

import getpass
import http.client
import json
import ssl
import sys
import time
from pathlib import Path

import plans
import processes

SESSIONS = {load.plan for load in plans.LOADS["session"]}


class Server:
    """An HTTP server under test. The subclasses say how it is started and called."""

    ready = "/"
    plans = {"get", "put"}  # what it can be asked for
    kinds = {""}  # what there can be of it: one more on the same Redis, with TLS, with HTTP/2 over TLS
    compiles = False  # while it runs, so that it gets faster with time

    def __init__(self, redis_set, folder, kind=""):
        self.redis = redis_set
        self.folder = folder
        self.kind = kind
        self.process = None

    def start(self):
        """Starts it on a free port and returns the seconds until it was ready."""
        (self.port,) = processes.free_ports(1)
        self.base = f"{'https' if self.certificate() else 'http'}://127.0.0.1:{self.port}"
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
        if self.base.startswith("https"):
            trusting = ssl._create_unverified_context()
            return http.client.HTTPSConnection(host, int(port or 443), timeout=10, context=trusting)
        return http.client.HTTPConnection(host, int(port or 80), timeout=10)

    def certificate(self):
        """The folder with the certificate that it shows; none when it speaks in clear."""
        return processes.certificate(self.folder.parent / "tls") if self.kind in ("TLS", "HTTP/2") else None

    def path(self, key, plan):
        """Where a value is read that was stored for this plan."""
        raise NotImplementedError

    def put_path(self, key, plan="put"):
        raise NotImplementedError

    def value(self, body):
        """The cached bytes in the body of an answer."""
        return body


class Webdis(Server):
    name = "Webdis"
    ready = "/PING"
    plans = {"get", "304", "miss", "mix", "near", "put"}  # what it has nearest to near is its get

    kinds = {"", "second"}

    def __init__(self, redis_set, folder, kind, pool):
        super().__init__(redis_set, folder, kind)
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
    kinds = {"", "second", "TLS"}
    sessions = "/sessions"

    def launch(self):
        tls = self.certificate()
        return processes.Process(
            "fastapi",
            [sys.executable, "-m", "uvicorn", "fastapi_peer:app", "--app-dir", Path(__file__).parent,
             "--host", "127.0.0.1", "--port", self.port, "--workers", 2,
             "--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning",
             *(["--ssl-keyfile", tls / "key.pem", "--ssl-certfile", tls / "certificate.pem"] if tls else [])],
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
    kinds = {"", "TLS", "HTTP/2"}

    def __init__(self, folder, kind, origin):
        super().__init__(None, folder, kind)
        self.origin = origin

    def launch(self):
        tls = self.certificate()
        shown = f"ssl_certificate {tls}/certificate.pem; ssl_certificate_key {tls}/key.pem;" if tls else ""
        speaks = ("ssl" if tls else "") + (" http2" if self.kind == "HTTP/2" else "")
        return nginx(self.folder, f"""
            proxy_cache_path cache levels=1:2 keys_zone=cache:16m inactive=1h;
            server {{
              listen 127.0.0.1:{self.port} {speaks};
              {shown}
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
