// The count of what is late, above every page.
import { follow } from "./live";

const alarm = document.querySelector<HTMLElement>("[data-role=late]");

document.addEventListener("late", (event) => {
  if (!alarm) return;
  const n = String((event as CustomEvent<number>).detail);
  alarm.dataset.count = n;
  const figure = alarm.querySelector("b");
  if (figure) figure.textContent = n;
});
if (alarm?.dataset.stream && !document.querySelector("main [data-stream]")) follow(alarm.dataset.stream, () => undefined, () => undefined);
