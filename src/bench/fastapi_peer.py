"""A peer for the benchmark: a cache and sessions over HTTP as they are usually built with FastAPI and Redis Sentinel.

Cache-aside by the caller: GET, on a 404 compute, PUT with a time to live. A session is a JSON text that lives
half an hour from its last use, and a set has those of each subject. Everything is asynchronous; one connection
pool per worker follows the master through the sentinels.
"""

import json
import os
import secrets
import time

from fastapi import FastAPI, Header, Request, Response
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


IDLE = 30 * 60
ABSOLUTE = 12 * 60 * 60

# Not all of a merge patch: of the attributes themselves only.
patch_session = redis.register_script("""
local stored = redis.call('GET', KEYS[1])
if not stored then return 0 end
local session = cjson.decode(stored)
for name, value in pairs(cjson.decode(ARGV[1])) do
  if value == cjson.null then value = nil end
  session.attributes[name] = value
end
redis.call('SET', KEYS[1], cjson.encode(session), 'EX', ARGV[2])
return 1
""")


@app.post("/sessions")
async def create(request: Request, prefer: str = Header("durability=replicated")):
    wanted = await request.json()
    session_id = secrets.token_urlsafe(32)
    session = {
        "subject": wanted.get("subject"),
        "expires": time.time() + ABSOLUTE,
        "attributes": wanted.get("attributes", {}),
    }
    async with redis.pipeline(transaction=False) as pipeline:
        pipeline.set(f"sessions:{session_id}", json.dumps(session), ex=IDLE)
        if session["subject"]:
            pipeline.sadd(f"subjects:{session['subject']}", session_id)
            pipeline.expire(f"subjects:{session['subject']}", ABSOLUTE)
        if prefer == "durability=replicated":
            pipeline.wait(1, 500)
        answers = await pipeline.execute()
    if prefer == "durability=replicated" and answers[-1] < 1:
        return JSONResponse({"detail": "no replica has it"}, status_code=503)
    return JSONResponse({"id": session_id, **session}, status_code=201, headers={"Session-Id": session_id})


@app.get("/sessions/current")
async def read(session_id: str = Header()):
    stored = await redis.getex(f"sessions:{session_id}", ex=IDLE)
    session = json.loads(stored) if stored else {"expires": 0}
    if session["expires"] < time.time():
        return JSONResponse({"detail": "no session"}, status_code=404)
    return JSONResponse(session)


@app.patch("/sessions/current/attributes")
async def patch(request: Request, session_id: str = Header()):
    if not await patch_session([f"sessions:{session_id}"], [await request.body(), IDLE]):
        return JSONResponse({"detail": "no session"}, status_code=404)
    return Response(status_code=204)
