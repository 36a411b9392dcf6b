// What a person typed and the portal has not saved yet, kept on the device, keyed by user and address.
//
// Who writes by the link of a mail has no account and may sit at a computer that others use: a form with
// data-keep-in-tab is kept in its tab alone, and gone once that is closed.
//
// An item: {url, page, title, version, values: [[name, value], …], at, stuck}. An item that is stuck waits for the
// person; autosave.js lists it, and does not send it again by itself.

const apart = document.querySelector("form[data-keep-in-tab]");
export const inTab = apart !== null;
const store = inTab ? sessionStorage : localStorage;
export const said = { ...document.getElementById("script-words").dataset, ...apart?.dataset };
export const user = document.body.dataset.user;
/** The key of a form that is kept whole: it may be another one in another seat of the same person. */
export const formHere = `${location.pathname}#${document.body.dataset.seat}`;
const PREFIX = `rcm.kept.${user}.`;

export function kept() {
  const items = [];
  for (let n = 0; n < store.length; n += 1) {
    const key = store.key(n);
    if (key.startsWith(PREFIX)) items.push(JSON.parse(store.getItem(key)));
  }
  return items.sort((a, b) => a.at - b.at);
}

export function keptFor(url) {
  const found = store.getItem(PREFIX + url);
  return found && JSON.parse(found);
}

/** Keeps an item on the device; false when the device has no room or forbids it. */
export function keep(item) {
  try {
    store.setItem(PREFIX + item.url, JSON.stringify(item));
    return true;
  } catch {
    return false;
  }
}

export function release(url) {
  store.removeItem(PREFIX + url);
}

export function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The token of this page's forms; a fresh one from the server, or null when it knows this person no more. */
export async function token(fresh) {
  const meta = document.querySelector('meta[name="csrf-token"]');
  if (!fresh) return meta?.content;
  const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector('meta[name="csrf-token"]');
  if (!found || page.body.dataset.user !== user) return null;
  if (meta) meta.content = found.content;
  return found.content;
}
