// The live board: it reloads its lanes when something of the day changes, and lets a visit be dragged to another technician.
import { follow, soon as once } from "./live";

const board = document.querySelector<HTMLElement>("[data-role=board]");

/** Ids of the visits that are drawn now. */
function drawn(): Set<string> {
  return new Set([...document.querySelectorAll<HTMLElement>("[data-visit-id]")].map((e) => e.dataset.visitId ?? ""));
}

async function reload(): Promise<void> {
  if (!board || document.querySelector("dialog[open]")) return;
  const before = drawn();
  const answer = await fetch(location.pathname + location.search, { headers: { "X-Fragment": "board", Accept: "text/html" } });
  if (!answer.ok) return;
  const scroll = document.querySelector(".lanes");
  const at = { left: scroll?.scrollLeft ?? 0, top: scroll?.scrollTop ?? 0 };
  board.innerHTML = await answer.text();
  window.htmx.process(board);
  document.querySelector(".lanes")?.scrollTo(at);
  for (const e of document.querySelectorAll<HTMLElement>("[data-visit-id]")) {
    if (!before.has(e.dataset.visitId ?? "")) e.classList.add("fresh");
  }
}

const soon = once(() => void reload(), 200);

if (board?.dataset.stream) follow(board.dataset.stream, soon, () => board.setAttribute("data-live", "true"));
let fading = 0;
document.addEventListener("moved", () => {
  document.querySelector<HTMLDialogElement>("#move")?.close();
  document.querySelector("[data-role=error]")?.replaceChildren();
  window.clearTimeout(fading);
  fading = window.setTimeout(() => document.querySelector("#toast")?.replaceChildren(), 30000);
  soon();
});

// Moving by hand: the drop opens the same dialog that the keyboard opens.
let dragged = "";
document.addEventListener("dragstart", (event) => {
  const visit = (event.target as HTMLElement).closest<HTMLElement>("[data-visit-id]");
  if (!visit) return;
  dragged = visit.dataset.visitId ?? "";
  visit.classList.add("dragging");
});
document.addEventListener("dragend", (event) => (event.target as HTMLElement).classList.remove("dragging"));
document.addEventListener("dragover", (event) => {
  const lane = (event.target as HTMLElement).closest<HTMLElement>("[data-resource-id]");
  if (!lane || !dragged) return;
  event.preventDefault();
  for (const l of document.querySelectorAll(".lane.over")) l.classList.remove("over");
  lane.classList.add("over");
});
document.addEventListener("drop", (event) => {
  const lane = (event.target as HTMLElement).closest<HTMLElement>("[data-resource-id]");
  for (const l of document.querySelectorAll(".lane.over")) l.classList.remove("over");
  if (!lane || !dragged) return;
  event.preventDefault();
  void window.htmx.ajax("get", `/visits/${dragged}/move?resource=${lane.dataset.resourceId ?? ""}`, { target: "#move", swap: "innerHTML" });
  dragged = "";
});
document.addEventListener("htmx:afterSwap", (event) => {
  const target = (event as CustomEvent<{ target: HTMLElement }>).detail.target;
  if (target.id === "move" && target instanceof HTMLDialogElement && !target.open && target.childElementCount > 0) target.showModal();
});
document.addEventListener("click", (event) => {
  if ((event.target as HTMLElement).closest("[data-role=close]")) document.querySelector<HTMLDialogElement>("#move")?.close();
});
