// Photos of papers: made small, looked at, sealed onto the device, and sent in parts when there is a line. Each says where it
// is. Loaded by drafts.js when a page of papers opens or a photo waits; what is kept goes through `fuminDrafts` alone.
//
// script/finish-portal puts in WORDS: locales/*/photos.toml, and the words of what may be wrong with a paper.
import { judge } from "./legible.js";

const root = document.documentElement;
const words = WORDS[root.lang === "en" ? "en" : "zh"];
const say = (key, parts = {}) => (words[key] ?? words.refused).replace(/\{(\w+)\}/g, (_, name) => parts[name]);
const device = (...said) => globalThis.fuminDrafts(...said);

// What a photo should weigh, and what the server takes at most.
const TARGET_BYTES = 400_000;
const MOST_BYTES = 10 * 1024 * 1024;
// A readable paper first, few bytes second: long edge and quality, tried in turn.
const TRIES = [[2_200, 0.82], [2_000, 0.75], [1_800, 0.65], [1_800, 0.5], [1_800, 0.35], [1_800, 0.2], [1_800, 0.1]];
const PART_BYTES = 256 * 1024;
// 256 KB at 5 KB/s, with room.
const LIMIT_MS = 90_000;
const FIRST_PAUSE_MS = 8_000;
const LONGEST_PAUSE_MS = 60_000;

// ---- made small ----

const startsWith = (bytes, text, at = 0) => [...text].every((letter, place) => bytes[at + place] === letter.charCodeAt(0));
// What a file is, by its first bytes.
const kindOf = (bytes) => {
  if (startsWith(bytes, "%PDF-")) return "pdf";
  if (startsWith(bytes, "ftyp", 4) && /^(?:hei|hev|mif|msf)/.test(String.fromCharCode(...bytes.subarray(8, 12)))) return "heic";
  if (startsWith(bytes, "\xff\xd8\xff") || startsWith(bytes, "\x89PNG") || (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8))) return "picture";
  return "other";
};

const fitted = (width, height, edge) => {
  const scale = Math.min(1, edge / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
};

const drawn = (bitmap, edge) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = fitted(bitmap.width, bitmap.height, edge);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.imageSmoothingQuality = "high";
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return [canvas, context];
};

// A photo too large for the phone's memory may be had smaller.
const decoded = (file) => createImageBitmap(file).catch(() => createImageBitmap(file, { resizeWidth: TRIES[0][0], resizeQuality: "high" }));

// What is sent in place of the file, and what may be hard to read in it; or why it is not taken.
export const shrink = async (file) => {
  if (!file.size) return { code: "document_empty" };
  let head;
  try {
    head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  } catch {
    return { code: "document_unreadable" };
  }
  const kind = kindOf(head);
  const bitmap = kind === "pdf" ? null : await decoded(file).catch(() => null);
  if (!bitmap) {
    if (kind === "heic") return { code: "document_heic" };
    if (kind === "other") return { code: "document_type" };
    if (kind === "picture") return { code: "document_unreadable" };
    // A PDF ends with this mark, give or take a kilobyte; without it the file was cut.
    const tail = await file.slice(-1_024).text();
    if (!tail.includes("%%EOF")) return { code: "document_unreadable" };
    return file.size > MOST_BYTES ? { code: "document_too_large" } : { blob: file, doubts: [] };
  }
  const [canvas, context] = drawn(bitmap, TRIES[0][0]);
  const { width, height } = canvas;
  const doubts = judge(context.getImageData(0, 0, width, height).data, width, height);
  let blob = file;
  // A picture of a kind the server does not take is drawn anew as one that it does.
  if (file.size > TARGET_BYTES || kind !== "picture") {
    for (const [edge, quality] of TRIES) {
      const [smaller] = edge < TRIES[0][0] ? drawn(bitmap, edge) : [canvas];
      const written = await new Promise((resolve) => smaller.toBlob(resolve, "image/jpeg", quality));
      // A canvas too large for the phone's memory gives nothing.
      if (!written) return { code: "document_unreadable" };
      blob = written;
      if (blob.size <= TARGET_BYTES) break;
    }
  }
  bitmap.close();
  return { blob, doubts };
};

// ---- kept ----

const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const digest = async (bytes) => Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const noteOf = ({ application, kind, id }) => `${application}/photo/${kind}/${id}`;
const bytesOf = (application, id) => `${application}/bytes/${id}`;

// What this page holds of photos that have not arrived, by id: the note, and the bytes where the device does not keep them.
const held = new Map();
// Those that have been removed or have arrived: an answer of the device or the server from before brings none of them back.
const gone = new Set();
let shown = "";
let stage = "";
let progress = 0;

