// Small helps for every page. Each page works without this file.

document.documentElement.classList.add("js");

const said = document.getElementById("script-words")?.dataset ?? {};
const announcer = document.getElementById("announcer");

function announce(words) {
  if (announcer && words) announcer.textContent = words;
}

// Words: the same rule as common/words.py. Instant for the eye, after a pause for the ear.

const WORD = /[\p{L}\p{N}]+(?:['’\-.,][\p{L}\p{N}]+)*/gu;

function countWords(text) {
  return (text.normalize("NFC").match(WORD) ?? []).length;
}

function startCounter(counter) {
  const field = document.getElementById(counter.dataset.counterFor);
  if (!field) return;
  const max = Number(counter.dataset.max);
  let pause;
  const show = () => {
    const n = countWords(field.value);
    counter.textContent = counter.dataset.template.replace("{n}", n).replace("{max}", max).replace("{c}", [...field.value].length);
    counter.classList.toggle("over", max > 0 && n > max);
  };
  field.addEventListener("input", () => {
    show();
    clearTimeout(pause);
    pause = setTimeout(() => announce(counter.textContent), 1500);
  });
  field.addEventListener("portal:replaced", show);
  show();
}

// How many boxes of a form are ticked: <p data-count-of="name" data-one="{n} is chosen" data-other="{n} are chosen">.

function startCount(place) {
  const boxes = [...place.closest("form").elements].filter((box) => box.name === place.dataset.countOf);
  const show = () => {
    const n = boxes.filter((box) => box.checked).length;
    const words = (n === 1 ? place.dataset.one : place.dataset.other).replace("{n}", n);
    if (place.textContent !== words) place.textContent = words;
  };
  for (const box of boxes) box.addEventListener("change", show);
  show();
}

// Instants are written in San José time by the server; the reader's own time follows.

function startMoment(time) {
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.getTime()) || time.dataset.told) return;
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  time.dataset.told = time.textContent;
  if (time.dataset.local === "time") {
    time.textContent = new Intl.DateTimeFormat(language, clock).format(moment);
    return;
  }
  if (time.dataset.local === "short") {
    const short = { day: "numeric", month: "short", year: "numeric" };
    time.textContent = `${new Intl.DateTimeFormat(language, short).format(moment)}, ${new Intl.DateTimeFormat(language, clock).format(moment)}`;
    return;
  }
  const own = new Intl.DateTimeFormat(language, clock).format(moment);
  if (time.dataset.told.includes(own)) return;
  const parts = new Intl.DateTimeFormat(language, { timeZoneName: "short" }).formatToParts(moment);
  const zone = parts.find((part) => part.type === "timeZoneName").value;
  const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric" }).format(moment);
  time.textContent += ` · ${day}, ${own} (${said.yourTime}, ${zone})`;
}

// Matrix: one tab stop; arrows, Home and End move between the cells that hold a link.

