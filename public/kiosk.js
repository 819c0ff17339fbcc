// Self-service terminals: one presses "start again" or walks away, and nothing of the last person is left in the browser.
// Comes beside the page only where `?kiosk=1` asked for it, once for a tab; works with every bundle and is part of none.
//
// script/finish-portal puts in WORDS: locales/*/kiosk.toml.
const root = document.documentElement;
const words = WORDS[root.lang === "en" ? "en" : "zh"];
const say = (key, parts = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => parts[name]);
// Long enough to read a page, short enough for the next in line.
const IDLE_S = 60;
const WARNING_S = 30;
const MARK = "fumin.kiosk";
// So long one try to sign out may take, and so soon the next one follows.
const LIMIT_MS = 20_000;
const AGAIN_MS = 5_000;

// Signing out is owed until the server has answered, whatever is forgotten or switched off meanwhile: without a line the cookie
// stays, which no script can take. Before that nothing of one's own opens here (boot.js, server/src/plain/alone.js).
const OWED = "fumin.owed";
const isOwed = () => { try { return localStorage.getItem(OWED); } catch { return null; } };
const owe = () => { try { localStorage.setItem(OWED, "1"); } catch { /* nobody was signed in, then */ } };

const forget = () => {
  const owed = isOwed();
  for (const name of ["localStorage", "sessionStorage"]) try { globalThis[name].clear(); } catch { /* nothing was kept, then */ }
  if (owed) owe();
};
const begin = () => {
  try {
    sessionStorage.setItem(MARK, "1");
    localStorage.setItem("fumin.large", "1");
  } catch { /* the address goes on saying so: see keepInside */ }
  root.toggleAttribute("data-large", true);
};
const dropDatabases = async () => {
  const known = (await indexedDB.databases?.().catch(() => [])) ?? [];
  const names = new Set([...known.map(({ name }) => name), "fumin-drafts"]);
  await Promise.all([...names].map((name) => new Promise((done) => {
    const request = indexedDB.deleteDatabase(name);
    // A page that still has it open is left in a moment, and the browser deletes it then.
    request.onsuccess = request.onerror = request.onblocked = done;
  })));
};
// A try ends with its page, and the next page tries anew: an answer that outlived it could sign out whoever signs in meanwhile.
const tryToSignOut = async () => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), LIMIT_MS);
  const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const { status } = await fetch("/api/session", { method: "DELETE", signal: abort.signal, headers: { "Idempotency-Key": key } });
  // Anything else was said by something on the way, or by a server that cannot now.
  if (status === 204) localStorage.removeItem(OWED);
};
let trying;
const signOut = () => {
  if (!isSecureContext) return null; // Nobody can be signed in there.
  owe();
  trying ??= tryToSignOut().catch(() => {}).finally(() => { trying = undefined; });
  return trying;
};

// Without a network signing out waits; what is on the device goes all the same.
const clear = () => Promise.race([Promise.allSettled([signOut(), dropDatabases()]), new Promise((done) => setTimeout(done, 4_000))]);

let isEnding = false;
const startAgain = async () => {
  if (isEnding) return;
  isEnding = true;
  document.getElementById("app")?.replaceChildren();
  line.firstChild.textContent = say("cleared");
  await clear();
  forget();
  // Nobody saves on leaving what was just cleared.
  location.replace(home());
};

const make = (tag, props, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
};
const button = (label, press, kind = "") => {
  const made = make("button", { type: "button", className: `button ${kind}`, textContent: label, onclick: press });
  made.style.minHeight = "60px";
  return made;
};

// The way to start again stands above everything, on every page.
const line = make("aside", { className: "kiosk" }, make("span", { textContent: say("label") }), button(say("again"), startAgain, "button--secondary"));
line.classList.add("no-print");
line.setAttribute("aria-label", say("label"));
Object.assign(line.style, { position: "sticky", top: "0", zIndex: "3", display: "flex", justifyContent: "space-between", alignItems: "center", padding: "8px 16px",
  background: "var(--colour-paper)", borderBottom: "2px solid var(--colour-brand)" });

// Told once aloud where the terminal can speak, and shown every second; a screen reader hears it every ten.
const clock = make("p", { className: "kiosk__clock" });
const heard = make("p", { className: "visually-hidden" });
heard.setAttribute("role", "status");
const dialog = make("dialog", { className: "confirm" }, make("h2", { id: "kiosk-title", textContent: say("idle_title") }), clock, heard,
  make("div", { className: "confirm__buttons" }, button(say("stay"), () => wake()), button(say("again"), startAgain, "button--secondary")));