const keepNote = async (item) => {
  const { id, kind, size, sha256, key, upload, doubts, refused, at } = item;
  // Taken away while it was sent: nothing is kept of it any more.
  if (item.isKept && held.has(id)) await device("put", noteOf(item), JSON.stringify({ id, kind, size, sha256, key, upload, doubts, refused, at }));
};

// The notes on the device, beside what this page alone holds. Another window may have sent some, or taken some on. One whose note
// is only just being written is not among them. Tells how many there are where the device tells nothing any more.
const load = async (application) => {
  const known = mine(application).filter((item) => item.isKept && !item.isNew);
  const texts = await device("all", `${application}/photo/`).catch(() => null);
  if (!texts) return known.length;
  const notes = texts.map((text) => JSON.parse(text)).filter(({ id }) => !gone.has(id));
  for (const { id } of known) if (!notes.some((note) => note.id === id)) held.delete(id);
  for (const note of notes) held.set(note.id, Object.assign(held.get(note.id) ?? {}, note, { application, isKept: true }));
};

const mine = (application) => [...held.values()].filter((item) => item.application === application).sort((one, other) => one.at - other.at);
const isYours = (item) => Boolean(item.refused || item.doubts.length);

const bytesFor = async (item) => {
  if (!item.isKept) return item.bytes;
  const name = bytesOf(item.application, item.id);
  return new Uint8Array(await device("bytes", name).catch(() => { throw new Ended("refused", "document_damaged"); }));
};

const forget = async (item) => {
  held.delete(item.id);
  gone.add(item.id);
  if (!item.isKept) return;
  await device("clear", noteOf(item));
  await device("clear", bytesOf(item.application, item.id));
};

// Tells the form which papers wait here, which of them for the person, and what has arrived.
const tell = (application, received = []) => {
  const items = mine(application);
  const kinds = (some) => some.map(({ kind }) => kind).join();
  const detail = [application, kinds(items), kinds(items.filter(isYours)), JSON.stringify(received)].join("\n");
  dispatchEvent(new CustomEvent("fumin:photos", { detail }));
  draw();
};

// Takes a photo on: "" once it is safe or held, or why it is not taken.
export const add = async (application, kind, file) => {
  const { code, blob, doubts } = await shrink(file);
  if (code) return code;
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const item = { application, id: fresh(), kind, size: bytes.length, sha256: await digest(bytes), key: fresh(), upload: "", doubts, refused: "", at: Date.now(), isKept: true, isNew: true };
  held.set(item.id, item);
  try {
    // The note last: without its bytes it would be a promise nobody can keep.
    await device("put", bytesOf(application, item.id), bytes);
    await keepNote(item);
  } catch {
    item.isKept = false;
    item.bytes = bytes;
    await device("clear", bytesOf(application, item.id)).catch(() => {});
  }
  item.isNew = false;
  tell(application);
  send(application);
  return "";
};

// ---- sent ----

const call = async (method, path, { key = fresh(), body, type } = {}) => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), LIMIT_MS);
  try {
    const headers = method === "GET" ? {} : { "idempotency-key": key, ...(type ? { "content-type": type } : {}) };
    const answer = await fetch(path, { method, headers, body, signal: abort.signal, cache: "no-store" });
    const text = await answer.text();
    let data = null;
    try { data = JSON.parse(text); } catch { /* A proxy's own words. */ }
    return { status: answer.status, data };
  } catch {
    return { status: 0, data: null };
  } finally {
    clearTimeout(timer);
  }
};
const isPassing = (status) => status === 0 || status === 408 || status === 429 || status >= 500;

class Ended extends Error {
  constructor(how, code = "") { super(how); this.how = how; this.code = code; }
}
// The answer's data, or how the sending ends: "again" begins it anew once.
let isOffline;
const expect = ({ status, data }) => {
  isOffline = !status;
  if (status >= 200 && status < 300 && data) return data;
  if (status === 401) throw new Ended("sign_in");
  if (isPassing(status) || (status >= 200 && status < 300)) throw new Ended("waiting");
  const code = data?.errors?.[0]?.code ?? data?.code ?? "refused";
  throw new Ended(["not_found", "key_reused", "document_damaged"].includes(code) ? "again" : "refused", code);
};

