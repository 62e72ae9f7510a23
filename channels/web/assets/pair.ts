// Linking a WhatsApp account: each step is shown as the server tells it, and what expires is counted down.
let stream: EventSource | undefined;

function begin(root: HTMLElement): void {
  stream?.close();
  document.querySelector("[data-role=error]")?.replaceChildren();
  const place = root.querySelector<HTMLElement>("[data-role=pair-step]"), lost = root.querySelector<HTMLElement>("[data-role=pair-lost]");
  const opened = new EventSource(root.dataset.stream ?? "");
  stream = opened;
  const show = (event: Event): void => {
    const page = new DOMParser().parseFromString((event as MessageEvent<string>).data, "text/html");
    place?.replaceChildren(...page.body.childNodes);
    tick();
  };
  opened.addEventListener("step", show);
  opened.addEventListener("end", (event) => {
    opened.close();
    show(event);
    place?.querySelector<HTMLElement>("a")?.focus();
  });
  // To open it once more would link once more: whoever reads decides.
  opened.addEventListener("error", () => {
    opened.close();
    place?.replaceChildren();
    if (lost) lost.hidden = false;
  });
}

const skews = new WeakMap<HTMLElement, number>(); // how far this machine's clock is from the server's
function tick(): void {
  for (const clock of document.querySelectorAll<HTMLElement>("time[data-expires]")) {
    const skew = skews.get(clock) ?? Number(clock.dataset.now) - Date.now();
    skews.set(clock, skew);
    const left = Math.max(0, Math.floor((Number(clock.dataset.expires) - Date.now() - skew) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  }
}
window.setInterval(tick, 1000);

function look(): void {
  const root = document.querySelector<HTMLElement>("[data-role=pair][data-stream]");
  if (!root || root.dataset.begun) return;
  root.dataset.begun = "true";
  begin(root);
}
document.addEventListener("htmx:afterSwap", look);
look();
