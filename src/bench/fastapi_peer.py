"""A peer for the benchmark: a cache over HTTP as it is usually built with FastAPI and Redis Sentinel.

Cache-aside by the caller: GET, on a 404 compute, PUT with a time to live. Everything is asynchronous;
one connection pool per worker follows the master through the sentinels.
"""

import os
import time

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from prometheus_client import Counter, Histogram
from redis.asyncio.sentinel import Sentinel

REQUESTS = Counter("requests_total", "Requests")
DURATION = Histogram("request_duration_seconds", "Time to the end of an answer")


class Measured:
    """Counts and times requests; plain ASGI, which costs less than FastAPI's own middleware form."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        start = time.perf_counter()
        await self.app(scope, receive, send)
        REQUESTS.inc()
        DURATION.observe(time.perf_counter() - start)


app = FastAPI(title="FastAPI peer")
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"])
app.add_middleware(Measured)

redis = Sentinel(
    [("127.0.0.1", int(port)) for port in os.environ["SENTINEL_PORTS"].split(",")],
    sentinel_kwargs={"password": os.environ["SENTINEL_PASSWORD"]},
).master_for(
    os.environ["MASTER_NAME"],
    password=os.environ["REDIS_PASSWORD"],
    decode_responses=True,
)


@app.get("/ready")
async def ready():
    await redis.ping()
    return JSONResponse({"status": "ready"})


@app.get("/items/{key}")
async def get(key: str):
    value = await redis.get(f"items:{key}")
    if value is None:
        return JSONResponse({"detail": "not cached"}, status_code=404)
    return JSONResponse({"key": key, "value": value})


@app.put("/items/{key}")
async def put(key: str, request: Request, ttl: int = 300):
    await redis.set(f"items:{key}", await request.body(), ex=ttl)
    return JSONResponse({"key": key, "ttl": ttl})