const inParts = async (item, bytes, base) => {
  const at = () => `${base}/uploads/${item.upload}`;
  let view;
  if (item.upload) view = expect(await call("GET", at()));
  else {
    const body = JSON.stringify({ kind: item.kind, size_bytes: item.size, sha256: item.sha256 });
    view = expect(await call("POST", `${base}/uploads`, { key: item.key, body, type: "application/json" }));
    item.upload = view.id;
    await keepNote(item);
  }
  while (!view.document) {
    const from = view.received_bytes;
    progress = from / item.size;
    draw();
    const body = bytes.subarray(from, from + PART_BYTES);
    view = expect(await call("PUT", `${at()}?offset=${from}`, { body, type: "application/octet-stream" }));
    // Whole, and no paper any more: it arrived, and somebody took it back.
    if (!view.document && from >= item.size) return null;
  }
  return view.document;
};

const sendOne = async (item) => {
  const base = `/api/applications/${item.application}`;
  const bytes = await bytesFor(item);
  for (let tries = 0; ; tries += 1) {
    try {
      // One part is one request, which the key makes happen once.
      if (item.size > PART_BYTES) return await inParts(item, bytes, base);
      return expect(await call("POST", `${base}/documents?kind=${item.kind}`, { key: item.key, body: bytes, type: "application/octet-stream" }));
    } catch (ended) {
      if (gone.has(item.id)) return null;
      if (ended.how !== "again") throw ended;
      if (tries) throw new Ended("refused", ended.code);
      Object.assign(item, { upload: "", key: fresh() });
      await keepNote(item);
    }
  }
};

// The form as it was last kept knows the paper too, for a page opened without a line.
const noteReceived = async (application, paper) => {
  const name = `${application}/file`;
  const [text] = await device("all", name).catch(() => []);
  const file = text && JSON.parse(text);
  if (!file || file.documents.some(({ id }) => id === paper.id)) return;
  file.documents.push(paper);
  await device("put", name, JSON.stringify(file));
};

const next = (application) => mine(application).find((item) => !item.isNew && !isYours(item));
const sendAll = async (application) => {
  if (await load(application)) return "waiting";
  // Asked anew each time: another may be taken on while one is on its way.
  for (let item; (item = next(application));) {
    item.isSending = true;
    progress = 0;
    draw();
    try {
      let paper = await sendOne(item);
      // Removed on its way, and there all the same.
      if (paper && gone.has(item.id) && (await call("DELETE", `/api/applications/${application}/documents/${paper.id}`)).status === 204) paper = null;
      if (paper) await noteReceived(application, paper).catch(() => {});
      await forget(item);
      tell(application, paper ? [paper] : []);
    } catch (ended) {
      item.isSending = false;
      if (ended.how !== "refused") return ended.how ?? "waiting";
      item.refused = ended.code || "refused";
      await keepNote(item).catch(() => {});
      tell(application);
    }
  }
  return mine(application).length ? "yours" : "";
};

