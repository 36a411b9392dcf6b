// Texts save by themselves, one field at a time, and nothing a person typed is lost.
//
// <textarea data-save="URL" data-version="7" name="text">, <input data-save…> or <fieldset data-save…> inside a
// <form data-autosave>; data-label names the field in lists. Around it a page may have:
//   [data-version-for="URL"]  hidden inputs that follow the version, for the form's own button
//   [data-state-of="URL"]     a place that says how the field stands
//   [data-bind="name"]        places filled from saved_at ("saved-at") and from the answer's state
//   [data-fresh="name"]       a place that says how far the whole has come; after a save that may change it, it is read again
//   [data-save-status]        the dock of templates/components/save_dock.html
// <form data-autosave="once">: its own button sends no field a second time, so what somebody else wrote there since
// stands, and the request stays small however many rows the page has.
//   [data-adds="ID"]          a button that adds a row without asking the server: the <template> of that id holds one
//                             with the key of zeros and the place "{n}"; its version is "0" until it was sent
// What is typed is kept on the device at once, keyed by user and address, and taken off again when the server has it.
// Kept texts are sent again, in the order they were typed, on load, when the connection is back, and on return to
// the page. Answers: 200 {version, saved_at, state, remarks}, 401 {login}, 403 {reason}, 409 {version, html},
// 422 {errors}, 423 {reason}.

import { formHere, keep, kept, keptFor, release, said, same, token, user } from "./device.js";

const PAUSE = 1500;
const AGAIN = 15000;
const UNSENT = "0";
const MOST = 50; // fields of a page; with more, the server adds the row and leads to the page that holds it
const ZEROS = "00000000-0000-0000-0000-000000000000";

const fields = [];
const announcer = document.getElementById("announcer");
const dock = document.querySelector("[data-save-status]");

// Reading and writing a field

function inputsOf(field) {
  const { element } = field;
  return element.matches("fieldset") ? [...element.elements].filter((input) => input.name) : [element];
}

/** The field's value as [[name, value], …], the way a form would send it. */
function valuesOf(field) {
  const values = [];
  for (const input of inputsOf(field)) {
    if ((input.type === "checkbox" || input.type === "radio") && !input.checked) continue;
    if (input.multiple) for (const option of input.selectedOptions) values.push([input.name, option.value]);
    else values.push([input.name, input.value]);
  }
  return values;
}

function fill(field, values) {
  for (const input of inputsOf(field)) {
    const mine = values.filter(([name]) => name === input.name).map(([, value]) => value);
    if (input.type === "checkbox" || input.type === "radio") input.checked = mine.includes(input.value);
    else if (input.multiple) for (const option of input.options) option.selected = mine.includes(option.value);
    else input.value = mine[0] ?? "";
    input.dispatchEvent(new Event("portal:replaced"));
  }
}

function itemOf(field) {
  return {
    url: field.url,
    page: location.pathname + location.search,
    title: field.element.dataset.label || document.title,
    version: field.element.dataset.version,
    values: valuesOf(field),
    at: keptFor(field.url)?.at ?? Date.now(),
  };
}

// Telling the person

const WORDS = {
  typing: "typing", saving: "saving", kept: "kept", "kept-login": "keptLogin",
  conflict: "conflict", refused: "refused", closed: "closed", lost: "lost",
};

function tell(state, words) {
  const text = words ?? said[WORDS[state]];
  if (dock) {
    dock.dataset.state = state === "kept-login" ? "kept" : state;
    const place = dock.querySelector("[data-save-words]");
    if (place && place.textContent !== text) place.textContent = text;
  } else if (announcer && !["typing", "saving"].includes(state)) {
    announcer.textContent = text;
  }
}

function mark(field, words) {
  const place = document.querySelector(`[data-state-of="${CSS.escape(field.url)}"]`);
  if (place) place.textContent = words;
}

