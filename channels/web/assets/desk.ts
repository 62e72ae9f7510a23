// The queue and the conversations: they read themselves anew when something happens, and leave alone what is being written.
import { follow, soon } from "./live";

const root = document.querySelector<HTMLElement>("[data-live-part]");

/** busy tells whether a part holds something that somebody is writing. */
function busy(part: Element): boolean {
  const active = document.activeElement;
  if (active && part.contains(active) && active.matches("textarea, input")) return true;
  return [...part.querySelectorAll("textarea")].some((t) => t.value.trim() !== "") || part.querySelector("details[open]") !== null;
}

/** focusOf names what has the focus in a part, so that it can have it again. */
function focusOf(part: Element): string {
  const active = document.activeElement as HTMLElement | null;
  if (!active || !part.contains(active)) return "";
  const item = active.closest<HTMLElement>(items.map((name) => `[${name}]`).join());
  const name = items.find((n) => item?.hasAttribute(n));
  return name ? `[${name}="${CSS.escape(item?.getAttribute(name) ?? "")}"]` : "";
}
const items = ["data-message-id", "data-escalation-id", "data-conversation-id", "data-number"];

function swap(fresh: Element): void {
  const part = document.getElementById(fresh.id);
  if (!part) return;
  if (busy(part)) {
    part.addEventListener("focusout", again, { once: true });
    return;
  }
  if (fresh.matches("[data-role=thread]")) {
    const end = nearEnd(part, 60);
    merge(part, fresh);
    if (end) part.scrollTo({ top: part.scrollHeight });
    return;
  }
  const focused = focusOf(part);
  part.replaceWith(fresh);
  window.htmx.process(fresh);
  if (focused) fresh.querySelector(focused)?.querySelector<HTMLElement>("button, a")?.focus();
}

function nearEnd(part: Element, px: number): boolean {
  return part.scrollHeight - part.scrollTop - part.clientHeight < px;
}

/** merge makes a thread like a fresh one and leaves alone the lines that are the same: a voice that is played goes on. */
function merge(part: Element, fresh: Element): void {
  let here = part.firstElementChild;
  for (const line of [...fresh.children]) {
    let same = here;
    while (same && !same.isEqualNode(line)) same = same.nextElementSibling;
    if (!same) {
      part.insertBefore(line, here);
      continue;
    }
    for (; here && here !== same; ) {
      const gone = here;
      here = here.nextElementSibling;
      gone.remove();
    }
    here = same.nextElementSibling;
  }
  for (; here; ) {
    const gone = here;
    here = here.nextElementSibling;
    gone.remove();
  }
}

async function reload(): Promise<void> {
  const answer = await fetch(location.pathname + location.search, { headers: { "X-Fragment": "live", Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const fresh of [...page.body.querySelectorAll("[id^=part-]")]) swap(document.adoptNode(fresh));
  const has = document.querySelector<HTMLElement>("#part-holder")?.dataset.has;
  if (root && has) root.dataset.has = has;
  tick();
}
const again = soon(() => void reload(), 60);

/** lapse writes a while as the server does. */
function lapse(ms: number): string {
  const s = Math.floor(Math.max(ms, 0) / 1000), two = (n: number): string => String(n).padStart(2, "0");
  if (s < 3600) return `${Math.floor(s / 60)}:${two(s % 60)}`;
  if (s < 48 * 3600) return `${Math.floor(s / 3600)} h ${two(Math.floor((s % 3600) / 60))}`;
  return `${Math.floor(s / 86400)} d`;
}

const skews = new WeakMap<HTMLElement, number>(); // how far this machine's clock is from the server's
function tick(): void {
  for (const clock of document.querySelectorAll<HTMLElement>("time[data-due]")) {
    const skew = skews.get(clock) ?? Number(clock.dataset.now) - Date.now();
    skews.set(clock, skew);
    const left = Number(clock.dataset.due) - (Date.now() + skew);
    clock.textContent = left < 0 ? `+${lapse(-left)}` : lapse(left);
    if (left < 0 && clock.dataset.clock === "running") {
      clock.dataset.clock = "late";
      again();
    }
  }
}

if (root?.dataset.stream) {
  follow(root.dataset.stream, again, () => root.setAttribute("data-live", "true"));
  window.setInterval(tick, 1000);
  const thread = document.querySelector("[data-role=thread]");
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  if (target) target.scrollIntoView({ block: "center" });
  else thread?.scrollTo({ top: thread.scrollHeight });
  // A picture has its height only once it is here.
  thread?.addEventListener("load", (event) => {
    const picture = event.target as HTMLElement;
    if (nearEnd(thread, picture.offsetHeight + 60) && !target) thread.scrollTo({ top: thread.scrollHeight });
  }, true);
  if (thread) window.setInterval(again, 10 * 60 * 1000); // links to files end after a while
}
document.addEventListener("changed", () => {
  document.querySelector("[data-role=error]")?.replaceChildren();
  document.querySelector<HTMLDialogElement>("dialog[open]")?.close();
  again();
});

// A note that was written down is not written any more.
document.addEventListener("htmx:afterRequest", (event) => {
  const detail = (event as CustomEvent<{ elt: HTMLElement; successful: boolean }>).detail;
  const form = detail.elt.closest<HTMLFormElement>("form");
  if (!detail.successful || !form) return;
  if (form.matches("[data-role=note], dialog form, details form")) form.reset();
  const details = form.closest("details");
  if (details) details.open = false;
});
document.addEventListener("click", (event) => {
  const target = event.target as HTMLElement;
  const opener = target.closest<HTMLElement>("[data-opens]");
  if (opener) document.querySelector<HTMLDialogElement>(`#${opener.dataset.opens ?? ""}`)?.showModal();
  if (target.closest("[data-role=close]")) target.closest("dialog")?.close();
});

// Enter sends, Shift+Enter makes a line. Arrows walk through a list.
document.addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && target.matches("[data-role=reply-text]")) {
    event.preventDefault();
    target.closest("form")?.requestSubmit();
    return;
  }
  if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || target.matches("input, textarea, select, [data-role=thread]")) return;
  const links = [...document.querySelectorAll<HTMLElement>(".case-open")];
  if (links.length === 0) return;
  const here = links.findIndex((l) => l.closest("li") === target.closest("li"));
  const next = event.key === "ArrowDown" ? Math.min(here + 1, links.length - 1) : Math.max(here - 1, 0);
  event.preventDefault();
  links[next]?.focus();
});
