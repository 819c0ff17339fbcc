// Keeps one build of the residents' pages on the device, whole or not at all, and what of the public data was seen.
// What belongs to a person (a session, anything but GET) is never answered from here nor kept; staff pages go past it.
//
// script/finish-portal puts in CACHE, a name for exactly these files; FILES, the address of each and the first 8 bytes of its SHA-256,
// "" where the server writes it itself; and ROOM, the bytes of all of them. A page is asked for by its file, since at its address
// the server may add words; SHELLS says which one answers below an address.
const PAGES = "fumin-";
const DATA = `${CACHE}-data`;
const SHELLS = ["/eligibility", "/calculator", "/track", "/my", "/classes", "/apply"];
const PASSED_BY = /^\/(?:staff|api|healthz)(?:\/|$)|\.[^/]*$/;
// Sheets to print show what the server has; some pages it draws itself; addresses that pages once had are led on by it.
const SERVERS = /^\/(?:print|plain)(?:\/|$)|^\/my\/(?:apply(?:\/|$)|(?:searches|data|not-mine|moved)\/?$|applications\/[^/]+\/(?!(?:submitted)?$))|\/(?:roster|corrections|complaint)$/;
// Without a network these are needed by every public page, so they come along with the pages.
const WANTED = ["/api/catalogue", "/api/course-texts", "/api/district", "/api/loan-basis", "/api/policy-pack"];
const NAMED_BY_CONTENT = /^\/api\/policy-pack\/[^/]+\/(?:rules|words\/\w+)$|^(?!\/(?:staff|print)\/).*-[0-9a-f]{8,16}(?:_bg)?\.\w+$/;
// At once what is kept, then what is new: for lists. First the server, and what is kept if it does not answer: for what
// somebody decides by, such as seats and the rules in force.
const LISTS = /^\/api\/(?:catalogue|course-texts|district)$/;
const DECIDED_BY = /^\/api\/(?:loan-basis|policy-pack|courses\/[\w-]+)$/;
// So long a slow line may keep somebody waiting who could have yesterday's answer.
const PATIENCE_MS = 3_000;
// So many courses are kept of those that were opened.
const COURSES = 200;
// So many pages of a bundle may be opened that say nothing of themselves.
const SILENT = 5;

const digest = async (bytes) =>
  Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes), 0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");

// A file as this build has it, or an error: another status, a short body, other bytes.
const take = async (path, hash, mode) => {
  const answer = await fetch(path, { cache: mode, priority: "low", credentials: "omit" });
  if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
  if (hash && (await digest(await answer.clone().arrayBuffer())) !== hash) throw new Error(`${path}: not of this build`);
  return answer;
};

const install = async () => {
  const hadIt = await caches.has(CACHE);
  // Each page would have a device without room fetch all of it again, for nothing.
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  if (!hadIt && quota - usage < ROOM) throw new Error("no room");
  const cache = await caches.open(CACHE);
  try {
    // One after the other: somebody may be waiting for the same line.
    for (const [path, hash] of Object.entries(FILES)) {
      const isNamed = NAMED_BY_CONTENT.test(path);
      const kept = isNamed && (await caches.match(path));
      await cache.put(path, kept || (await take(path, hash, isNamed ? "default" : "no-cache").catch(() => take(path, hash, "reload"))));
    }
  } catch (error) {
    if (!hadIt) await caches.delete(CACHE);
    throw error; // The browser gives this worker up, and the one before goes on.
  }
  await warm().catch(() => {}); // What does not come now comes when a page asks for it.
};

const warm = async () => {
  const data = await caches.open(DATA);
  for (const path of WANTED) await renew(data, path);
  const { hash } = await (await data.match("/api/policy-pack")).json();
  for (const part of ["rules", "words/zh", "words/en"]) await renew(data, `/api/policy-pack/${hash}/${part}`);
};

const isWhole = async () => {
  const cache = await caches.open(CACHE);
  return (await cache.keys()).length >= Object.keys(FILES).length;
};

