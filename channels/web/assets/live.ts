// One stream a page: it says when the page should read itself anew, and how many cases are late.
export function follow(url: string, change: () => void, open: () => void): void {
  const stream = new EventSource(url);
  stream.addEventListener("change", change);
  stream.addEventListener("ready", open);
  stream.addEventListener("late", (event) => {
    document.dispatchEvent(new CustomEvent("late", { detail: Number((event as MessageEvent<string>).data) }));
  });
}

/** soon calls once for many calls in a row. */
export function soon(call: () => void, wait: number): () => void {
  let timer = 0;
  return () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(call, wait);
  };
}
