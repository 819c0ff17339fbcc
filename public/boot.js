import start from "./glue.js";
// Starts a bundle, and does what must work before WebAssembly does: language, large type, a word when the app cannot run.
// Order of preference: saved choice, ?lang=, Chinese. The browser's own language is not asked: many cheap phones are sold set
// to English, and a resident who reads only Chinese could not find the switch.
const script = document.querySelector("script[data-wasm]");
const root = document.documentElement;
const read = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const save = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode: the choice lasts as long as the page */ } };
const show = (id) => { const found = document.getElementById(id); if (found) found.hidden = false; };

// The smallest module there is: before Chrome 97 the content policy lets no WebAssembly in, and plain pages take over.
const canRun = () => { try { return new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); } catch { return false; } };
const giveWay = () => import("/too-old.js").catch(() => show("cannot-run"));
if (!canRun()) throw giveWay(); // Nothing below is for such a browser.

// At a terminal whoever was here before may still be signed in: where that was tried and not answered (kiosk.js), nothing of one's
// own is asked for, and the first page tries again.
if (IS_OWN && read("fumin.owed")) throw location.replace("/?kiosk=1");

// A tab in which a clerk helps somebody: public/helped.js puts the session's mark on every request, so nothing is asked before.
let helped; try { helped = sessionStorage["fumin.helped"]; } catch { /* no tab of a service point */ }
// The end of a session takes along the key of what forms keep on this device, whichever page is told, and before the app is: it
// leaves for the page to sign in on. Only where somebody has signed in there is one; in a helped tab nothing is kept.
// What is one's own and was asked for early (below) is taken once, and only where the session was good: who signs in here is
// never shown the refusal from before.
const own = {};
const ask = fetch;
if (IS_OWN && !helped) {
  globalThis.fetch = async (...said) => {
    const { url, method, signal } = said[0];
    const [early, abort] = (method === "GET" && own[url]) || [];
    delete own[url];
    // A line may carry nothing, or stop halfway: the app's patience is the early one's too.
    if (abort) signal.onabort = () => abort.abort();
    let answer = await early;
    if (!answer?.ok) answer = await ask(...said);
    if (/204|401/.test(answer.status) && read("fumin.owner")) await import("/unsent.js").then((unsent) => unsent.lock(answer)).catch(() => {});
    // A form that is not there may be another person's now; where nobody can tell, there was no answer, and all of it waits.
    if (HAS_PAPERS && answer.status === 404) answer = await import("/unsent.js").then((unsent) => unsent.found(answer));
    return answer;
  };
}
// What the page of this address will ask first is fetched while the app is still on its way: `fetch` takes the answer over.
for (const early of document.querySelectorAll("link[data-on]")) {
  const found = !helped && (location.pathname + location.search).match(early.dataset.on);
  if (!found) continue;
  // Of what this browser keeps from the last visit only the changes are asked for. The app's client ends every question
  // with "&"; only the very same address is one request.
  const kept = HAS_SINCE && early.dataset.since && read(early.dataset.since)?.match(/^\{"version":"([\w.-]+)"/);
  if (HAS_PARTS) early.href = early.getAttribute("href").replace("$1", found[1]) + (kept ? `?since=${kept[1]}&` : "");
  if (IS_OWN && early.dataset.own) {
    const abort = new AbortController();
    own[early.href] = [ask(early.href, { signal: abort.signal }).catch(() => {}), abort];
  } else early.rel = "preload";
}

const setLarge = (isLarge) => {
  root.toggleAttribute("data-large", isLarge);
  for (const each of document.querySelectorAll("[data-toggle-large]")) each.setAttribute("aria-pressed", isLarge);
};
setLarge(read("fumin.large") === "1");
root.toggleAttribute("data-contrast", read("fumin.contrast") === "1");

const asked = new URLSearchParams(location.search).get("lang");
const language = read("fumin.lang") ?? asked;
const isEnglish = language === "en";

// The rules come by their hash: that is asked for first and left for the app, then the parts are fetched as above. Not where
// the first page needs the opening question alone: there they would keep the app off the line.
const parts = HAS_RULES ? document.querySelectorAll("link[data-pack]") : [];
if (HAS_RULES) globalThis.fuminPack = fetch("/api/policy-pack").then(async (answer) => {
  if (!answer.ok) return null;
  const text = await answer.text();
  const { hash } = JSON.parse(text);
  for (const part of parts) {
    if (location.pathname.match(part.dataset.pack)) continue;
    part.href = part.getAttribute("href").replace("$hash", hash).replace("$language", isEnglish ? "en" : "zh");
    part.rel = "preload";
  }
  return text;
}).catch(() => null); // The app asks again, and says so.

addEventListener("click", (event) => {
  const pressed = event.target.closest(IS_OWN ? "[data-toggle-large], [data-set-lang], .leave" : "[data-toggle-large], [data-set-lang]");
  if (!pressed) return;
  // Signing out deletes what the device keeps: whoever presses is asked first, and how the portal is shown stays. The press that
  // follows comes from the script.
  if (IS_OWN && pressed.matches(".leave")) {
    if (helped || !event.isTrusted) return;
    event.stopPropagation();
    import("/unsent.js").then((unsent) => unsent.default(pressed)).catch(() => pressed.click());
    return;
  }
  if (pressed.hasAttribute("data-toggle-large")) {
    const isLarge = !root.hasAttribute("data-large");
    save("fumin.large", Number(isLarge));
    setLarge(isLarge);
    return;
  }
  save("fumin.lang", pressed.getAttribute("data-set-lang"));
  const here = new URL(location.href);
  here.searchParams.delete("lang");
  if (here.href === location.href) location.reload(); else location.replace(here);
}, IS_OWN);

// Signing out empties the storages. How the desk is shown is nobody's secret, and is written down anew; on residents' pages
// unsent.js does so.
if (IS_STAFF) addEventListener("pagehide", () => {
  const keep = (key, value) => { if (value && read(key) === null) save(key, value); };
  keep("fumin.large", root.hasAttribute("data-large") && "1");
  keep("fumin.lang", isEnglish && "en");
});

// The browser offers the phone's desk when it likes; offline.js shows it in words and at its time.
if (HAS_DESK) addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  globalThis.fuminDesk = event;
  dispatchEvent(new Event("fumin:desk"));
});

