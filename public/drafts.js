// What a form keeps on this device until the server has it: in IndexedDB, sealed with a key that the server gives to the
// person signed in and no script can read back. Another person's sign-in, signing out and the end of the session's time take
// the key away; what is sealed stays useless until the same person signs in again, and another person's is deleted.
//
// The app calls `fuminDrafts` with what it asks and up to three things said; script/finish-bundle joins this file to the bundles that have it.
const NAME = "fumin-drafts";
const STORE = "kept";
const OWNER = "owner";
let opened;
let key;

const database = () => (opened ??= new Promise((resolve, reject) => {
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
// A record opens under its own name alone.
const how = (name, iv) => ({ name: "AES-GCM", iv, additionalData: encoder.encode(name) });
const seal = async (name, bytes) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, sealed: await crypto.subtle.encrypt(how(name, iv), key, bytes) };
};
const open = async (name, { iv, sealed }) => crypto.subtle.decrypt(how(name, iv), key, sealed);
const text = (bytes) => new TextDecoder().decode(bytes);
// What this window put or found under a name, by its nonce: something else there was put by another window since.
const known = new Map();
const prefixed = (prefix) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

const asked = {
  // Takes up the key of who is signed in; until when it may be kept for days without a line.
  begin: (secret, mark, until) => inTurn(async () => {
    const bytes = Uint8Array.from(atob(secret), (letter) => letter.charCodeAt(0));
    key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    const owner = await look((store) => store.get(OWNER));
    await change((store) => {
      if (owner && owner.mark !== mark) store.clear();
      store.put({ mark, key, until }, OWNER);
    });
  }),
  // Without a line: whether somebody's key is still here.
  resume: () => inTurn(async () => {
    const owner = await look((store) => store.get(OWNER));
    if (!owner?.key || owner.until < Date.now()) return false;
    key = owner.key;
    return true;
  }),
  // The session is over: what is sealed waits for the same person.
  lock: () => inTurn(async () => {
    key = undefined;
    const owner = await look((store) => store.get(OWNER));
    if (owner?.key) await change((store) => store.put({ mark: owner.mark, until: 0 }, OWNER));
  }),
  put: (name, value) => inTurn(async () => {
    const record = await seal(name, encoder.encode(value));
    await change((store) => store.put(record, name));
    known.set(name, String(record.iv));
  }),
  // The texts whose names begin so. What does not open is not there.
  all: (prefix) => inTurn(async () => {
    const names = await look((store) => store.getAllKeys(prefixed(prefix)));
    const records = await look((store) => store.getAll(prefixed(prefix)));
    const found = await Promise.all(records.map((record, at) => open(names[at], record).then((bytes) => {
      known.set(names[at], String(record.iv));
      return text(bytes);
    }, () => null)));
    return found.filter((each) => each !== null);
  }),
  // Forgets it, unless another window has kept something newer under the name.
  drop: (name) => inTurn(async () => {
    const record = await look((store) => store.get(name));
    if (record && known.get(name) === String(record.iv)) await change((store) => store.delete(name));
  }),
  clear: (prefix) => inTurn(() => change((store) => store.delete(prefixed(prefix)))),
};

globalThis.fuminDrafts = (what, ...said) => asked[what](...said);
