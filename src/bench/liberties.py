"""The servers of a benchmark that run on Open Liberty: Vedette, and a servlet that does nothing."""

import os
import shutil
import subprocess
from pathlib import Path

import plans
import processes
from servers import Server

SESSIONS = {load.plan for load in plans.LOADS["session"]}


class Vedette(Server):
    name = "Vedette"
    ready = "/health/ready"
    compiles = True
    plans = {"get", "304", "miss", "mix", "near", "through", "put", "batch"} | SESSIONS
    kinds = {"", "second", "TLS", "HTTP/2"}
    sessions = "/api/v1/sessions"

    def __init__(self, redis_set, folder, kind, wlp, origin, memory):
        super().__init__(redis_set, folder, kind)
        self.wlp = wlp
        self.origin = origin
        self.memory = memory

    def launch(self):
        sentinels = ",".join(f"redis://127.0.0.1:{port}" for port in self.redis.sentinel_ports)
        return processes.Process(
            "vedette",
            liberty(self, self.wlp / "usr/servers/vedette"),
            self.folder / "vedette",
            {
                **environment(self),
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
        self.kind = ""
        self.base = base.rstrip("/")
        self.process = None


class ConstantServlet(Server):
    """A servlet that does nothing, on the same Liberty with the same features: what the frame costs.

    For `get` it answers from another thread.
    """

    name = "Servlet"
    ready = "/near/100B-0"
    plans = {"get", "near"}
    kinds = {"", "TLS", "HTTP/2"}
    compiles = True

    def __init__(self, folder, kind, wlp, memory):
        super().__init__(None, folder, kind)
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
        vedette = self.wlp / "usr/servers/vedette"
        text = (vedette / "server.xml").read_text()
        features = text[text.index("<featureManager>"):text.index("</featureManager>")]
        switches = environment(self)
        (server / "server.xml").write_text("<server>" + features + f"""
              </featureManager>
              <include location="{vedette}/tls-{switches.get('tls', 'off')}.xml"/>
              <include location="{vedette}/http2-{switches.get('http2', 'off')}.xml"/>
              <ltpa keysPassword="unused"/>
              <httpEndpoint id="defaultHttpEndpoint" httpPort="${{http.port}}" httpsPort="${{https.port}}"
                  protocolVersion="${{http.protocol}}"/>
              <httpOptions id="defaultHttpOptions" removeServerHeader="true" NoCacheCookiesControl="false"/>
              <mpMetrics authentication="false"/>
              <monitor filter="JVM,ThreadPool"/>
              <config updateTrigger="disabled"/>
              <applicationMonitor updateTrigger="disabled" dropinsEnabled="false"/>
              <webApplication location="constant.war" contextRoot="/"/>
            </server>""")
        shutil.copy(vedette / "jvm.options", server)
        return processes.Process(
            "constant",
            liberty(self, server),
            self.folder / "constant",
            {**switches, "WLP_USER_DIR": str(self.folder / "usr"), "WLP_OUTPUT_DIR": str(self.folder)},
        )

    def path(self, key, plan):
        return f"/{plan}/{key}"

    def put_path(self, key, plan="put"):
        return self.path(key, plan)


def liberty(server, folder):
    """The command of Liberty's `server run` without the script around it, with the memory of a pod."""
    options = lines(folder / "jvm.options") + lines(server.wlp / "lib/platform/java/java9.options")
    clear, secure = (processes.free_ports(1)[0], server.port) if server.certificate() else (server.port, -1)
    return [java(), *options, f"-XX:MaxRAM={server.memory}m",
            "-jar", server.wlp / "bin/tools/ws-server.jar", folder.name,
            "--", f"--http.port={clear}", f"--https.port={secure}"]


def environment(server):
    """What the image sets, and the switches of the kind."""
    found = {"MALLOC_ARENA_MAX": "1", "WLP_SKIP_BOOTSTRAP_AGENT": "true"}
    if server.certificate():
        found |= {"tls": "on", "http2": "on" if server.kind == "HTTP/2" else "off"}
        for store in ("key", "trust"):
            found |= {f"tls_{store}_store": str(server.certificate() / f"{store}.p12"),
                      f"tls_{store}_store_password": processes.STORE_PASSWORD}
    return found


def lines(file):
    """Every line but empty ones and comments; none when there is no such file."""
    text = file.read_text() if file.exists() else ""
    return [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]


def java():
    home = os.environ.get("JAVA_HOME")
    return f"{home}/bin/java" if home else shutil.which("java") or "java"