// Until a page of one's own has its answers, and where they do not come, the shell's heading says where one is.
if (HAS_HEADING) {
  const heading = document.querySelector("h1");
  if (isEnglish) heading.textContent = heading.dataset.en;
  new MutationObserver(() => {
    const main = document.getElementById("main");
    if (!main || main.querySelector("h1:not([data-shell])")) heading.remove();
    else if (!heading.isConnected) main.prepend(heading);
  }).observe(document.getElementById("app"), { childList: true, subtree: true });
}

addEventListener("error", (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) show("crashed");
});

const messages = async () => {
  if (!isEnglish) return;
  const answer = await fetch("/i18n/en.json");
  if (!answer.ok) return;
  globalThis.fuminMessages = await answer.json();
  root.lang = "en";
};

// No await outside a function: browsers before Chrome 89 would not read this file at all.
const started = messages().catch(() => {}).then(() => helped && import("/helped.js").then((tab) => tab.default(helped))).then(() => start({ module_or_path: script.dataset.wasm })).catch((error) => {
  console.error(error);
  // What does not compile never will; everything else may have been the network.
  const isForeign = error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError;
  if (isForeign) giveWay(); else show("crashed");
});
// Keeping the portal on the device waits until the app stands or has failed: on a slow line it would come between. The desk has a
// worker of its own, desk.js.
if (!IS_STAFF && !helped) started.then(() => setTimeout(() => import("/offline.js").catch(() => {}), 1_500));
