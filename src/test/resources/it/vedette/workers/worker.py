"""A worker of one queue: python3 worker.py QUEUE. It needs nothing but Python 3.8 or newer, and stops on SIGTERM."""
import json, os, signal, sys, threading
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

API = os.environ.get("VEDETTE_URL", "http://localhost:9080") + "/api/v1/"
TOKEN_FILE = os.environ.get("VEDETTE_TOKEN_FILE")
LEASE = int(os.environ.get("VEDETTE_LEASE", "30"))  # for how many seconds a task is ours without a heartbeat
stopping, moving = threading.Event(), threading.Event()  # we are about to stop; the server that has answered is
over = threading.Event()  # what is being done is of no use any longer: handlers that take long look at it

def greet(task):
    if "name" not in task["payload"]:
        raise ValueError("nobody to greet")  # which another attempt would not mend
    return "Hello " + task["payload"]["name"]

def wait(task):
    if over.wait(float(task["payload"]["seconds"])):
        raise InterruptedError("given up")
    return task["payload"]["seconds"]

HANDLERS = {"greet": greet, "wait": wait}  # by type of task

def call(method, path, body, patience=5):
    """Gives the status, 0 when the service is away; the answer; and how many seconds to pause before the next call."""
    request = Request(API + path, json.dumps(body).encode(), {"Content-Type": "application/json"}, method=method)
    if TOKEN_FILE:
        request.add_header("Authorization", "Bearer " + Path(TOKEN_FILE).read_text().strip())
    try:
        with urlopen(request, timeout=patience) as answer:
            return answer.status, json.loads(answer.read() or "{}"), int(answer.headers.get("Retry-After", 0))
    except HTTPError as refusal:
        status = 0 if refusal.code == 429 or refusal.code >= 500 else refusal.code
        return status, {"problem": refusal.read().decode()}, int(refusal.headers.get("Retry-After", 1))
    except (OSError, HTTPException):
        return 0, {}, 1

def keep(lease, done):
    while not done.wait(LEASE / 3):
        status, answer, _ = call("PATCH", lease, {"extend": LEASE})
        if status == 409 or answer.get("cancelRequested"):
            over.set()
        if answer.get("draining"):
            moving.set()

def work(task):
    over.clear()
    if stopping.is_set():
        over.set()
    lease, done = "leases/" + task["lease"], threading.Event()
    beats = threading.Thread(target=keep, args=(lease, done), daemon=True)
    beats.start()
    try:
        end, body = "complete", HANDLERS[task["type"]](task)
    except Exception as error:
        end, body = "fail", {"error": str(error), "retryable": not isinstance(error, ValueError)}
        if over.is_set():
            end, body = "release", {}
    while not (settled := call("POST", f"{lease}/{end}", body))[0]:  # the same once more is harmless
        done.wait(settled[2])
    done.set()
    beats.join()
    print(task["task"], end, *settled[:2], flush=True)

def run():
    pull = {"wait": 10, "lease": LEASE, "types": list(HANDLERS), "worker": f"{os.uname().nodename}-{os.getpid()}"}
    while not stopping.is_set():
        status, answer, pause = call("POST", f"queues/{sys.argv[1]}/leases", pull, 15)
        if status not in (0, 200, 204):
            raise SystemExit(answer["problem"])
        for task in answer.get("leases", []):
            work(task)
        stopping.wait(1 if moving.is_set() else pause)  # behind a balancer the next one is answered by another server
        moving.clear()

signal.signal(signal.SIGTERM, lambda *_: (stopping.set(), over.set()))
ThreadPoolExecutor(1).submit(run).result()
