// What is written and not sent yet, on this device only: one row a report, sealed with a key that only its writer gets.
const NAME = "kvalitet-meldinger";
const ROWS = "meldinger";
const encoder = new TextEncoder();
const decoder = new TextDecoder();

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(ROWS, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
}

async function run(mode, work) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(ROWS, mode, { durability: "strict" });
      const asked = work(transaction.objectStore(ROWS));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

export const put = (row) => run("readwrite", (rows) => rows.put(row));
export const get = (id) => run("readonly", (rows) => rows.get(id));
export const remove = (id) => run("readwrite", (rows) => rows.delete(id));
export const all = async () => (await run("readonly", (rows) => rows.getAll())).sort((one, other) => one.made - other.made);
export const allOf = async (person) => (await all()).filter((row) => row.person === person);
// Change a row if it is still there; one that was taken away meanwhile doesn't come back.
export const update = (id, changes) => run("readwrite", (rows) => {
  const asked = rows.get(id);
  asked.onsuccess = () => { if (asked.result) rows.put({ ...asked.result, ...changes }); };
  return asked;
});
export const canKeep = () => Boolean(globalThis.indexedDB && globalThis.crypto?.subtle && globalThis.isSecureContext);

const keyed = (hex) => crypto.subtle.importKey("raw", Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16)), "AES-GCM", false, ["encrypt", "decrypt"]);

export async function seal(key, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyed(key), bytes) };
}

const unseal = async (key, { iv, data }) => crypto.subtle.decrypt({ name: "AES-GCM", iv }, await keyed(key), data);

// `content` is {fields: [[name, value]], files: [{name, type}]}; the bytes of the files are sealed one by one.
export const sealContent = (key, content) => seal(key, encoder.encode(JSON.stringify(content)));

export async function contentOf(row, key) {
  const content = JSON.parse(decoder.decode(await unseal(key, row.body)));
  const files = await Promise.all(content.files.map(async (file, index) => new File([await unseal(key, row.files[index])], file.name, { type: file.type })));
  return { fields: content.fields, files };
}
