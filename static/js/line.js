// A page that follows (portal.js polls it) says when the line is gone, since when, and when it no longer follows.

const since = document.querySelector("[data-line-since]");
const gone = document.querySelector("[data-line]");
const ended = document.querySelector("[data-line-ended]");
let heard = new Date();

document.addEventListener("portal:heard", () => {
  heard = new Date();
  gone.hidden = true;
});

document.addEventListener("portal:unheard", () => {
  if (!gone.hidden) return;
  const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
  since.dateTime = heard.toISOString();
  since.textContent = new Intl.DateTimeFormat(document.documentElement.lang, clock).format(heard);
  gone.hidden = false;
});

document.addEventListener("portal:ended", () => {
  gone.hidden = true;
  ended.hidden = false;
});

// Whoever moves keeps the page when a move gets lost on the way, and is told so.

const moves = document.querySelector("[data-line-form]");
const lost = document.querySelector("[data-line-move]");

moves?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = new URLSearchParams(new FormData(moves));
  if (event.submitter?.name) body.set(event.submitter.name, event.submitter.value);
  const signal = AbortSignal.timeout(10000);
  lost.hidden = true;
  let answer;
  try {
    answer = await fetch(moves.action, { method: "POST", body, signal, redirect: "manual" });
  } catch {
    lost.hidden = false;
    return;
  }
  if (answer.type === "opaqueredirect") document.dispatchEvent(new CustomEvent("portal:ask"));
  else location.reload();
});

document.addEventListener("portal:fresh", () => {
  const chosen = moves?.querySelector("select");
  if (chosen && document.activeElement !== chosen) chosen.value = document.querySelector("[data-shown]")?.dataset.shown;
});