/** Shows one message under a field, or removes it. `login` adds the way back in. */
function explain(field, reasons, login) {
  const id = `why-${fields.indexOf(field)}`;
  document.getElementById(id)?.remove();
  for (const input of inputsOf(field)) input.removeAttribute("aria-invalid");
  if (!reasons?.length) return;
  const box = document.createElement("div");
  box.id = id;
  box.className = "note note--time";
  const body = document.createElement("div");
  body.className = "note__b";
  for (const reason of reasons) {
    const line = document.createElement("p");
    line.textContent = reason;
    body.append(line);
  }
  if (login) {
    const link = document.createElement("a");
    link.href = login;
    link.target = "_blank";
    link.textContent = said.logIn;
    body.append(link);
  }
  box.append(body);
  field.element.after(box);
}

// Sending

/** Sends one kept item. Resolves to {status, data}; status 0 means that the server could not be reached. */
async function send(item, retry = true) {
  const body = new URLSearchParams(item.values);
  body.set("version", item.version ?? "");
  try {
    const answer = await fetch(item.url, {
      method: "POST",
      body,
      credentials: "same-origin",
      redirect: "manual",
      headers: { Accept: "application/json", "X-CSRFToken": (await token()) ?? "" },
    });
    // A redirect is the log-in page of a server that does not know the session any more.
    if (answer.type === "opaqueredirect") return { status: 401, data: {} };
    const data = await answer.json().catch(() => ({}));
    if (answer.status === 403 && data.csrf && retry) {
      return (await token(true)) ? send(item, false) : { status: 401, data };
    }
    return { status: answer.status, data };
  } catch {
    return { status: 0, data: {} };
  }
}

function bind(state) {
  for (const [name, value] of Object.entries(state)) {
    for (const place of document.querySelectorAll(`[data-bind="${CSS.escape(name)}"]`)) place.textContent = value;
  }
}

function updateVersion(field, version) {
  field.element.dataset.version = version;
  for (const input of document.querySelectorAll(`[data-version-for="${CSS.escape(field.url)}"]`)) input.value = version;
}

async function save(field) {
  clearTimeout(field.timer);
  // Rows that were added one after the other come to the server in that order.
  if (field.after && !field.after.stuck) await save(field.after);
  if (field.sending) await field.sending;
  if (!field.dirty) return field.sending;
  field.sending = transmit(field).finally(() => {
    field.sending = null;
  });
  await field.sending;
}

async function transmit(field) {
  const item = itemOf(field);
  field.dirty = false;
  tell("saving");
  const { status, data } = await send(item);
  if (status === 200) return accepted(field, item, data);
  field.dirty = true;
  field.stuck = "";
  if (status === 409) return conflict(field, data);
  if (status === 401) {
    explain(field, [said.keptLogin], data.login || "/");
    return failed(field, "kept-login");
  }
  if (status === 423) return refused(field, "closed", [data.reason ?? said.closed]);
  if (status === 422) return refused(field, "refused", data.errors ?? [said.refused]);
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
    return refused(field, "refused", [data.reason ?? said.refused]);
  }
  failed(field, "kept");
  clearTimeout(field.timer);
  field.timer = setTimeout(() => save(field), AGAIN);
}

/** Hour and minute of an instant where the reader is. */
function hourOf(instant) {
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return instant ? clock.format(new Date(instant)) : "";
}

let refreshed = false;

/** A save may change what the page says of the whole: a mark, a text where there was none, and the first of a visit. */
function changesTheWhole(field, values) {
  const isBlank = (pairs) => pairs.every(([, value]) => !value.trim());
  return !refreshed || field.element.matches("fieldset") || isBlank(field.saved) !== isBlank(values);
}

/** Takes the inside of each data-fresh="name" from the page as the server shows it now. */
async function refresh() {
  const places = document.querySelectorAll("[data-fresh]");
  if (!places.length) return;
  refreshed = true;
  const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const place of places) {
    const now = page.querySelector(`[data-fresh="${CSS.escape(place.dataset.fresh)}"]`);
    if (now && now.innerHTML !== place.innerHTML) place.replaceChildren(...now.childNodes);
  }
}

