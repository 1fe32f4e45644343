"""What a server is asked for: the plans that wrk follows.

Every request of a plan is sent once while it is made, or one that is the same but for the key, and what
it does is looked at.
"""

import json
import sys
from typing import NamedTuple

KEYS = 1000
SUBJECTS = 10 * KEYS  # so many that none gets as many sessions as it may have
SIZES = {"100 B": 100, "1 KiB": 1024, "100 KiB": 100 * 1024}
FEWER = {"100 KiB": KEYS // 10}  # so many that a pod has room for copies of all



class Load(NamedTuple):
    """What is measured: method, size of the value, the plan that is followed, and how it is sent."""

    method: str
    size: str
    plan: str
    way: str = ""  # 256 connections, TLS, HTTP/2 (over TLS), or to two servers on the same Redis

    @property
    def row(self):
        return " ".join(filter(None, [self.plan, self.size, self.way]))


LOADS = {
    "get": [*(Load("GET", size, "get") for size in SIZES), Load("GET", "100 B", "304")],
    "miss": [Load("GET", "100 B", "miss"), Load("GET", "100 B", "mix")],
    "near": [Load("GET", size, "near") for size in SIZES],
    "through": [Load("GET", size, "through") for size in SIZES],
    "put": [Load("PUT", "100 B", "put"), Load("PUT", "1 KiB", "put")],
    "batch": [Load("POST", "100 B", "batch")],
    "session": [
        Load("GET", "1 KiB", "session read"),
        Load("PATCH", "1 KiB", "session patch"),
        Load("POST", "1 KiB", "session create"),
        Load("POST", "1 KiB", "session replicated"),
    ],
    "many": [Load("GET", "100 B", plan, "256") for plan in ("get", "near")],
    "tls": [Load("GET", "100 B", plan, "TLS") for plan in ("get", "near", "through")],
    "http2": [Load("GET", "100 B", plan, "HTTP/2") for plan in ("get", "near", "through")],
    "pods": [Load("GET", "100 B", "get", "two"), Load("PUT", "100 B", "put", "two")],
}
MISSES = {"miss", "mix"}  # whose answers are 404 as a rule, or in each tenth case
TEXT = "Content-Type: text/plain"
JSON = "Content-Type: application/json"
MERGE_PATCH = "Content-Type: application/merge-patch+json"
PATCH = json.dumps({"visits": 7})


def make(server, origin, load):
    """The lines of a plan, and those of its bodies; none when its requests have no body."""
    size, plan = load.size, load.plan
    value = (b"0123456789" * SIZES[size])[:SIZES[size]]
    if plan.startswith("session"):
        return sessions(server, plan, value.decode())
    lines = entries(server, origin, size, plan, value)
    if plan == "batch":
        return [line(server.batch_path(), JSON)], [batch(size)]
    return lines, [value.decode()] if plan == "put" else []


def entries(server, origin, size, plan, value):
    connection = server.connection()
    found = []
    for i in range(FEWER.get(size, KEYS)):
        key = f"{size.replace(' ', '')}-{i}"
        if plan == "miss" or plan == "mix" and i % 10 == 0:
            found.append(absent(server, "absent-" + key, connection))
            continue
        if plan == "put":
            found.append(line(server.put_path("put-" + key), TEXT))
            continue
        if plan == "through":
            origin.offer(key, value)
        else:
            status, _, _ = server.send("PUT", server.put_path(key, plan), value, fields(TEXT), connection)
            expect(server, f"PUT {key}", status // 100, 2)
        path = server.path(key, plan)
        status, headers, body = server.send("GET", path, connection=connection)
        expect(server, f"GET {key}", (status, server.value(body)), (200, value))
        found.append(line(path, f"If-None-Match: {headers['ETag']}") if plan == "304" else path)
    if plan == "304":
        status, _, _ = server.send("GET", path, None, {"If-None-Match": headers["ETag"]})
        expect(server, "GET with If-None-Match", status, 304)
    return found


def absent(server, key, connection):
    path = server.path(key, "get")
    status, _, _ = server.send("GET", path, connection=connection)
    expect(server, f"GET {key}", status, 404)
    return path


def batch(size):
    """Reads a hundred entries."""
    gets = [{"op": "get", "key": f"{size.replace(' ', '')}-{i}"} for i in range(0, KEYS, KEYS // 100)]
    return json.dumps({"operations": gets})


def sessions(server, plan, value):
    """Each session is of a subject and has an attribute of that value and a small one."""
    current = server.sessions + "/current"
    creation = [JSON, "Prefer: durability=" + ("replicated" if plan.endswith("replicated") else "none")]
    patched = plan == "session patch"
    connection = server.connection()
    ids = []
    for body in [new_session(plan, value, i) for i in range(KEYS)]:
        status, headers, _ = server.send("POST", server.sessions, body, fields(*creation), connection)
        expect(server, "POST session", status, 201)
        ids.append("Session-Id: " + headers["Session-Id"])
        if patched:
            patch = fields(ids[-1], MERGE_PATCH)
            status, _, _ = server.send("PATCH", current + "/attributes", PATCH, patch, connection)
            expect(server, "PATCH session", status, 204)
        status, _, body = server.send("GET", current, None, fields(ids[-1]), connection)
        attributes = {"note": value, "visits": 7 if patched else 0}
        expect(server, "GET session", (status, json.loads(body)["attributes"]), (200, attributes))
    if plan == "session read":
        return [line(current, one) for one in ids], []
    if patched:
        return [line(current + "/attributes", one, MERGE_PATCH) for one in ids], [PATCH]
    return [line(server.sessions, *creation)] * SUBJECTS, [new_session(plan, value, i) for i in range(SUBJECTS)]


def new_session(plan, value, i):
    attributes = {"note": value, "visits": 0}
    return json.dumps({"subject": f"{plan} {i}", "attributes": attributes})


def line(path, *more):
    return "\t".join([path, *more])


def fields(*more):
    return dict(field.split(": ", 1) for field in more)


def expect(server, what, seen, wanted):
    if seen != wanted:
        sys.exit(f"{server.name}, {what}: {str(seen)[:200]} and not {str(wanted)[:200]}")
