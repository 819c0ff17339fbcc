// A tab of a clerk's shared computer in which something is done in a resident's place. It stands beside the page before the
// app starts: every request carries the session's mark, nothing is kept on the computer, a bar says for whom this is, and the
// end clears everything.
//
// F9 ends it: no browser, no Chinese input method and no screen reader that we know of takes that key, it is far from the
// keys one types with, and it is one press.
//
// script/finish-portal puts in WORDS: locales/*/helped.toml.
import { carryLook } from "./look.js";
import { tellHowItWent } from "./started.js";

const root = document.documentElement;
const KEY = "F9";
const HOME = "/staff/service-point";
const HEADER = "fumin-helped";
// The real ones: the app is given others, which last as long as its page.
const tabStorage = globalThis.sessionStorage;
const deviceStorage = globalThis.localStorage;
const send = globalThis.fetch.bind(globalThis);
// So long the end waits for what is on its way; after that the server has it, or says that it has not.
const PATIENCE_MS = 20_000;
const TRIES = 3;

let mark;
let words;
let bar;
let cover;
let session;
let seen = 0; // When the server last answered: by the device's clock, as everything here.
let touching = false;
let closing = false; // The end was pressed: what is on its way still goes out.
let ending = false; // Nothing more goes out.
const underWay = new Set();

const say = (key, parts = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => parts[name]);
const make = (tag, props, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
};
// `AbortSignal.timeout` is six versions younger than the oldest browser that the app runs in.
const within = (ms) => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), ms);
  return abort.signal;
};
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const key = () => crypto.randomUUID();
const json = (path, method, body) => fetch(path, { method, headers: { "content-type": "application/json", "idempotency-key": key() }, body: JSON.stringify(body) });

// In memory instead: what the app keeps of a tab goes with the page.
const forgetful = () => {
  const kept = new Map();
  return {
    getItem: (name) => kept.get(String(name)) ?? null,
    setItem: (name, value) => { kept.set(String(name), String(value)); },
    removeItem: (name) => { kept.delete(String(name)); },
    clear: () => kept.clear(),
    key: (place) => [...kept.keys()][place] ?? null,
    get length() { return kept.size; },
  };
};

// In place of drafts.js: nothing is kept on this computer, and the form is told so. What it wanted to keep is what the server
// does not have yet.
const unsent = new Map();
const under = (prefix) => [...unsent.keys()].filter((name) => name.startsWith(prefix));
let photos; // public/photos.js, once there is one; it holds them as long as the page lasts.
let photosWaiting = ""; // Their kinds, as it says.
let taken; // Hears of the page that was just taken on, or why it was not.
const withPhotos = async (what, ...said) => {
  if (what === "send" && !photos) return "";
  photos ??= import("/photos.js").catch((error) => { photos = undefined; throw error; });
  return (await photos)[what](...said);
};
const drafts = {
  begin: () => {},
  resume: () => false,
  put: (name, value) => {
    if (/\/(?:unsent\/|press$)/.test(name)) unsent.set(name, value);
    throw new Error("nothing is kept here");
  },
  all: (prefix) => under(prefix).map((name) => unsent.get(name)),
  bytes: () => { throw new Error("nothing is kept here"); },
  drop: (name) => { unsent.delete(name); },
  clear: (prefix) => under(prefix).forEach((name) => unsent.delete(name)),
  kinds: () => photosWaiting,
  photo: async (...said) => {
    const code = await withPhotos("add", ...said).catch(() => "refused");
    taken?.(code);
    return code;
  },
  send: (application) => withPhotos("send", application),
  show: (application) => withPhotos("show", application),
};

// Over the page at once: whoever comes next sees nothing of it.
const coverWith = (text, ...buttons) => {
  cover ??= make("section", { className: "helped-cover", role: "alertdialog", ariaModal: "true", tabIndex: -1 });
  cover.setAttribute("aria-label", say("label"));
  cover.replaceChildren(make("p", { textContent: text }), ...buttons);
  if (!cover.isConnected) document.body.append(cover);
  (buttons[0] ?? cover).focus();
};
const wipe = () => {
  for (const each of [...document.body.children]) if (each !== cover) each.remove();
  document.title = say("title");
};
const home = () => location.replace(HOME);

// By name, beside what the server tells the browser to clear: that may not have reached it.
const clear = async () => {
  try { tabStorage.clear(); } catch { /* forbidden: nothing is there */ }
  try { for (const name of Object.keys(deviceStorage)) if (!/^fumin\.(?:large|lang)$/.test(name)) deviceStorage.removeItem(name); } catch { /* the same */ }
  try { indexedDB.deleteDatabase("fumin-drafts"); } catch { /* the same */ }
  await globalThis.caches?.keys().then((names) => Promise.all(names.filter((name) => name.endsWith("-data")).map((name) => caches.delete(name)))).catch(() => {});
};