// The build before stays until the pages of every bundle of this one have said that they work, or the next build comes. It answers
// again once one has said that it crashed, or several of a bundle have said nothing. Which build, and of each bundle whether it
// works or how many pages were opened since, stands in DATA.
const ON_TRIAL = "/on-trial";
const isGivenUp = (pages) => pages >= SILENT || Object.values(pages ?? {}).some((opened) => opened >= SILENT);
// A course that was opened stays whole without a line, whichever build it was opened in.
const takeOver = async (names) => {
  const data = await caches.open(DATA);
  for (const name of names)
    for (const answer of await (await caches.open(name)).matchAll()) if (answer.url.includes("/api/courses/")) await data.put(answer.url, answer);
};
const activate = async () => {
  const [good, pages] = (await (await caches.match(ON_TRIAL))?.json()) ?? [];
  const others = (await caches.keys()).filter((name) => name.startsWith(PAGES) && name !== CACHE && name !== DATA);
  const builds = others.filter((name) => !name.endsWith("-data"));
  // After the one that answered until now stand those that nobody took. This one may be the good one, brought back.
  const before = isGivenUp(pages) ? good !== CACHE && good : builds[+(builds[0] === good)];
  if (before) await putTrial(before, {}).catch(() => {}); // A full device notes nothing, and opens its pages all the same.
  await takeOver(others).catch(() => {});
  await Promise.all(others.map((name) => name !== before && caches.delete(name)));
  await clients.claim();
};
const putTrial = async (...trial) => (await caches.open(DATA)).put(ON_TRIAL, new Response(JSON.stringify(trial)));
const findTrial = async () => (await (await caches.open(DATA)).match(ON_TRIAL))?.json() ?? [];

let chosen;
const choose = async (shell) => {
  const [before, pages] = await findTrial();
  if (!before) return CACHE;
  if (isGivenUp(pages)) return before;
  if (["", ...SHELLS].every((each) => pages[each] === true)) {
    await (await caches.open(DATA)).delete(ON_TRIAL);
    await caches.delete(before);
  } else if (shell !== undefined && pages[shell] !== true) await putTrial(before, { ...pages, [shell]: (pages[shell] ?? 0) + 1 }).catch(() => {});
  return CACHE;
};
const build = async (shell) => caches.open(await (chosen = (shell === undefined && chosen) || choose(shell)));

// A page of the build before says so too, by files of its own. The last of the silent ones may still speak.
const judge = async (page, { files, isUp }) => {
  const [before, pages] = await findTrial();
  const shell = files[0].slice(0, files[0].lastIndexOf("/"));
  if (!before || pages[shell] > SILENT || files.some((file) => !(file in FILES))) return;
  await putTrial(before, { ...pages, [shell]: isUp || SILENT + 1 });
  if (!isUp) page.postMessage({ fumin: "back" });
  chosen = undefined;
};

// Asks the server and keeps a good answer. The browser's own cache sends the ETag along, so an unchanged answer is small.
const renew = async (data, request) => {
  const answer = await fetch(request, { cache: "no-cache" });
  if (answer.ok) await keep(data, answer);
  return answer;
};

// A full device keeps nothing newer. The answer is good all the same, and what was kept before must not stand in its place for good.
const keep = async (data, answer) => {
  try {
    await data.put(answer.url, answer.clone());
    await thinOut(data, new URL(answer.url));
  } catch (error) {
    if (error.name !== "QuotaExceededError") throw error;
    await data.delete(answer.url);
  }
};

// Only the newest "what changed since" completes the list that a page keeps; of courses the last ones opened are enough.
const thinOut = async (data, { pathname, search }) => {
  const folder = pathname.slice(0, pathname.lastIndexOf("/") + 1);
  const isCourse = folder === "/api/courses/";
  if (!search && !isCourse) return;
  const known = (await data.keys()).map(({ url }) => new URL(url));
  const old = isCourse
    ? known.filter((each) => each.pathname.startsWith(folder)).slice(0, -COURSES)
    : known.filter((each) => each.pathname === pathname && each.search && each.search !== search);
  await Promise.all(old.map(({ href }) => data.delete(href)));
};

// What a page was told from here because the server did not answer: since when it is, by the server's own clock.
const told = new Map();
const send = async (id, word) => (await clients.get(id))?.postMessage(word);
const tell = async (id, word) => {
  if (!id) return;
  word ? told.set(id, word) : told.delete(id);
  await send(id, word ?? { fumin: "now" });
};
const keptAt = (answer) => Date.parse(answer.headers.get("date") ?? "") || 0;
const tellOld = (id, path, kept) => {
  const before = told.get(id);
  const isList = before?.isList || path === "/api/catalogue";
  return tell(id, { fumin: "old", isList, at: Math.min(before?.at ?? Infinity, keptAt(kept)) });
};

