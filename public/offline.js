// What happens beside the app once it is usable: the portal is kept on the device, a new version is offered, and where the
// page shows what was kept it says since when. Comes after the app, so that it keeps no first page waiting.
//
// script/finish-portal puts in WORDS: locales/*/offline.toml.
import { offerAids } from "./aids.js";
import { carryLook, leaveLook } from "./look.js";
import { tellHowItWent } from "./started.js";

const root = document.documentElement;
const words = WORDS[root.lang === "en" ? "en" : "zh"];
const say = (key, parts = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => parts[name]);
const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* asked again the next time */ } };
const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };

// `14:03`, or with its day when that is not today; in the district's time.
const timeOf = (ms) => {
  const at = (options) => new Intl.DateTimeFormat(root.lang, { timeZone: "Asia/Shanghai", ...options });
  const day = at({ year: "numeric", month: "numeric", day: "numeric" });
  const isToday = day.format(ms) === day.format(Date.now());
  return at({ ...(isToday ? {} : { month: "numeric", day: "numeric" }), hour: "numeric", minute: "2-digit", hourCycle: "h23" }).format(ms);
};

// One line at the edge of the page, the most important first; what is pressed away stays away.
const ORDER = ["insecure", "update", "old-page", "unsent", "old", "desk"];
const lines = new Map();
const gone = new Set();
let bar;
const show = (name, line) => {
  if (gone.has(name) || !line) lines.delete(name);
  else lines.set(name, line);
  draw();
};
const make = (tag, props, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
};
const draw = () => {
  const name = ORDER.find((each) => lines.has(each));
  if (!name) return bar?.remove();
  const line = lines.get(name);
  if (!bar) {
    bar = make("aside", { className: "line-bar" });
    bar.setAttribute("aria-label", say("label"));
    bar.append(make("p", { className: "line-bar__words", role: "status" }), make("div", { className: "line-bar__buttons" }));
  }
  if (!bar.isConnected) document.body.prepend(bar);
  const [shown, buttons] = bar.children;
  if (shown.textContent !== line.words) shown.textContent = line.words;
  const away = () => { gone.add(name); show(name); line.away?.(); };
  buttons.replaceChildren(
    ...(line.press ? [make("button", { type: "button", className: "button", textContent: line.label, onclick: line.press })] : []),
    make("button", { type: "button", className: "button button--secondary", textContent: say(line.press ? "later" : "close"), onclick: away }),
  );
};

// The new version is taken when somebody says so. The page that says so opens anew; others are told, for someone may be
// typing there.
const offerUpdates = (registration) => {
  let isOurs = false;
  let hadOne = Boolean(navigator.serviceWorker.controller);
  const offer = () => {
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    const press = () => { isOurs = true; registration.waiting?.postMessage("take"); };
    show("update", { words: say("update"), label: say("take"), press });
  };
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    show("update");
    if (isOurs) location.reload();
    else if (hadOne) show("old-page", { words: say("old_page"), label: say("reload"), press: () => location.reload() });
    hadOne = true;
  });
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
  offer();
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - looked < HOUR_MS) return;
    looked = Date.now();
    registration.update().catch(() => {});
  });
};

const hear = ({ data }) => {
  if (data?.fumin === "old") show("old", { words: data.at ? say(data.isList ? "old_list" : "old", { time: timeOf(data.at) }) : say("no_line") });
  if (data?.fumin === "now") show("old");
  if (data?.fumin === "back") location.reload();
  // The page asks again, and is answered out of what has just come.
  if (data?.fumin === "new") dispatchEvent(new CustomEvent("fumin:new", { detail: data.path }));
};

const keepOnDevice = async () => {
  const { serviceWorker, connection } = navigator;
  if (!serviceWorker) return;
  serviceWorker.addEventListener("message", hear);
  serviceWorker.startMessages?.();
  serviceWorker.controller?.postMessage("told");
  tellHowItWent();
  if (connection?.saveData) return;
  addEventListener("online", () => serviceWorker.controller && dispatchEvent(new CustomEvent("fumin:new", { detail: "/api/catalogue" })));
  offerUpdates(await serviceWorker.register("/sw.js", { updateViaCache: "none" }));
};

// What is past and what is to come goes by the server's clock: a phone's own may be a year wrong. Asked again until it is right.
const BEHIND = "fumin.behind";
const HOUR_MS = 3_600_000;
const learnTime = async () => {
  const known = Number(sessionStorage.getItem(BEHIND) ?? NaN);
  if (known === 0) return;
  const { headers } = await fetch("/healthz", { method: "HEAD", cache: "no-store" });
  const off = Date.parse(headers.get("date")) - Date.now();
  const behind = Math.abs(off) > HOUR_MS ? off : 0;
  sessionStorage.setItem(BEHIND, behind);
  // These keep in the tab what was chosen in them.
  if (Math.abs(behind - (known || 0)) > HOUR_MS && /^\/(?:$|courses|eligibility|calculator)/.test(location.pathname)) location.reload();
};

const isKiosk = () => { try { return sessionStorage.getItem("fumin.kiosk"); } catch { return null; } };
const isTerminal = () => new URLSearchParams(location.search).get("kiosk") === "1" || isKiosk();

// The browser asks once in the life of a page, and only where the page can be kept on the desk; a terminal is nobody's phone.
const offerDesk = () => {
  const asked = globalThis.fuminDesk;
  if (!asked || isTerminal() || recall("fumin.desk") || location.pathname !== "/") return;
  const done = () => { remember("fumin.desk", "1"); show("desk"); };
  show("desk", { words: say("desk"), label: say("to_desk"), press: () => { asked.prompt(); done(); }, away: done });
};

// What a form has not sent waits on the device; its own pages say so themselves.
const offerUnsent = async () => {
  if (location.pathname.startsWith("/apply") || !(await indexedDB.databases()).some(({ name }) => name === "fumin-drafts")) return;
  const { mine } = await (await import("/unsent.js")).findUnsent();
  if (mine) show("unsent", { words: say("unsent"), label: say("to_unsent"), press: () => location.assign(`/apply/${mine}`) });
};

if (isSecureContext) {
  offerUnsent().catch(() => {}); // A browser that does not tell: the form does, once it is opened.
  keepOnDevice().catch(() => {}); // Private windows keep nothing; the pages work from the server as before.
  learnTime().catch(() => {}); // Without a line, or where nothing is kept, the device's clock has to do.
  offerDesk();
  addEventListener("fumin:desk", offerDesk);
} else show("insecure", { words: say("insecure") });
carryLook(isTerminal);
leaveLook(isTerminal);
offerAids(words, remember);

// What stands beside some pages only: public ones can be sent on; WeChat's browser and self-service terminals need a word more.
const beside = (name) => import(`/${name}.js`).catch(() => {});
if (isTerminal()) beside("kiosk");
else if (document.querySelector("link[rel=manifest]")) beside("share");
if (/MicroMessenger/i.test(navigator.userAgent)) beside("wechat");