// The session is not this tab's any more: the server has said so.
const over = async (reason) => {
  if (ending) return;
  ending = true;
  const back = make("button", { type: "button", className: "button", textContent: say("back"), onclick: home });
  coverWith(say(words[reason] ? reason : "helped_ended"), back);
  wipe();
  try { tabStorage.removeItem("fumin.helped"); } catch { /* nothing is there */ }
  await clear();
};

// What was typed a moment ago is still with the form, which sends it when its page is put aside.
const finishSaving = async () => {
  document.activeElement?.blur?.();
  dispatchEvent(new Event("visibilitychange"));
  const until = Date.now() + PATIENCE_MS;
  for (let quiet = 0; quiet < 3 && Date.now() < until;) {
    await wait(60); // Longer than a save waits for its turn.
    quiet = underWay.size ? 0 : quiet + 1;
  }
};

const end = async (isIdle) => {
  if (closing || ending) return;
  closing = true;
  coverWith(say("saving"));
  await finishSaving();
  if (ending) return; // The server has said so in between.
  if ((unsent.size || photosWaiting) && !isIdle) {
    const stay = () => { closing = false; cover.remove(); };
    const leave = () => { unsent.clear(); photosWaiting = ""; closing = false; end(); };
    coverWith(say("unsaved"), make("button", { type: "button", className: "button", textContent: say("stay"), onclick: stay }),
      make("button", { type: "button", className: "button button--secondary", textContent: say("leave"), onclick: leave }));
    return;
  }
  ending = true;
  coverWith(say("ending"));
  wipe();
  await leaveSession();
  home();
};

// A server that does not answer ends the session by itself when the minutes are over.
const leaveSession = async () => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await send("/api/session", { method: "DELETE", headers: { "idempotency-key": key(), [HEADER]: mark }, signal: within(5_000) }).catch(() => null);
    if (answer?.ok) break;
    await wait(500);
  }
  await clear();
};

// Every request of the app goes through here.
const marked = (input, init) => {
  const request = new Request(input, init);
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || !pathname.startsWith("/api/")) return send(request);
  if (ending) return Promise.reject(new TypeError("the helped session is ending"));
  // The page's own way out is ours.
  if (pathname === "/api/session" && request.method === "DELETE") { end(); return new Promise(() => {}); }
  request.headers.set(HEADER, mark);
  const name = request.headers.get("idempotency-key");
  const answered = send(request).then(async (answer) => {
    if (answer.ok) seen = Date.now();
    if (answer.status === 401) {
      const problem = await answer.clone().json().catch(() => null);
      const reason = problem?.errors?.find(({ pointer }) => pointer === `/headers/${HEADER}`)?.code;
      // The app hears nothing more: it would leave for the page to sign in on.
      if (reason) { over(reason); return new Promise(() => {}); }
    }
    return answer;
  });
  if (name) {
    underWay.add(answered);
    answered.catch(() => {}).finally(() => underWay.delete(answered));
  }
  return answered;
};

// A press, a key, a turn of the wheel: the server is told, not more often than it matters.
const alive = () => {
  if (touching || closing || ending) return;
  touching = true;
  const every = session.idle_ms / 18;
  setTimeout(() => { touching = false; fetch("/api/helped-session").catch(() => {}); }, Math.max(0, seen + every - Date.now()));
};

const look = () => {
  if (closing || ending) return;
  const left = Math.min(seen + session.idle_ms, session.ends_ms) - Date.now();
  if (left <= 0) end(true);
  else warn(left <= session.idle_ms / 3 ? Math.ceil(left / 1_000) : 0);
};

const warn = (seconds) => {
  const [, warning] = bar.children;
  warning.hidden = !seconds;
  root.toggleAttribute("data-helped-idle", Boolean(seconds));
  // Said once, counted in silence.
  const left = say("idle_left", { n: seconds });
  const shown = warning.querySelector("[data-seconds]");
  if (!seconds) warning.replaceChildren();
  else if (shown) shown.textContent = left;
  else {
    const counted = make("span", { ariaHidden: "true", textContent: left });
    counted.dataset.seconds = "";
    warning.replaceChildren(make("span", { role: "alert", textContent: say("idle") }), " ", counted, " ", make("button", { type: "button", className: "button", textContent: say("go_on"), onclick: alive }));
  }
};

// Its own sheet, so that no page of a resident's own carries it.
const STYLES = `
.helped-bar { position: sticky; top: 0; z-index: 3; display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2) var(--space-4); padding: var(--space-2) var(--space-4); border-bottom: 3px solid var(--colour-accent, var(--colour-brand)); background: var(--colour-page); color: var(--colour-text); }
.helped-bar p { flex: 1 1 14em; margin: 0; }
.helped-bar p[hidden] { display: none; }
.helped-bar .button { margin: 0; }
.helped-cover { position: fixed; inset: 0; z-index: 4; display: flex; flex-direction: column; gap: var(--space-4); align-items: center; justify-content: center; padding: var(--space-5); background: var(--colour-page); color: var(--colour-text); text-align: center; }
@media print { .helped-bar, .helped-cover { display: none; } }`;
const style = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
};

