// The portal's three endpoints in Fastify and better-sqlite3, to be measured beside it: a course by id, 20 of 5,000 courses
// with a filter, and a durable submit (session, checks, sealed answers, audit event, kept answer; one commit).
//   node server.cjs <folder of node_modules> <database>
"use strict";
const crypto = require("node:crypto");
const { createRequire } = require("node:module");
const installed = createRequire(`${process.argv[2]}/`);
const Fastify = installed("fastify");
const Database = installed("better-sqlite3");

const db = new Database(process.argv[3]);
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.pragma("foreign_keys = ON");
const find = db.prepare("SELECT document FROM courses WHERE id = ?").pluck();
const list = db.prepare("SELECT document FROM courses WHERE kind = ? ORDER BY starts_on, id LIMIT 20").pluck();
const session = db.prepare("SELECT person_id FROM sessions WHERE token_hash = ? AND expires_ms > ?").pluck();
const kept = db.prepare("SELECT request_hash, response FROM idempotency_keys WHERE subject = ? AND key = ?");
const keep = db.prepare("INSERT INTO idempotency_keys VALUES (?, ?, ?, ?, ?)");
const file = db.prepare("INSERT INTO applications VALUES (?, ?, ?, ?, ?, ?)");
const event = db.prepare("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)");

const key = crypto.randomBytes(32);
const indexKey = crypto.randomBytes(32);
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), crypto.createHash("sha256")).digest();

function seal(place, text) {
  const nonce = crypto.randomBytes(12);
  const cipher = crypto.createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

function open(place, sealed) {
  const decipher = crypto.createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(-16));
  return decipher.update(sealed.subarray(12, -16), undefined, "utf8") + decipher.final("utf8");
}

const submit = db.transaction((person, idempotencyKey, answers) => {
  const now = Date.now();
  const text = JSON.stringify(answers);
  const hash = sha256(text);
  const place = `idempotency_keys/${person}/${idempotencyKey}`;
  const before = kept.get(person, idempotencyKey);
  if (before) return before.request_hash.equals(hash) ? open(place, before.response) : null;
  const id = crypto.randomUUID();
  const index = crypto.createHmac("sha256", indexKey).update(answers.id_number).digest();
  file.run(id, person, "submitted", index, seal(`applications/${id}`, text), now);
  const payload = seal(`events/${id}/1`, JSON.stringify({ action: "submit", person, at_ms: now, key: idempotencyKey }));
  const previous = Buffer.alloc(32);
  event.run(id, 1, payload, previous, sha256(previous, id, payload), now);
  const answer = JSON.stringify({ id, state: "submitted", answers, submitted_ms: now });
  keep.run(person, idempotencyKey, hash, seal(place, answer), now);
  return answer;
});

// One log line a request, as the portal writes.
const app = Fastify({ logger: { level: "info", stream: process.stderr }, disableRequestLogging: true });
app.addHook("onResponse", async (request, reply) => {
  request.log.info({ method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: reply.elapsedTime });
});
app.addHook("onSend", async (request, reply) => {
  reply.headers({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cache-control": "no-store" });
});

app.get("/courses/:id", (request, reply) => {
  const document = find.get(request.params.id);
  if (document === undefined) return reply.code(404).send({ code: "not_found" });
  return reply.type("application/json").send(document);
});

app.get("/courses", (request, reply) =>
  reply.type("application/json").send(`[${list.all(request.query.kind ?? "").join(",")}]`));

const text = { type: "string", minLength: 1, maxLength: 4000 };
const body = {
  type: "object",
  required: ["applicant_name", "id_number", "amount_yuan", "term_months"],
  properties: {
    applicant_name: text,
    id_number: { type: "string", pattern: "^[0-9]{17}[0-9X]$" },
    amount_yuan: { type: "string", pattern: "^[0-9]{1,9}$" },
    term_months: { type: "string", pattern: "^[0-9]{1,3}$" },
  },
};
app.post("/applications", { schema: { body } }, (request, reply) => {
  const token = /(?:^|; ?)session=([^;]+)/.exec(request.headers.cookie ?? "");
  const person = token && session.get(sha256(token[1]), Date.now());
  if (!person) return reply.code(401).send({ code: "sign_in_required" });
  const idempotencyKey = request.headers["idempotency-key"];
  if (!idempotencyKey) return reply.code(400).send({ code: "malformed_request" });
  const answer = submit.immediate(person, idempotencyKey, request.body);
  if (answer === null) return reply.code(409).send({ code: "key_reused" });
  return reply.type("application/json").send(answer);
});

app.listen({ host: "127.0.0.1", port: 0 }).then((address) => process.stdout.write(`${address}/\n`));
