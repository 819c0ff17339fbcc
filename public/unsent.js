// What a form has not sent waits on the device: told before signing out, which takes it away, locked where the session has ended
// otherwise, and left alone where another person has signed in. Comes with the press, or with the answer that says so.
//
// script/finish-portal puts in WORDS: locales/*/unsent.toml.
const root = document.documentElement;
const words = WORDS[root.lang === "en" ? "en" : "zh"];
const make = (tag, props, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
};

// Only the names are looked at: what waits is sealed, and another person's is none of this one's business.
const namesKept = async (place) => {
  if (!(await indexedDB.databases()).some(({ name }) => name === place)) return [];
  return new Promise((resolve, reject) => {
    setTimeout(reject, 3_000); // As in drafts.js.
    const request = indexedDB.open(place);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const names = request.result.transaction("kept").objectStore("kept").getAllKeys();
      names.onsuccess = () => { request.result.close(); resolve(names.result); };
    };
  });
};

// The applications of which something waits: the first of this person's, whether a class was begun to be asked for, and
// whether there is anything of other people's: a trainer's ticks too, which lie in the desk's place (drafts.js).
export const findUnsent = async () => {
  const waiting = (await namesKept("fumin-drafts")).map((name) => name.match(/^(?:(\w+):)?([\w-]+)\/(?:unsent\/|photo\/|kept\/|press$)/)).filter(Boolean);
  const owner = localStorage.getItem("fumin.owner");
  const isMine = ([, whose]) => !whose || whose === owner;
  const mine = waiting.filter(isMine).map(([, , id]) => id);
  const hasTicks = (await namesKept("fumin-desk")).some((name) => name.includes(":ticks/"));
  return { mine: mine.find((id) => id !== "enrol"), begun: mine.includes("enrol"), hasOthers: hasTicks || mine.length < waiting.length };
};

// A browser that holds no session any more is told so with 204; a wrong code is no end.
const isEnd = async (answer) => (answer.status === 204
  ? new URL(answer.url).pathname === "/api/session"
  : (await answer.clone().json()).code === "sign_in_required");

// The session is over: its key goes, and what is sealed with it (drafts.js) waits for the same person. A place that does not
// answer keeps nobody waiting. boot.js calls it with answers that may say so.
export const lock = async (answer) => {
  if (!(await isEnd(answer))) return;
  await new Promise((done) => {
    setTimeout(done, 1_000);
    const request = indexedDB.open("fumin-drafts", 1);
    request.onupgradeneeded = () => request.transaction.abort(); // Nothing was kept here, and no place is made.
    request.onerror = done;
    request.onsuccess = () => {
      const change = request.result.transaction("kept", "readwrite");
      const kept = change.objectStore("kept");
      const owner = kept.get("owner");
      owner.onsuccess = () => { if (owner.result?.key) kept.put({ mark: owner.result.mark, until: 0 }, "owner"); };
      change.oncomplete = change.onabort = () => { request.result.close(); done(); };
    };
  });
};

// Whoever signs in in another tab takes the session of this one along, and no request says whose tab it comes from: the first
// person's form is then not there, and what waits of it would be given up. So before a form's page hears that something is not
// there, the server is asked who is signed in. Where it is another person, or nobody, what is missing is the session. boot.js
// calls it.
export const found = async (answer) => {
  const whose = await globalThis.fuminDrafts("whose");
  if (!whose) return answer;
  const session = await fetch("/api/session");
  if (!session.ok) throw new TypeError("nobody says who is signed in");
  if (session.status === 200 && (await session.json()).device_mark === whose) return answer;
  return new Response(JSON.stringify({ ...await answer.json(), code: "sign_in_required", status: 401 }), { status: 401 });
};

const say = (title, detail, ...buttons) => {
  const dialog = make("dialog", { className: "confirm" },
    make("h2", { id: "unsent-title", textContent: title }), make("p", { id: "unsent-detail", textContent: detail }),
    make("div", { className: "confirm__buttons" }, ...buttons.map(([label, press], at) => make("button", {
      type: "button", className: `button ${at ? "button--secondary" : ""}`, textContent: label, onclick: () => { dialog.close(); press?.(); },
    }))));
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-labelledby", "unsent-title");
  dialog.setAttribute("aria-describedby", "unsent-detail");
  Object.assign(dialog.style, { background: "var(--colour-page)", color: "var(--colour-text)", maxWidth: "min(90vw, 32rem)" });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
};

// The answer to signing out empties the storages. How the portal is shown is nobody's secret and is written down anew. At a
// terminal it goes with everything else, by name too, should that answer not have come; only that it is a terminal stays.
const SHOWN = ["fumin.large", "fumin.contrast", "fumin.lang"];
const TERMINAL = ["fumin.kiosk", "fumin.kiosk.idle"];
const writeDownAnew = (button) => {
  let isTerminal = sessionStorage.getItem("fumin.kiosk");
  const [storage, names] = isTerminal ? [sessionStorage, TERMINAL] : [localStorage, SHOWN];
  const kept = names.map((name) => [name, storage.getItem(name)]);
  return () => {
    if (isTerminal) {
      localStorage.clear();
      if (!button.isConnected) {
        indexedDB.deleteDatabase("fumin-drafts");
        isTerminal = ""; // Once: the next person may sign in on this very page.
      }
    }
    for (const [name, value] of kept) if (value && !storage.getItem(name)) storage.setItem(name, value);
  };
};
// Gives what lets go of it again: for whom the session has stayed.
const keepHowItIsShown = (button) => {
  let write;
  try { write = writeDownAnew(button); } catch { return () => {}; /* nothing is kept here at all */ }
  // The answer empties the storages of whatever page is open by then, so no press leads on before it has come; and whoever
  // closes the page meanwhile is signed out all the same.
  const wait = (event) => {
    if (!event.isTrusted) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onLeaving = () => {
    write(); // First: a page that is not secure has no random name for the request.
    if (button.isConnected) fetch("/api/session", { method: "DELETE", keepalive: true, headers: { "Idempotency-Key": crypto.randomUUID() } }).catch(() => {});
  };
  addEventListener("click", wait, true);
  addEventListener("pagehide", onLeaving);
  const look = setInterval(() => {
    if (button.isConnected) return;
    clearInterval(look);
    removeEventListener("click", wait, true);
    write();
  }, 50);
  return () => {
    removeEventListener("click", wait, true);
    removeEventListener("pagehide", onLeaving);
  };
};

// Without a line the session stays, and so does the button: whoever walks away must know.
const leave = (button) => {
  const stays = keepHowItIsShown(button);
  button.click();
  setTimeout(() => {
    if (!button.isConnected) return;
    stays();
    const dialog = say(words.not_left_title, words.not_left, [words.close]);
    const wait = setInterval(() => {
      if (button.isConnected && dialog.isConnected) return;
      clearInterval(wait);
      if (dialog.isConnected) dialog.close();
    }, 500);
  }, 4_000);
};

// Leaves at once when nothing waits, and when nobody can tell. boot.js calls it with the press.
export default async (button) => {
  const { mine, begun, hasOthers } = await findUnsent().catch(() => ({}));
  if (!mine && !begun && !hasOthers) return leave(button);
  const anyway = [words.leave, () => leave(button)];
  const stay = [words.stay, () => button.focus()];
  if (mine || begun) say(words.title, words.mine, [words.send, () => location.assign(mine ? `/apply/${mine}` : "/classes/")], stay, anyway);
  else say(words.title, words.others, stay, anyway);
};
