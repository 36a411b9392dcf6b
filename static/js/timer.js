// The timer of a run sheet: <table data-timer> whose rows have data-minutes, and beside it [data-timer-panel] with a
// clock and buttons. Without this file the table is a plain table. A step without a limit counts up.

const table = document.querySelector("table[data-timer]");
const panel = document.querySelector("[data-timer-panel]");
const announcer = document.getElementById("announcer");
const rows = [...table.querySelectorAll("tbody tr")];
const part = (name) => panel.querySelector(`[data-timer-${name}]`);
const words = panel.dataset;

let place = 0;
let gone = 0;
let since = 0;
let told = "";

const limit = () => Number(rows[place].dataset.minutes) * 60;
const seconds = () => Math.floor((gone + (since ? Date.now() - since : 0)) / 1000);
const clock = (n) => `${Math.floor(n / 60)}:${String(n % 60).padStart(2, "0")}`;

function say(key) {
  if (told === `${place}${key}`) return;
  told = `${place}${key}`;
  announcer.textContent = words[key];
}

function show() {
  const now = seconds();
  const left = limit() - now;
  const over = limit() > 0 && left < 0;
  part("clock").textContent = limit() ? `${over ? "+" : ""}${clock(Math.abs(left))}` : clock(now);
  part("kind").textContent = limit() ? (over ? words.over : words.left) : words.gone;
  part("step").textContent = `${rows[place].cells[0].textContent}: ${rows[place].cells[1].textContent}`;
  part("start").textContent = since ? words.pause : words.start;
  part("back").disabled = place === 0;
  part("next").disabled = place === rows.length - 1;
  panel.classList.toggle("timer--soon", limit() > 60 && left <= 60 && !over);
  panel.classList.toggle("timer--over", over);
  if (since && limit() > 60 && left <= 60 && left > 0) say("minute");
  if (since && limit() && left <= 0) say("ended");
}

function go(to) {
  rows[place].removeAttribute("aria-current");
  place = Math.min(Math.max(to, 0), rows.length - 1);
  rows[place].setAttribute("aria-current", "step");
  gone = 0;
  since = since ? Date.now() : 0;
  show();
  announcer.textContent = part("step").textContent;
}

part("start").addEventListener("click", () => {
  if (since) gone += Date.now() - since;
  since = since ? 0 : Date.now();
  show();
});
part("next").addEventListener("click", () => go(place + 1));
part("back").addEventListener("click", () => go(place - 1));
rows[0].setAttribute("aria-current", "step");
setInterval(() => since && show(), 250);
show();