const kept = async (data, url) => (await data.match(url.pathname + url.search)) ?? (url.search ? data.match(url.pathname) : undefined);

const answerList = async (event, url) => {
  const data = await caches.open(DATA);
  const known = await data.match(url.pathname + url.search);
  const asked = renew(data, event.request);
  if (!known) return orKept(event, url, data, asked);
  const id = event.clientId;
  const compare = async () => {
    const answer = await asked.catch(() => {});
    if (!answer?.ok) return tellOld(id, url.pathname, known);
    await tell(id);
    if (id && answer.headers.get("etag") !== known.headers.get("etag")) await send(id, { fumin: "new", path: url.pathname });
  };
  event.waitUntil(compare());
  return known;
};

// The server's answer; without one, what is kept.
const orKept = async (event, url, data, asked) => {
  const answer = await asked.catch(() => {});
  if (answer?.status < 500) return answer;
  const known = await kept(data, url);
  if (known) event.waitUntil(tellOld(event.clientId, url.pathname, known));
  return known ?? answer ?? asked;
};

const answerDecidedBy = async (event, url) => {
  const data = await caches.open(DATA);
  const asked = renew(data, event.request);
  if (!(await kept(data, url))) return asked;
  event.waitUntil(asked.catch(() => {}));
  const patience = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS));
  return orKept(event, url, data, Promise.race([asked, patience]));
};

const answerNamed = async ({ request }, { pathname }) => (await caches.match(pathname)) ?? renew(await caches.open(DATA), request);

// A page comes out of this build, as long as all of it is still here; otherwise from the server, which has all of its own. So it
// does where the device cannot be read at the moment; the next page asks again.
let whole;
const unread = () => { whole = chosen = undefined; };
const findPage = async ({ pathname }) => {
  if (!(await (whole ??= isWhole()))) return;
  const shell = SHELLS.find((base) => pathname === base || pathname.startsWith(`${base}/`)) ?? "";
  return (await build(shell)).match(`${shell}/index.html`);
};
const answerPage = async ({ request }, url) => (await findPage(url).catch(unread)) ?? fetch(request);

const findFile = async ({ pathname }) => (await build()).match(pathname);
const answerFile = async ({ request }, url) => (await findFile(url).catch(unread)) ?? fetch(request);

// Staff pages lie inside the scope, which is the whole portal; nothing that they ask is answered from here.
const unlessStaff = async (event, url, answer) => {
  const page = event.clientId && (await clients.get(event.clientId));
  return page && new URL(page.url).pathname.startsWith("/staff") ? fetch(event.request) : answer(event, url);
};

const answerOf = (path) => {
  if (LISTS.test(path)) return answerList;
  if (DECIDED_BY.test(path)) return answerDecidedBy;
  if (path in FILES || NAMED_BY_CONTENT.test(path)) return path.startsWith("/api/") ? answerNamed : answerFile;
};

// The server's answer; where none comes, a page that says so.
const orSay = (request, page) => fetch(request).catch(() => caches.match(page));

const route = (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isForm = request.method !== "GET";
  if (url.origin !== location.origin || (isForm && request.mode !== "navigate")) return;
  const path = url.pathname;
  if (request.mode === "navigate") {
    if (PASSED_BY.test(path)) return;
    if (isForm) return event.respondWith(orSay(request, "/not-sent.html"));
    // What only the server has is kept nowhere: without it a page of the portal's own says what to do.
    event.respondWith(SERVERS.test(path) ? orSay(request, "/no-line.html") : answerPage(event, url));
    return;
  }
  const answer = answerOf(path);
  if (answer) event.respondWith(unlessStaff(event, url, answer));
};

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", route);
addEventListener("message", (event) => {
  const { data, source } = event;
  // Said by the page of whoever pressed "update".
  if (data === "take") skipWaiting();
  if (data.files) event.waitUntil(judge(source, data));
  // A page that has just begun to listen.
  if (data === "told") source?.postMessage(told.get(source.id) ?? { fumin: "now" });
});
