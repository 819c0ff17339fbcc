// Opens the desk again where there is no line: for trainers, whose rooms often have none. Kept is the program alone; rosters
// and ticks lie sealed in the page's own place (drafts.js), and nothing that is asked of the server is answered from here.
//
// The page registers it once a class was opened; signing out takes it away with everything else (`Clear-Site-Data`). The
// portal's own worker, sw.js, passes staff pages by, and its names begin otherwise.
const KEPT = "desk";
const SHELL = "/staff/index.html";
const WORDS = "/i18n/en.json";
// So long a line that carries nothing may keep somebody waiting in front of a class.
const PATIENCE_MS = 5_000;
const NAMED = /\/staff\/[\w-]+-[0-9a-f]{8,16}(?:_bg)?\.(?:js|wasm)/g;

const take = async (path, mode) => {
  const answer = await fetch(path, { cache: mode, credentials: "omit" });
  if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
  return answer;
};

// One build, whole: its files first, then the page that asks for them, then what older builds left goes.
const keepBuild = async () => {
  const cache = await caches.open(KEPT);
  const shell = await take(SHELL, "no-cache");
  const files = new Set((await shell.clone().text()).match(NAMED));
  if (files.size < 2) throw new Error(`${SHELL}: names no program`);
  for (const path of files) if (!(await cache.match(path))) await cache.put(path, await take(path, "default"));
  await cache.put(WORDS, await take(WORDS, "no-cache"));
  await cache.put(SHELL, shell);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname !== SHELL && pathname !== WORDS && !files.has(pathname)) await cache.delete(request);
  }
};

// One after the other: two pages opened while a build changes would take each other's files away.
let last = Promise.resolve();
const keep = () => (last = last.catch(() => {}).then(keepBuild));

const kept = async (path) => (await caches.open(KEPT)).match(path);

// A proxy in front of a server that is away answers in its place.
const answerPage = async (event) => {
  const asked = fetch(event.request);
  asked.catch(() => {}); // It may fail after the patience was over.
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)).then(() => kept(SHELL));
  try {
    const answer = (await Promise.race([asked, late])) ?? (await asked);
    if (answer.ok) event.waitUntil(keep().catch(() => {})); // Another build may have come; what is kept stays whole.
    return answer.status < 500 ? answer : (await kept(SHELL)) ?? answer;
  } catch (error) {
    const page = await kept(SHELL);
    if (!page) throw error;
    return page;
  }
};

const answerFile = async (request, path) => (await kept(path)) ?? fetch(request);

const answerWords = async (request) => {
  try {
    return await fetch(request);
  } catch (error) {
    const words = await kept(WORDS);
    if (!words) throw error;
    return words;
  }
};

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(keep());
});
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(answerPage(event));
  else if (pathname === WORDS) event.respondWith(answerWords(request));
  else if (pathname.match(NAMED)?.[0] === pathname) event.respondWith(answerFile(request, pathname));
});