dialog.setAttribute("role", "alertdialog");
dialog.setAttribute("aria-labelledby", "kiosk-title");
Object.assign(dialog.style, { background: "var(--colour-page)", color: "var(--colour-text)", maxWidth: "90vw" });
dialog.addEventListener("cancel", () => wake());

let last = Date.now();
const wake = () => {
  last = Date.now();
  if (dialog.open) dialog.close();
  globalThis.speechSynthesis?.cancel();
};
const speak = (text) => {
  if (!globalThis.speechSynthesis) return;
  speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(text), { lang: root.lang }));
};
// A terminal at the back of a hall may be asked to be quicker or slower: `?kiosk=1&idle=120`.
const asked = Number(new URLSearchParams(location.search).get("idle"));
const wanted = asked >= 5 && asked <= 600 ? asked : 0;
const idle = (() => {
  try {
    if (wanted) sessionStorage.setItem("fumin.kiosk.idle", wanted);
    return Number(sessionStorage.getItem("fumin.kiosk.idle")) || IDLE_S;
  } catch { return wanted || IDLE_S; }
})();
const home = () => `/?kiosk=1${idle === IDLE_S ? "" : `&idle=${idle}`}`;
const warning = Math.min(WARNING_S, idle);
const tick = () => {
  const left = Math.ceil(idle + warning - (Date.now() - last) / 1000);
  if (left <= 0) return startAgain();
  if (left > warning) return;
  const text = say("idle", { n: left });
  if (!dialog.open) {
    dialog.showModal();
    speak(text);
    heard.textContent = text;
  }
  clock.textContent = text;
  if (left % 10 === 0) heard.textContent = text;
};

// The line may come back while the next person stands here.
const settle = async () => {
  if (isEnding || !isOwed()) return;
  line.firstChild.textContent = say("owed");
  await signOut();
  if (isEnding || isOwed()) return;
  begin(); // The answer has emptied the storages.
  line.firstChild.textContent = say("label");
};

const keepInside = (event) => {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  // A second tab would stand open beside the one that starts again.
  link?.removeAttribute("target");
  if (!link) return;
  if (link.origin === location.origin) {
    if (isForgetful && !link.search) link.search = new URL(home(), location).search;
    return;
  }
  event.preventDefault();
  line.firstChild.textContent = say("no_links_out");
};

// The browser offers no word typed by one person to the next.
const quiet = (part) => {
  for (const each of part.querySelectorAll("form, input, textarea, select")) each.setAttribute("autocomplete", "off");
};
const quietNew = (changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) if (node.nodeType === 1) quiet(node.parentNode ?? node);
};

// Whatever is here without the mark belongs to somebody before. Where the browser keeps nothing, nobody left anything, and every
// link goes on saying that this is a terminal.
const isForgetful = (() => { try { return !sessionStorage; } catch { return true; } })();
const isNew = !isForgetful && !sessionStorage.getItem(MARK);
const go = () => {
  begin();
  document.body.prepend(line);
  document.body.append(dialog);
  quiet(document);
  new MutationObserver(quietNew).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("click", keepInside, true);
  globalThis.open = () => null;
  // While the question is up only its buttons answer it: a sleeve on the glass is nobody.
  for (const name of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) {
    addEventListener(name, () => { if (!dialog.open) last = Date.now(); }, { capture: true, passive: true });
  }
  // A page that the browser kept whole would show the last person's again.
  addEventListener("pageshow", (event) => { if (event.persisted) startAgain(); });
  setInterval(tick, 1_000);
  settle();
  addEventListener("online", settle);
  setInterval(settle, AGAIN_MS);
  // The answer to signing out empties the storages: it is a terminal all the same.
  addEventListener("pagehide", () => { if (!isEnding && !isForgetful) sessionStorage.setItem(MARK, "1"); });
};
// A page that the server drew has led here: somebody pressed, or walked away from it.
const isLeft = new URLSearchParams(location.search).has("left");
if (isNew || isLeft) {
  const wasLarge = root.hasAttribute("data-large");
  clear().then(() => {
    forget();
    begin();
    // The page may have drawn what was kept here before.
    if (wasLarge && !isLeft) go(); else location.replace(home());
  });
} else go();