function accepted(field, item, data) {
  updateVersion(field, data.version);
  if (changesTheWhole(field, item.values)) refresh();
  field.saved = item.values;
  field.stuck = "";
  explain(field, data.remarks);
  if (same(item.values, valuesOf(field))) {
    release(field.url);
    field.safe = true;
  } else {
    field.dirty = true;
    field.safe = keep(itemOf(field));
  }
  const time = hourOf(data.saved_at);
  bind({ "saved-at": time, ...data.state });
  const words = said.saved.replace("{time}", time);
  mark(field, words);
  const waiting = fields.find((one) => one.stuck);
  if (fields.every((one) => !one.dirty && (one === field || !one.sending))) tell("saved", words);
  else if (field.dirty) schedule(field);
  else if (waiting) tell(waiting.stuck);
}

function failed(field, state) {
  tell(field.safe ? state : "lost");
  mark(field, said[field.safe ? WORDS[state] : "lost"]);
}

function refused(field, state, reasons) {
  field.stuck = state;
  explain(field, reasons);
  for (const input of inputsOf(field)) if (state === "refused") input.setAttribute("aria-invalid", "true");
  failed(field, state);
}

function conflict(field, data) {
  field.stuck = "conflict";
  const holder = document.createElement("template");
  holder.innerHTML = data.html.trim();
  const panel = holder.content.firstElementChild;
  field.panel?.remove();
  field.panel = panel;
  field.element.after(panel);
  panel.dispatchEvent(new Event("portal:added", { bubbles: true }));
  panel.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-take]")?.dataset.take;
    if (choice) resolve(field, panel, choice, data.version);
  });
  failed(field, "conflict");
}

/** The person chose between two texts, or wants both in the box; a group's box is its first text area. */
function resolve(field, panel, choice, version) {
  const text = (side) => panel.querySelector(`[data-text="${side}"]`)?.textContent ?? "";
  const input = inputsOf(field)[0];
  const group = field.element.matches("fieldset");
  const box = group ? field.element.querySelector("textarea") : input;
  panel.remove();
  field.panel = null;
  field.stuck = "";
  updateVersion(field, version);
  if (choice === "theirs") {
    // A group of choices is read again from the server: its stored state is not text.
    release(field.url);
    field.dirty = false;
    if (group) return location.reload();
    box.value = text("theirs");
    field.saved = valuesOf(field);
    field.safe = true;
    tell("saved", said.saved.replace("{time}", ""));
  } else {
    if (choice === "both" && box) box.value = `${text("theirs")}\n\n${box.value}`;
    typed(field);
    if (choice === "mine") save(field);
  }
  box?.dispatchEvent(new Event("portal:replaced"));
  input.focus();
}

// Typing

function schedule(field) {
  clearTimeout(field.timer);
  field.timer = setTimeout(() => save(field), PAUSE);
}

function typed(field) {
  if (!field.dirty && !field.sending && same(valuesOf(field), field.saved)) return;
  field.dirty = true;
  field.safe = keep(itemOf(field));
  if (field.stuck === "conflict" || field.stuck === "closed") return;
  tell(field.safe ? "typing" : "lost");
  schedule(field);
}

/** Watches an element with data-save. */
function watch(element) {
  const field = {
    element, url: element.dataset.save, timer: 0, sending: null, dirty: false, safe: true, stuck: "", panel: null,
    saved: null, after: null,
  };
  field.saved = valuesOf(field);
  element.addEventListener("input", () => typed(field));
  element.addEventListener("change", () => {
    typed(field);
    if (!field.stuck) save(field);
  });
  fields.push(field);
  return field;
}

for (const element of document.querySelectorAll("[data-save]")) watch(element);

function flush() {
  return Promise.all(fields.filter((field) => field.stuck !== "conflict").map(save));
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && fields.length) {
    event.preventDefault();
    flush();
  }
});

// The form's own button waits for what is still being sent, so that its versions are fresh.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  form.addEventListener("submit", (event) => {
    const open = () => fields.some((field) => inputsOf(field)[0].form === form && (field.dirty || field.sending));
    if (!open() && navigator.onLine) return;
    event.preventDefault();
    if (!open()) return tell("kept", said.noLine);
    const button = event.submitter;
    flush().then(() => {
      if (!open()) form.requestSubmit(button);
    });
  });
  form.addEventListener("formdata", ({ formData }) => {
    if (form.dataset.autosave !== "once") return;
    for (const field of fields) for (const input of inputsOf(field)) if (input.form === form) formData.delete(input.name);
  });
}