// One at a time on the device: two windows would send the same bytes over the same thin line.
const inTurn = (act) => (navigator.locks ? navigator.locks.request("fumin-photos", act) : act());
let sending;
let timer;
let pause = FIRST_PAUSE_MS;
// "" once nothing waits any more; else "waiting" for a line, "yours" to decide, or "sign_in".
export const send = (application) => (sending ??= inTurn(() => sendAll(application)).catch(() => "waiting").then((end) => {
  sending = undefined;
  // Taken on in the last moment.
  if (["", "yours"].includes(end) && next(application)) return send(application);
  stage = end;
  clearTimeout(timer);
  if (end === "waiting") {
    timer = setTimeout(() => send(application), pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  } else pause = FIRST_PAUSE_MS;
  // The sign-in page leads back here; what the device does not keep would be lost by it. Opened anew, the page would ask for whoever
  // has signed in elsewhere.
  if (end === "sign_in" && mine(application).every((item) => item.isKept)) location.replace(`/my/sign-in?return=${location.pathname}`);
  tell(application);
  return end;
}));

// ---- shown ----

const make = (tag, props, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
};
const button = (label, press, isSecond) => make("button", { type: "button", className: isSecond ? "button button--secondary" : "button", textContent: label, onclick: press });

const statusOf = (item) => {
  if (item.refused || item.doubts.length) return "yours";
  if (item.isSending) return "sending";
  return item.isKept ? "here" : "not_kept";
};

// What was drawn for a photo stays while nothing about it changes, so that the focus does, too.
const lines = new Map();
const lineOf = (item, host) => {
  const status = statusOf(item);
  const known = lines.get(item.id) ?? make("li", { className: "documents__item" });
  lines.set(item.id, known);
  const isNew = !known.firstChild;
  if (isNew) known.append(make("div", {}), make("p", { className: "documents__where" }), make("div", {}));
  const [picture, where, more] = known.children;
  if (isNew) preview(item, host.dataset.name, picture);
  const percent = Math.floor(progress * 100);
  const text = say(status, { percent, size: Math.ceil(item.size / 1000) });
  if (where.textContent !== text) where.textContent = text;
  const state = `${status} ${item.refused} ${item.doubts} ${Boolean(item.isAsked)}`;
  if (more.dataset.state === state) return known;
  const hadFocus = more.contains(document.activeElement);
  more.dataset.state = state;
  more.replaceChildren(...asks(item, status));
  if (hadFocus) more.querySelector("button")?.focus();
  return known;
};

const asks = (item, status) => {
  const again = () => { draw(); };
  const away = button(say("remove"), () => { item.isAsked = true; again(); }, true);
  if (item.isAsked) {
    const sure = button(say("remove"), () => remove(item));
    return [make("p", { role: "alert", textContent: say("remove_question") }), make("div", { className: "row" }, sure, button(say("keep"), () => { item.isAsked = false; again(); }, true))];
  }
  if (item.refused) return [notice(say(item.refused)), away];
  if (item.doubts.length) {
    const sure = button(say("readable"), () => decide(item));
    return [notice(...item.doubts.map((doubt) => say(doubt))), make("div", { className: "row" }, sure, button(say("not_this"), () => remove(item), true))];
  }
  return status === "sending" ? [] : [away];
};
const notice = (...texts) => {
  const made = make("div", { className: "notice" }, ...texts.map((textContent) => make("p", { textContent })));
  made.dataset.tone = "warning";
  made.setAttribute("role", "alert");
  return made;
};

const preview = async (item, name, place) => {
  const bytes = await bytesFor(item).catch(() => null);
  if (!bytes) return;
  if (startsWith(bytes, "%PDF-")) return place.append(make("p", { textContent: `${name}（PDF）` }));
  const picture = make("img", { className: "documents__picture", alt: say("picture", { name }) });
  picture.onload = picture.onerror = () => URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(new Blob([bytes]));
  place.append(picture);
};

const decide = async (item) => {
  item.doubts = [];
  await keepNote(item).catch(() => {});
  tell(item.application);
  send(item.application);
};

const remove = async (item) => {
  await forget(item).catch(() => {});
  lines.delete(item.id);
  tell(item.application);
  document.getElementById(item.kind)?.focus();
  if (item.upload) call("DELETE", `/api/applications/${item.application}/uploads/${item.upload}`);
};

// Where the browser may not use the camera, the button that takes a photo opens nothing and says nothing. A clerk has a scanner.
let isWithoutCamera = false;
const askForCamera = async () => {
  if (document.querySelector(".helped-bar")) return;
  const found = await navigator.permissions.query({ name: "camera" });
  found.onchange = () => { isWithoutCamera = found.state === "denied"; draw(); };
  found.onchange();
};
askForCamera().catch(() => {}); // Not every browser says.

const draw = () => {
  const hosts = document.querySelectorAll("[data-kept]");
  for (const host of hosts) {
    const items = mine(shown).filter(({ kind }) => kind === host.dataset.kept);
    if (!host.firstChild) {
      const list = make("ul", { className: "documents__list" });
      host.append(list, make("p", { className: "save-status" }), make("div", { className: "documents__now" }), make("p", { textContent: say("no_camera") }));
      host.children[1].setAttribute("role", "status");
    }
    const [list, status, buttons, camera] = host.children;
    camera.hidden = !isWithoutCamera || host !== hosts[0];
    const drawn = items.map((item) => lineOf(item, host));
    if (drawn.length !== list.children.length || drawn.some((line, at) => list.children[at] !== line)) list.replaceChildren(...drawn);
    list.hidden = !drawn.length;
    const waits = items.some((item) => !isYours(item) && !item.isSending) && stage === "waiting";
    const isHeld = items.some((item) => !item.isKept);
    const text = isHeld ? say("held") : waits ? say(isOffline ? "waits" : "later") : "";
    if (status.textContent !== text) status.textContent = text;
    status.toggleAttribute("data-failed", Boolean(text));
    if (waits !== Boolean(buttons.firstChild)) buttons.replaceChildren(...(waits ? [button(say("now"), () => send(shown), true)] : []));
  }
};

// A page of papers has opened.
export const show = async (application) => {
  shown = application;
  await load(application);
  tell(application);
  return send(application);
};

const now = () => {
  if (!document.hidden && shown && mine(shown).length) send(shown);
};
addEventListener("online", now);
document.addEventListener("visibilitychange", now);
