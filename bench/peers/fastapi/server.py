"""The portal's three endpoints in FastAPI under uvicorn, to be measured beside it: a course by id, 20 of 5,000 courses with
a filter, and a durable submit (session, checks, sealed answers, audit event, kept answer; one commit).

    python server.py <database>
"""

import hashlib
import hmac
import json
import os
import socket
import sqlite3
import sys
import time
import uuid

import uvicorn
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fastapi import FastAPI, Header, Request, Response
from pydantic import BaseModel, ConfigDict, Field

db = sqlite3.connect(sys.argv[1], isolation_level=None, cached_statements=64)
db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")
sealing = AESGCM(os.urandom(32))
index_key = os.urandom(32)
app = FastAPI(openapi_url=None)


def seal(place: str, text: str) -> bytes:
    nonce = os.urandom(12)
    return nonce + sealing.encrypt(nonce, text.encode(), place.encode())


def unseal(place: str, sealed: bytes) -> str:
    return sealing.decrypt(sealed[:12], sealed[12:], place.encode()).decode()


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def answered(body: str, status: int = 200) -> Response:
    headers = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cache-control": "no-store"}
    return Response(body, status, headers, "application/json")


# Inline on the event loop: the database answers sooner than a thread is changed.
@app.get("/courses/{id}")
async def find_course(id: str) -> Response:
    row = db.execute("SELECT document FROM courses WHERE id = ?", (id,)).fetchone()
    return answered(row[0]) if row else answered('{"code":"not_found"}', 404)


@app.get("/courses")
async def list_courses(kind: str = "") -> Response:
    sql = "SELECT document FROM courses WHERE kind = ? ORDER BY starts_on, id LIMIT 20"
    return answered("[" + ",".join(row[0] for row in db.execute(sql, (kind,))) + "]")


class Answers(BaseModel):
    model_config = ConfigDict(extra="allow")
    applicant_name: str = Field(min_length=1, max_length=4000)
    id_number: str = Field(pattern="^[0-9]{17}[0-9X]$")
    amount_yuan: str = Field(pattern="^[0-9]{1,9}$")
    term_months: str = Field(pattern="^[0-9]{1,3}$")


@app.post("/applications")
async def submit(request: Request, answers: Answers, idempotency_key: str = Header()) -> Response:
    token = request.cookies.get("session", "")
    hashed = hashlib.sha256(token.encode()).digest()
    sql = "SELECT person_id FROM sessions WHERE token_hash = ? AND expires_ms > ?"
    row = db.execute(sql, (hashed, now_ms())).fetchone()
    if not row:
        return answered('{"code":"sign_in_required"}', 401)
    db.execute("BEGIN IMMEDIATE")
    try:
        answer = write(row[0], idempotency_key, answers)
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    return answered(answer) if answer else answered('{"code":"key_reused"}', 409)


def write(person: str, key: str, answers: Answers) -> str | None:
    now = now_ms()
    text = answers.model_dump_json()
    request_hash = hashlib.sha256(text.encode()).digest()
    place = f"idempotency_keys/{person}/{key}"
    sql = "SELECT request_hash, response FROM idempotency_keys WHERE subject = ? AND key = ?"
    if kept := db.execute(sql, (person, key)).fetchone():
        return unseal(place, kept[1]) if kept[0] == request_hash else None
    id = str(uuid.uuid4())
    index = hmac.digest(index_key, answers.id_number.encode(), "sha256")
    sealed = seal(f"applications/{id}", text)
    db.execute("INSERT INTO applications VALUES (?, ?, ?, ?, ?, ?)", (id, person, "submitted", index, sealed, now))
    payload = seal(f"events/{id}/1", json.dumps({"action": "submit", "person": person, "at_ms": now, "key": key}))
    previous = bytes(32)
    chained = hashlib.sha256(previous + id.encode() + payload).digest()
    db.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", (id, 1, payload, previous, chained, now))
    answer = json.dumps({"id": id, "state": "submitted", "answers": answers.model_dump(), "submitted_ms": now})
    values = (person, key, request_hash, seal(place, answer), now)
    db.execute("INSERT INTO idempotency_keys VALUES (?, ?, ?, ?, ?)", values)
    return answer


if __name__ == "__main__":
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
    # One log line a request, as the portal writes, on standard error.
    config = uvicorn.Config(app, access_log=True, log_level="info")
    logging = config.log_config["handlers"]["access"]
    logging["stream"] = "ext://sys.stderr"
    config.configure_logging()
    uvicorn.Server(config).run(sockets=[listener])