addEventListener("beforeunload", (event) => {
  if (fields.some((field) => field.dirty && !field.safe)) event.preventDefault();
});

// Adding rows

let added = null;

/** Puts a new row before its template, under a key of its own. */
function addRow(template, key) {
  const list = template.parentElement;
  const place = (list.start ?? 1) + list.querySelectorAll("[data-save]").length;
  const holder = document.createElement("template");
  holder.innerHTML = template.innerHTML.replaceAll(ZEROS, key).replaceAll("{n}", place);
  const row = holder.content.firstElementChild;
  template.before(row);
  row.dispatchEvent(new Event("portal:added", { bubbles: true }));
  const field = watch(row.querySelector("[data-save]"));
  field.after = added;
  added = field;
  return field;
}

for (const button of document.querySelectorAll("[data-adds]")) {
  button.addEventListener("click", (event) => {
    if (!crypto.randomUUID || (fields.length >= MOST && navigator.onLine)) return;
    event.preventDefault();
    inputsOf(addRow(document.getElementById(button.dataset.adds), crypto.randomUUID()))[0].focus();
  });
}

/** Brings back the rows that were added here, and that this device keeps because the server never had them. */
function addKept() {
  for (const template of document.querySelectorAll("template[id^=blank]")) {
    const [head, tail] = template.content.querySelector("[data-save]").dataset.save.split(ZEROS);
    for (const { url, version } of kept()) {
      const unknown = version === UNSENT && !fields.some((field) => field.url === url);
      if (unknown && url.startsWith(head) && url.endsWith(tail)) addRow(template, url.slice(head.length, -tail.length));
    }
  }
}

// Sending again what is kept

let replaying = false;

/** Sends what is kept for fields of other pages; fields of this page send themselves. */
async function replay() {
  if (replaying || !user) return;
  replaying = true;
  let sent = 0;
  for (const item of kept()) {
    if (fields.some((field) => field.url === item.url)) continue;
    if (item.stuck) continue;
    const { status } = await send(item);
    if (status === 200) {
      release(item.url);
      sent += 1;
    } else if (status === 0 || status === 401 || status >= 500) {
      break;
    } else {
      keep({ ...item, stuck: status });
    }
  }
  replaying = false;
  showKept(sent);
}

/** A list of the pages whose texts are still on this device. */
function showKept(sent) {
  document.getElementById("kept")?.remove();
  const here = document.querySelector("form[data-keep]") ? formHere : "";
  const waiting = kept().filter((item) => item.url !== here && !fields.some((field) => field.url === item.url));
  if (!waiting.length && !sent) return;
  const box = document.createElement("aside");
  box.id = "kept";
  box.className = "wrap kept";
  const inner = document.createElement("div");
  inner.className = `note note--${waiting.length ? "time" : "calm"}`;
  const body = document.createElement("div");
  body.className = "note__b";
  const words = document.createElement("p");
  words.textContent = waiting.length ? said.keptHere : said.keptSent;
  body.append(words);
  const list = document.createElement("ul");
  for (const item of waiting) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = item.page;
    link.textContent = item.title;
    line.append(link);
    list.append(line);
  }
  if (waiting.length) body.append(list);
  inner.append(body);
  box.append(inner);
  document.getElementById("main").prepend(box);
}

/** Puts texts back that this device kept for fields of this page, and saves them. */
function restore() {
  addKept();
  for (const field of fields) {
    const item = keptFor(field.url);
    if (!item) continue;
    if (same(item.values, field.saved)) {
      release(field.url);
      continue;
    }
    fill(field, item.values);
    field.element.dataset.version = item.version;
    field.dirty = true;
    field.safe = true;
    keep({ ...item, stuck: undefined });
    mark(field, said.restored);
    if (announcer) announcer.textContent = said.restored;
    save(field);
  }
}

function again() {
  if (document.hidden) return;
  for (const field of fields) if (field.dirty && !field.stuck) save(field);
  replay();
}

addEventListener("online", again);
document.addEventListener("visibilitychange", again);
restore();
replay();
