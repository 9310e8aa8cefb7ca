// What may stay on the device, by key: in this tab only, or until it is wiped.

const IN_TAB = {
  put: (text, key) => sessionStorage.setItem(key, text),
  all: (prefix) =>
    Object.keys(sessionStorage)
      .filter((key) => key.startsWith(prefix))
      .sort(),
};

let opened = null;
/** Settles once all that was put into the database until now is there, or is not. */
let written = Promise.resolve();

/** The database, which all pages of this origin share. */
function database() {
  return (opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(TAG);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
    asked.onsuccess = () => {
      // The browser closes it where the reader has cleared what pages keep.
      asked.result.onclose = () => (opened = null);
      resolve(asked.result);
    };
    asked.onerror = () => {
      opened = null;
      reject(asked.error);
    };
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

/** Keeps a text under a key, or all whose keys begin like this no longer; where there is no room, the widgets are told. */
async function keep(place, key, text) {
  try {
    if (place === "device") {
      const done = inDatabase((kept) => (text == null ? kept.delete(from(key)) : kept.put(text, key)));
      written = done.catch(() => {});
      await done;
    } else if (text == null) IN_TAB.all(key).forEach((key) => sessionStorage.removeItem(key));
    else IN_TAB.put(text, key);
  } catch {
    queueMicrotask(() => wake(2, key));
  }
}

/** The texts whose keys begin like this, as a JSON list. */
async function kept(place, prefix) {
  const texts = place === "device" ? await inDatabase((kept) => kept.getAll(from(prefix))) : IN_TAB.all(prefix).map((key) => sessionStorage[key]);
  return JSON.stringify(texts);
}

/** The widgets of this tab, and what they wake for: 0, another has kept or thrown away something; 1, the network is back; 2, there was no room. */
const awake = new Set();
const wake = (news, what) => awake.forEach((mounted) => mounted.wake(news, `${what}`));
const tabs = globalThis.BroadcastChannel ? new BroadcastChannel(TAG) : {};
tabs.onmessage = ({ data }) => wake(0, data);
addEventListener("online", () => wake(1));

/** Tells the widgets of all tabs, once they can see it: whoever looked before that would never look again. */
function call_tabs(gone) {
  written.then(() => {
    tabs.postMessage?.(gone);
    queueMicrotask(() => wake(0, gone));
  });
}
