// A long form that is saved with its button loses nothing on a poor line.
//
// <form data-keep="stored" data-label="name in lists">; "sent" where the page shows what was sent and not taken.
// templates/components/keep_state.html says how it stands. What is typed is kept on the device until the portal has it,
// with the save that it was typed on (a field of the form as any other), so that an older text is told and overwrites
// nothing. The script asks for JSON and gets {next}; every other answer is shown by sending the form once more as a page.

import { formHere as url, inTab, keep, keptFor, release, said, same, token } from "./device.js";

const TOKEN = "csrfmiddlewaretoken";
const form = document.querySelector("form[data-keep]");
const place = document.querySelector("[data-keep-state]");
const words = place.querySelector("[data-keep-words]");
const drop = document.querySelector("[data-keep-drop]");
const SAVE = "saves";
let safe = true;
let dirty = false;

function valuesOf() {
  return [...new FormData(form)].filter(([name]) => name !== TOKEN);
}

function typedOnly(values) {
  return values.filter(([name]) => name !== SAVE);
}

function fill(values) {
  for (const input of form.elements) {
    if (!input.name || input.name === TOKEN || input.type === "submit") continue;
    const mine = values.filter(([name]) => name === input.name).map(([, value]) => value);
    if (input.type === "checkbox" || input.type === "radio") input.checked = mine.includes(input.value);
    else if (input.multiple) for (const option of input.options) option.selected = mine.includes(option.value);
    else input.value = mine[0] ?? "";
    input.dispatchEvent(new Event("portal:replaced"));
  }
}

function tell(state, text) {
  place.dataset.state = safe ? state : "lost";
  const shown = safe ? text : said.lost;
  if (words.textContent !== shown) words.textContent = shown;
}

function hold() {
  const at = keptFor(url)?.at ?? Date.now();
  const page = location.pathname + location.search;
  safe = keep({ url, page, title: form.dataset.label || document.title, values: valuesOf(), at, stuck: "form" });
  dirty = true;
  tell("typing", said.formKept);
}

async function post(button, retry = true) {
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.set(button.name, button.value);
  const headers = { Accept: "application/json" };
  const answer = await fetch(form.action, { method: "POST", body, headers, credentials: "same-origin" });
  const data = await answer.json().catch(() => ({}));
  if (answer.status !== 403 || !data.csrf || !retry) return { status: answer.status, data };
  const fresh = await token(true);
  if (!fresh) return { status: 401, data };
  form.elements[TOKEN].value = fresh;
  return post(button, false);
}

/** Log in on another page, and press again on this one. */
function askLogin(address) {
  const link = document.createElement("a");
  link.href = address || "/";
  link.target = "_blank";
  link.textContent = said.logIn;
  tell("kept", `${said.keptLogin} `);
  words.append(link);
}

async function save(button) {
  hold();
  tell("saving", said.saving);
  button?.setAttribute("aria-busy", "true");
  const { status, data } = await post(button).catch(() => ({ status: 0, data: {} }));
  button?.removeAttribute("aria-busy");
  if (status === 200 && data.next) {
    release(url);
    dirty = false;
    location.assign(data.next);
  } else if (status === 401) {
    askLogin(data.login);
  } else if (status === 0 || status >= 500) {
    tell("kept", said.formUnsent);
  } else {
    dirty = false;
    form.removeEventListener("submit", sent);
    form.requestSubmit(button);
  }
}

let saving = false;

function sent(event) {
  event.preventDefault();
  if (saving) return;
  saving = true;
  save(event.submitter).finally(() => {
    saving = false;
  });
}

/** Puts back what this device kept; what the portal holds by now is let go. */
function restore() {
  const item = keptFor(url);
  if (!item) return;
  if (form.dataset.keep === "sent") return hold();
  if (same(typedOnly(item.values), typedOnly(valuesOf()))) return release(url);
  fill(item.values);
  dirty = true;
  tell("kept", said.formRestored);
  drop.hidden = false;
}

form.addEventListener("input", hold);
form.addEventListener("change", hold);
form.addEventListener("submit", sent);
drop.addEventListener("click", () => {
  release(url);
  dirty = false;
  location.reload();
});
addEventListener("beforeunload", (event) => {
  if (dirty && (inTab || !safe)) event.preventDefault();
});
restore();
