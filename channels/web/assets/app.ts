// What every page has: htmx for actions.
import htmx from "htmx.org";
import "./alarm";

declare global {
  interface Window { htmx: typeof htmx }
}
window.htmx = htmx;
htmx.config.includeIndicatorStyles = false; // no inline style: the policy forbids it
htmx.config.allowEval = false;
// Where the menu is wider than a phone, the page's own entry is in sight.
document.querySelector(".menu [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
// A refusal is shown where the page keeps its errors.
document.addEventListener("htmx:beforeSwap", (event) => {
  const detail = (event as CustomEvent<{ xhr: XMLHttpRequest; shouldSwap: boolean; isError: boolean }>).detail;
  if (detail.xhr.status >= 400) {
    detail.shouldSwap = true;
    detail.isError = false;
  }
});
