// What may stay on the device, by key: in this tab only, or until it is wiped.

const IN_TAB = {
  put: (text, key) => sessionStorage.setItem(key, text),
  all: (prefix) =>
    Object.keys(sessionStorage)
      .filter((key) => key.startsWith(prefix))
      .sort(),
};

let opened = null;

/** The database, which all pages of this origin share. */
function database() {
  return (opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(TAG);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  }));
}

/** Does something in one transaction, and resolves to what comes of it once that is on the device. */
async function inDatabase(act) {
  const transaction = (await database()).transaction("kept", "readwrite");
  const asked = act(transaction.objectStore("kept"));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onabort = reject;
  });
}

const from = (prefix) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

/** Keeps a text under a key, or all whose keys begin like this no longer. A browser that keeps nothing is no failure. */
async function keep(place, key, text) {
  try {
    if (place === "device") await inDatabase((kept) => (text == null ? kept.delete(from(key)) : kept.put(text, key)));
    else if (text == null) IN_TAB.all(key).forEach((key) => sessionStorage.removeItem(key));
    else IN_TAB.put(text, key);
  } catch {}
}

/** The texts whose keys begin like this, as a JSON list. */
async function kept(place, prefix) {
  const texts = place === "device" ? await inDatabase((kept) => kept.getAll(from(prefix))) : IN_TAB.all(prefix).map((key) => sessionStorage[key]);
  return JSON.stringify(texts);
}

/** The widgets of this tab, which wake when the network is back, and when another tab has kept something. */
const awake = new Set();
const wake = (isBack) => awake.forEach((mounted) => mounted.wake(isBack));
const tabs = globalThis.BroadcastChannel ? new BroadcastChannel(TAG) : {};
tabs.onmessage = () => wake(false);
addEventListener("online", () => wake(true));
