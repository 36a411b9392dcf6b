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
