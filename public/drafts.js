// What a form keeps on this device until the server has it: in IndexedDB, sealed with a key that the server gives to the
// person signed in and no script can read back. The end of the session, another person's sign-in and the end of its time take
// the key away; what is sealed stays useless until the same person signs in again. Signing out deletes everything.
//
// A trainer's desk keeps rosters and ticks the same way, in a place of its own.
//
// The app calls `fuminDrafts` with what it asks and up to three things said; script/finish-bundle joins this file to the bundles that have it.
const NAME = IS_STAFF ? "fumin-desk" : "fumin-drafts";
const STORE = "kept";
const OWNER = "owner";
let opened;
let key;
// Whose key it is: stands before the names of what it seals, so that two persons on one device see nothing of each other's.
let mark;

const database = () => (opened ??= new Promise((resolve, reject) => {
  // Now and then Chromium never answers: a form opens all the same, as where nothing may be kept.
  setTimeout(reject, 3_000, new Error("no answer"));
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const found = request.result;
    // Signing out in another window deletes everything; whoever holds it open would be in the way.
    found.onversionchange = found.onclose = () => { found.close(); opened = undefined; };
    resolve(found);
  };
}));

// One thing after the other, in the order asked: what was typed last must be what stays.
let last = Promise.resolve();
const inTurn = (act) => (last = last.catch(() => {}).then(act));

const change = async (act) => {
  const transaction = (await database()).transaction(STORE, "readwrite", { durability: "strict" });
  act(transaction.objectStore(STORE));
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
};
const look = async (ask) => {
  const request = ask((await database()).transaction(STORE).objectStore(STORE));
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
};

const encoder = new TextEncoder();
const full = (name) => `${mark}:${name}`;
// A record opens under its own name alone.
const how = (name, iv) => ({ name: "AES-GCM", iv, additionalData: encoder.encode(name) });
const seal = async (name, bytes) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, sealed: await crypto.subtle.encrypt(how(name, iv), key, bytes) };
};
const open = async (name, { iv, sealed }) => crypto.subtle.decrypt(how(name, iv), key, sealed);
// What this window put or found under a name, by its nonce: something else there was put by another window since.
const known = new Map();
const prefixed = (prefix) => IDBKeyRange.bound(full(prefix), `${full(prefix)}\uffff`);
const short = (name) => name.slice(mark.length + 1);
const namesOf = async (prefix) => (await look((store) => store.getAllKeys(prefixed(prefix)))).map(short);
// Everything of a person that is written to the device is written here.
const keep = async (name, bytes) => {
  const record = await seal(name, bytes);
  await change((store) => store.put(record, full(name)));
  known.set(name, String(record.iv));
};

// What is done with photos comes when there are some. A device that kept what it was told and now tells nothing may hold some:
// they wait, and nothing is handed in without them.
let photos;
let isKept;
const withPhotos = async (what, application, ...said) => {
  if (what === "send") {
    const names = await namesOf(`${application}/photo/`).catch(() => !isKept && []);
    if (!names) return "waiting";
    if (!photos && !names.length) return "";
  }
  photos = await import("/photos.js");
  return photos[what](application, ...said);
};

// A desk that keeps nothing is not to get a place for it by being asked. A browser that does not tell gets one, so that the key
// is taken away there too.
const isNew = async () => Boolean(indexedDB.databases) && !(await indexedDB.databases()).some(({ name }) => name === NAME);

const newest = {};
const asked = {
  // Takes up the key of who is signed in; it serves without a line as long as the session may last, which is counted on this
  // device's clock, right or wrong, from when the page was opened; at a desk, whose page outlives sessions, from now.
  begin: (secret, whose, lasts) => inTurn(async () => {
    const bytes = Uint8Array.from(atob(secret), (letter) => letter.charCodeAt(0));
    key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    mark = whose;
    await change((store) => store.put({ mark, key, since: Date.now(), until: (IS_STAFF ? Date.now() : performance.timeOrigin) + lasts }, OWNER));
    isKept = true;
  }),
  // Without a line: whether somebody's key is still here.
  resume: () => inTurn(async () => {
    if (IS_STAFF && (await isNew())) return false;
    const owner = await look((store) => store.get(OWNER));
    // A clock put back since must not make it last longer.
    if (!owner?.key || owner.until < Date.now() || owner.since > Date.now()) return false;
    ({ key, mark } = owner);
    return (isKept = true);
  }),
  // Only the newest of a name is written: whoever types fast and leaves must not wait for every letter before.
  put: (name, value) => {
    newest[name] = value;
    return inTurn(() => newest[name] === value && keep(name, typeof value === "string" ? encoder.encode(value) : value));
  },
  // The texts whose names begin so. What does not open is not there. Names and records are asked for at once: between two looks
  // another window may put or drop one, and each record after it would stand beside another's name.
  all: (prefix) => inTurn(async () => {
    let names;
    const records = await look((store) => {
      names = store.getAllKeys(prefixed(prefix));
      return store.getAll(prefixed(prefix));
    });
    const found = await Promise.all(records.map((record, at) => {
      const name = short(names.result[at]);
      return open(name, record).then((bytes) => {
        known.set(name, String(record.iv));
        return new TextDecoder().decode(bytes);
      }, () => null);
    }));
    return found.filter((each) => each !== null);
  }),
  bytes: (name) => inTurn(async () => open(name, await look((store) => store.get(full(name))))),
  // Forgets it, unless another window has kept something newer under the name: looked at and forgotten in one.
  drop: (name) => inTurn(() => mark && change((store) => { // Without a key there is none, and no place is made.
    const record = store.get(full(name));
    record.onsuccess = () => { if (record.result && known.get(name) === String(record.result.iv)) store.delete(full(name)); };
  })),
  clear: (prefix) => inTurn(() => change((store) => store.delete(prefixed(prefix)))),
};

// Papers belong to an application.
if (HAS_PAPERS) Object.assign(asked, {
  // Whose tab this is: unsent.js asks, where another person may have signed in elsewhere.
  whose: async () => mark,
  // The kinds of papers of which photos wait.
  kinds: (application) => inTurn(async () => (await namesOf(`${application}/photo/`)).map((name) => name.split("/")[2]).join()),
  photo: (...said) => withPhotos("add", ...said),
  send: (application) => withPhotos("send", application),
  show: (application) => withPhotos("show", application),
});

if (IS_STAFF) Object.assign(asked, {
  // The session is over: what is sealed waits for the same person. On residents' pages unsent.js does so.
  lock: () => inTurn(async () => {
    key = undefined;
    if (await isNew()) return;
    const owner = await look((store) => store.get(OWNER));
    if (owner?.key) await change((store) => store.put({ mark: owner.mark, until: 0 }, OWNER));
  }),
  // The desk itself opens again without a line once there is something to open it for.
  desk: async () => navigator.serviceWorker?.register("/staff/desk.js", { updateViaCache: "none" }).then(() => true),
  // Whether ticks wait here, whoever's: signing out takes away all of them.
  waits: () => inTurn(async () => !(await isNew()) && (await look((store) => store.getAllKeys())).some((name) => name.includes(":ticks/"))),
});

globalThis.fuminDrafts = (what, ...said) => asked[what](...said);