function startGrid(table) {
  const rows = [...table.querySelectorAll("tbody tr:not(.grp)")].map((row) =>
    [...row.cells].map((cell) => cell.querySelector("a")),
  );
  const links = rows.flat().filter(Boolean);
  if (!links.length) return;
  for (const link of links) link.tabIndex = -1;
  links[0].tabIndex = 0;

  const along = (row, from, step) => {
    for (let column = from; column >= 0 && column < row.length; column += step) if (row[column]) return row[column];
    return null;
  };
  const across = (column, from, step) => {
    for (let row = from; row >= 0 && row < rows.length; row += step) if (rows[row][column]) return rows[row][column];
    return null;
  };
  const targetOf = (key, r, c) => {
    if (key === "ArrowRight") return along(rows[r], c + 1, 1);
    if (key === "ArrowLeft") return along(rows[r], c - 1, -1);
    if (key === "ArrowDown") return across(c, r + 1, 1);
    if (key === "ArrowUp") return across(c, r - 1, -1);
    if (key === "Home") return along(rows[r], 0, 1);
    if (key === "End") return along(rows[r], rows[r].length - 1, -1);
    return null;
  };
  table.addEventListener("keydown", (event) => {
    const here = event.target.closest("a");
    const r = rows.findIndex((row) => row.includes(here));
    if (!here || r < 0) return;
    const next = targetOf(event.key, r, rows[r].indexOf(here));
    if (!next) return;
    event.preventDefault();
    here.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}

// Polling: an element with data-poll is fetched again and replaced, until the answer no longer polls.

const etags = new Map();
const timers = new WeakMap();

function startPoll(element) {
  clearTimeout(timers.get(element));
  timers.set(element, setTimeout(() => poll(element), Number(element.dataset.pollEvery) || 2000));
}

// Somebody did something that shows there: do not wait for the next turn.
document.addEventListener("portal:ask", () => each(document, "[data-poll]", poll));

// line.js listens: a page that follows says when the line is gone.
function again(element, what) {
  document.dispatchEvent(new CustomEvent(`portal:${what}`));
  startPoll(element);
}

async function poll(element) {
  if (!element.isConnected) return;
  if (document.hidden) return startPoll(element);
  const url = element.dataset.poll;
  let answer;
  try {
    const headers = { Accept: "text/html", ...(etags.has(url) && { "If-None-Match": etags.get(url) }) };
    const signal = AbortSignal.timeout(10000);
    answer = await fetch(url, { headers, signal, credentials: "same-origin", cache: "no-store" });
  } catch {
    return again(element, "unheard");
  }
  if (answer.status === 304) return again(element, "heard");
  if (answer.status >= 500 || answer.status === 429) return again(element, "unheard");
  if (!answer.ok || answer.redirected) return document.dispatchEvent(new CustomEvent("portal:ended"));
  document.dispatchEvent(new CustomEvent("portal:heard"));
  if (answer.headers.has("ETag")) etags.set(url, answer.headers.get("ETag"));
  const holder = document.createElement("template");
  holder.innerHTML = (await answer.text()).trim();
  const fresh = holder.content.firstElementChild;
  if (!fresh) return;
  const held = element.contains(document.activeElement) ? document.activeElement.id : "";
  const words = fresh.dataset.announce;
  const changed = words !== element.dataset.announce;
  element.replaceWith(fresh);
  if (held) document.getElementById(held)?.focus();
  start(fresh);
  document.dispatchEvent(new CustomEvent("portal:fresh"));
  if (changed) announce(words || said.updated);
}

// Confirmation: a form or a button with data-confirm asks first.

function confirmed(words, act) {
  const dialog = document.createElement("dialog");
  const text = document.createElement("p");
  const row = document.createElement("div");
  const yes = document.createElement("button");
  const no = document.createElement("button");
  text.textContent = words;
  text.id = "confirm-words";
  dialog.setAttribute("aria-labelledby", text.id);
  row.className = "row";
  yes.className = "btn";
  yes.textContent = act || said.confirm;
  no.className = "btn btn--2";
  no.textContent = said.cancel;
  yes.addEventListener("click", () => dialog.close("yes"));
  no.addEventListener("click", () => dialog.close(""));
  row.append(yes, no);
  dialog.append(text, row);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}

// A form is sent once, however often its button is pressed; a form that only fetches a file may be sent again soon.

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const button = event.submitter;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  const question = button?.dataset.confirm ?? form.dataset.confirm;
  if (question && !form.dataset.confirmed) {
    event.preventDefault();
    if (await confirmed(question, button?.textContent.trim())) {
      form.dataset.confirmed = "yes";
      form.requestSubmit(button);
    }
    return;
  }
  delete form.dataset.confirmed;
  form.dataset.sent = "yes";
  button?.setAttribute("aria-busy", "true");
  setTimeout(() => unlock(form, button), 10000);
});

function unlock(form, button) {
  delete form.dataset.sent;
  button?.removeAttribute("aria-busy");
}

// A page that comes back from the browser's memory may send again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    unlock(form, form.querySelector("button[aria-busy]"));
  }
});

// Menus close on Escape and on a click elsewhere.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  if (event.target.closest("[data-print]")) print();
  const copying = event.target.closest("[data-copy]");
  if (copying) copy(copying);
});

// A button with data-copy copies the field of that id, or at least selects it.

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    announce(button.dataset.copied);
  } catch {
    field.focus();
  }
}

function each(root, selector, act) {
  if (root.matches?.(selector)) act(root);
  for (const element of root.querySelectorAll(selector)) act(element);
}

function start(root) {
  each(root, "[data-counter-for]", startCounter);
  each(root, "[data-count-of]", startCount);
  each(root, "time[data-local]", startMoment);
  each(root, "table[data-grid]", startGrid);
  each(root, "[data-poll]", startPoll);
}

// autosave.js puts new elements on the page and names them with this event.
document.addEventListener("portal:added", (event) => start(event.target));
start(document);
document.querySelector("[data-focus]")?.focus();