const draw = () => {
  const name = say("bar", { name: session.name_masked, phone: session.phone_masked });
  bar = make("aside", { className: "helped-bar" });
  bar.setAttribute("aria-label", say("label"));
  const stop = make("button", { type: "button", className: "button", textContent: say("end"), onclick: () => end() });
  stop.setAttribute("aria-keyshortcuts", KEY);
  const by = make("span", { className: "helped-bar__by", textContent: say("by", session) });
  bar.append(make("p", { className: "helped-bar__words" }, make("strong", { textContent: name }), " ", by), make("p", { className: "helped-bar__idle", hidden: true }), stop);
  document.body.prepend(bar);
};

// The browser offers no word typed for one person to the next, and keeps no form of a page for its own restoring.
const quiet = (part) => {
  for (const each of part.querySelectorAll("form, input, textarea, select")) each.setAttribute("autocomplete", "off");
  for (const each of part.querySelectorAll("input[type=file]")) each.multiple = true;
  for (const link of part.querySelectorAll("a[target]")) link.removeAttribute("target");
};

// A scanner leaves several pages; the form takes one after the other. One that it refuses comes last, so that the words of
// why stay.
const feed = async (input, pages) => {
  const give = async (page) => {
    const only = new DataTransfer();
    only.items.add(page);
    input.files = only.files;
    const answered = new Promise((resolve) => { taken = resolve; });
    input.dispatchEvent(new Event("change", { bubbles: true }));
    const code = await answered;
    await wait(50); // The form is told after us.
    return code;
  };
  let refused;
  for (const page of pages) if (await give(page)) refused = page;
  if (refused && refused !== pages.at(-1)) await give(refused);
};

const watch = () => {
  quiet(document);
  carryLook(() => false);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node.nodeType === 1) quiet(node.parentNode ?? node);
    if (bar && !bar.isConnected && !ending) document.body.prepend(bar);
  }).observe(document.body, { childList: true, subtree: true });
  addEventListener("fumin:photos", ({ detail }) => { [, photosWaiting] = detail.split("\n"); });
  for (const kind of ["keydown", "pointerdown", "input", "wheel"]) addEventListener(kind, alive, { passive: true, capture: true });
  addEventListener("keydown", (event) => {
    if (event.key !== KEY || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    end();
  }, true);
  // What stays on the clerk's computer is the clerk's to delete: the service point's page says what that is.
  const left = (kind, name) => json("/api/helped-session/files", "POST", { kind, name }).catch(() => {});
  addEventListener("change", (event) => {
    const { target } = event;
    if (target?.type !== "file") return;
    const pages = [...target.files];
    if (pages.length > 1) { event.stopPropagation(); feed(target, pages); } else for (const { name } of pages) left("scan", name);
  }, true);
  addEventListener("beforeprint", () => left("print", document.title));
  addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest("a[href*='/calendar.ics'], a[download]");
    if (link) left("print", link.textContent);
  }, true);
  // What waits is in this page alone.
  addEventListener("beforeunload", (event) => { if (!ending && (unsent.size || photosWaiting)) event.preventDefault(); });
  // Neither Back nor a page put aside shows anything.
  addEventListener("pagehide", () => { root.hidden = true; root.style.display = "none"; });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
  for (const kind of ["visibilitychange", "focus"]) addEventListener(kind, look, true);
  setInterval(look, 250);
};

const speak = () => { words = WORDS[root.lang === "en" || deviceStorage?.getItem("fumin.lang") === "en" ? "en" : "zh"]; };

// Before the app starts; it does not start where the session is over. On the staff pages it is: the clerk went back there
// without a word.
export default async (found) => {
  mark = found;
  speak();
  if (location.pathname.startsWith("/staff")) return leaveSession();
  for (const name of ["sessionStorage", "localStorage"]) Object.defineProperty(globalThis, name, { configurable: true, value: forgetful() });
  globalThis.fuminDrafts = async (what, ...said) => drafts[what](...said);
  globalThis.fetch = marked;
  style();
  for (;;) {
    const answer = await fetch("/api/helped-session").catch(() => null);
    if (answer?.ok) { session = await answer.json(); break; }
    if (ending) return new Promise(() => {});
    if (answer && answer.status !== 503) { over("helped_ended"); return new Promise(() => {}); }
    coverWith(say("no_line"));
    await wait(2_000);
  }
  cover?.remove();
  draw();
  watch();
  tellHowItWent();
};
