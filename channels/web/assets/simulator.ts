// A phone that chats as any number, through the same web chat that the public has.
interface Choice { id: string; title: string }
interface Message { seq: number; id: string; out: boolean; text: string; choices?: Choice[]; location?: { lat: number; lng: number }; at: string }

const root = document.querySelector<HTMLElement>("[data-role=simulator]");
if (root) start(root);

function start(root: HTMLElement): void {
  const part = <T extends HTMLElement>(role: string): T => {
    const e = root.querySelector<T>(`[data-role=${role}]`);
    if (!e) throw new Error(`no ${role}`);
    return e;
  };
  const thread = part("thread"), chips = part("chips"), number = part<HTMLInputElement>("number");
  const input = part<HTMLInputElement>("text"), form = part<HTMLFormElement>("write"), hint = thread.innerHTML;
  let stream: EventSource | undefined, typing: HTMLElement | undefined;

  const as = (): string => encodeURIComponent(number.value.replace(/[^+\d]/g, ""));

  function open(): void {
    stream?.close();
    thread.innerHTML = hint;
    chips.replaceChildren();
    for (const b of root.querySelectorAll<HTMLElement>("[data-number]")) b.setAttribute("aria-pressed", String(b.dataset.number === number.value));
    stream = new EventSource(`/simulator/api/stream?as=${as()}`);
    stream.addEventListener("ready", () => root.setAttribute("data-live", "true"));
    stream.addEventListener("message", (e) => show(JSON.parse((e as MessageEvent<string>).data) as Message));
  }

  function show(m: Message): void {
    if (thread.querySelector(`[data-seq="${m.seq}"]`)) return;
    thread.querySelector("[data-role=hint]")?.remove();
    typing?.remove();
    const bubble = document.createElement("div");
    bubble.className = m.out ? "bubble" : "bubble mine";
    bubble.dataset.seq = String(m.seq);
    bubble.textContent = m.location ? `📍 ${m.location.lat.toFixed(4)}, ${m.location.lng.toFixed(4)}` : m.text;
    const time = document.createElement("small");
    time.textContent = new Date(m.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    bubble.append(time);
    thread.append(bubble);
    chips.replaceChildren();
    if (m.out) for (const c of m.choices ?? []) chips.append(chip(c));
    else wait();
    thread.scrollTo({ top: thread.scrollHeight });
  }

  function wait(): void {
    typing?.remove();
    typing = document.createElement("div");
    typing.className = "typing";
    typing.append(document.createElement("i"), document.createElement("i"), document.createElement("i"));
    thread.append(typing);
    const mine = typing;
    window.setTimeout(() => mine.remove(), 12000);
  }

  function chip(c: Choice): HTMLElement {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = c.title;
    b.dataset.choice = c.id;
    b.addEventListener("click", () => void send({ choice: c.id, text: c.title }));
    return b;
  }

  async function send(body: Record<string, unknown>): Promise<void> {
    const raw = JSON.stringify({ id: crypto.randomUUID(), ...body });
    for (let tries = 0; tries < 3; tries++) { // the id makes a repeat harmless
      try {
        const answer = await fetch(`/simulator/api/messages?as=${as()}`, { method: "POST", body: raw, headers: { "Content-Type": "application/json" } });
        if (answer.status < 500) return;
      } catch { /* the network: once more */ }
      await new Promise((done) => window.setTimeout(done, 600));
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    input.value = "";
    void send({ text });
  });
  part("pin").addEventListener("click", () => {
    const at = root.querySelector<HTMLElement>("[data-number][aria-pressed=true]")?.dataset.pin ?? "-33.4560,-70.5980";
    const [lat, lng] = at.split(",").map(Number);
    void send({ location: { lat, lng } });
  });
  for (const b of root.querySelectorAll<HTMLElement>("[data-number]")) {
    b.addEventListener("click", () => { number.value = b.dataset.number ?? ""; open(); });
  }
  part("new").addEventListener("click", () => {
    const country = number.value.slice(0, 3);
    const digits = (n: number): string => Array.from({ length: n }, () => Math.floor(Math.random() * 10)).join("");
    number.value = country === "+55" ? `+55119${8 + Math.floor(Math.random() * 2)}${digits(7)}` : country === "+52" ? `+5255${digits(8)}` : `+569${6 + Math.floor(Math.random() * 3)}${digits(7)}`;
    open();
  });
  number.addEventListener("change", open);
  open();
}

export {};
