"""Celery and RQ: python_peers.py JSON measures one; as a module it is what Celery's worker runs."""

import json
import os
import subprocess
import sys
import time

PAYLOAD = {"to": "somebody@example.org", "subject": "hello there", "number": 1234567}
URL = os.environ.get("PEER_URL", "")


def done(payload):
    return {"ok": True}


def until(condition):
    while not condition():
        time.sleep(0.005)


def celery():
    from celery import Celery

    app = Celery("bench", broker=URL, backend=URL)
    app.conf.worker_prefetch_multiplier = 50
    app.task(name="done")(done)
    return app


app = celery() if os.environ.get("PEER") == "celery" else None


def measure_celery(client, count):
    queue = app.tasks["done"]
    with worker([sys.executable, "-W", "ignore", "-m", "celery", "--quiet", "--app", "python_peers", "worker", "--pool", os.environ.get("POOL", "prefork"), "--concurrency", os.environ.get("CONC", "2"), "--loglevel", "ERROR",
                 "--without-gossip", "--without-mingle", "--without-heartbeat"]):
        queue.delay(PAYLOAD).get(timeout=60)
        before = client.dbsize()
        start = time.monotonic()
        for _ in range(count):
            queue.delay(PAYLOAD)
        until(lambda: client.llen("celery") == 0 and client.hlen("unacked") == 0 and client.dbsize() >= before + count)
        return time.monotonic() - start


def measure_rq(client, count):
    from rq import Queue

    queue = Queue(connection=client)
    with worker(["rq", "worker", "--quiet", "--url", URL]):
        queue.enqueue(done, PAYLOAD)
        until(lambda: len(queue.finished_job_registry) == 1)
        start = time.monotonic()
        for _ in range(count):
            queue.enqueue(done, PAYLOAD)
        until(lambda: len(queue.finished_job_registry) == count + 1)
        return time.monotonic() - start


class worker:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=os.path.dirname(os.path.abspath(__file__)))

    def __enter__(self):
        return self.process

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def main():
    import redis

    given = json.loads(sys.argv[1])
    client = redis.Redis.from_url(URL)
    client.flushdb()
    seconds = {"celery": measure_celery, "rq": measure_rq}[os.environ["PEER"]](client, given["count"])
    print(json.dumps({"rate": given["count"] / seconds}))


if __name__ == "__main__":
    from python_peers import main as run  # so that functions have the name that workers know

    run()
