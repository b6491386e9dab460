/** A secret, or 16 characters of one, that stands somewhere it must not. */
export interface Leak {
  /** Where: the names on the way to it. */
  readonly place: string;
  /** In which encoding. */
  readonly form: string;
  /** Which of the planted secrets, by its label. */
  readonly secret: string;
}

export interface Plant {
  readonly label: string;
  readonly value: string;
}

/** Characters of a secret that give it away. */
const WINDOW = 16;

interface Form {
  readonly name: string;
  /** Length of the windows of this form that stand for 16 characters of the secret. */
  readonly window: number;
  /** Windows begin at multiples of this. */
  readonly step: number;
  /** What the text is turned into before the search. */
  readonly view: "as it is" | "bare hex";
  encode(secret: string): string;
}

function base64(secret: string, phase: number): string {
  const bytes = Buffer.concat([Buffer.alloc(phase), Buffer.from(secret)]);
  const digits = bytes.toString("base64").replace(/=+$/, "");
  // The first and last digits hang on neighbours too.
  return digits.slice(Math.ceil((phase * 8) / 6), Math.floor((bytes.length * 8) / 6));
}

const base64Forms: readonly Form[] = [0, 1, 2].flatMap((phase): Form[] => [
  { name: `base64, phase ${phase}`, window: 21, step: 1, view: "as it is", encode: (secret) => base64(secret, phase) },
  {
    name: `base64url, phase ${phase}`,
    window: 21,
    step: 1,
    view: "as it is",
    encode: (secret) => base64(secret, phase).replaceAll("+", "-").replaceAll("/", "_"),
  },
]);

const forms: readonly Form[] = [
  { name: "raw", window: WINDOW, step: 1, view: "as it is", encode: (secret) => secret },
  { name: "URL-encoded", window: WINDOW, step: 1, view: "as it is", encode: encodeURIComponent },
  {
    name: "JSON-escaped",
    window: WINDOW,
    step: 1,
    view: "as it is",
    encode: (secret) => JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/"),
  },
  ...base64Forms,
  // Upper case and spaces (or colons) between the bytes are undone in the text.
  {
    name: "hex",
    window: 2 * WINDOW,
    step: 2,
    view: "bare hex",
    encode: (secret) => Buffer.from(secret).toString("hex"),
  },
];

interface Found {
  readonly form: string;
  readonly secret: string;
}

/** Searches texts for secrets in any of the usual encodings, whole or in part. */
export class LeakSearch {
  /** By view and length: what to look for. */
  readonly #windows = new Map<string, Map<string, Found>>();
  /** Forms of secrets that are shorter than a window. */
  readonly #short: { readonly view: Form["view"]; readonly text: string; readonly found: Found }[] = [];
  /** What was found in a text before: reports repeat what events said. */
  readonly #seen = new Map<string, readonly Found[]>();
  #count = 0;

  constructor(plants: readonly Plant[]) {
    for (const { label, value } of plants) {
      for (const form of forms) this.#plant(form, form.encode(value), { form: form.name, secret: label });
    }
  }

  /** How many windows and short texts are looked for. */
  get size(): number {
    return this.#count;
  }

  /** Every leak in a JSON value: in its texts and in its member names. */
  search(value: unknown, place: string): readonly Leak[] {
    if (typeof value === "string") return this.#inText(value, place);
    if (Array.isArray(value)) return value.flatMap((item: unknown) => this.search(item, place));
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([name, member]: [string, unknown]) => [
      ...this.#inText(name, `${place}.(name)`),
      ...this.search(member, `${place}.${name}`),
    ]);
  }

  #plant(form: Form, encoded: string, found: Found): void {
    if (encoded.length < form.window) {
      if (encoded.length > 0) this.#short.push({ view: form.view, text: encoded, found });
      this.#count += 1;
      return;
    }
    const key = `${form.view}/${form.window}`;
    const windows = this.#windows.get(key) ?? new Map<string, Found>();
    this.#windows.set(key, windows);
    for (let at = 0; at + form.window <= encoded.length; at += form.step) {
      const window = encoded.slice(at, at + form.window);
      if (windows.has(window)) continue;
      windows.set(window, found);
      this.#count += 1;
    }
  }

  #inText(text: string, place: string): readonly Leak[] {
    if (text.length < 8) return [];
    const found = this.#seen.get(text) ?? this.#read(text);
    this.#seen.set(text, found);
    return found.map((one) => ({ place, ...one }));
  }

  #read(text: string): readonly Found[] {
    const views = { "as it is": text, "bare hex": text.toLowerCase().replace(/[\s:,-]|0x/g, "") };
    const all = new Map<string, Found>();
    const keep = (found: Found) => all.set(`${found.form} ${found.secret}`, found);
    for (const { view, text: short, found } of this.#short) if (views[view].includes(short)) keep(found);
    for (const [key, windows] of this.#windows) {
      const [view = "", size = ""] = key.split("/");
      const seen = view === "bare hex" ? views["bare hex"] : views["as it is"];
      const length = Number(size);
      for (let at = 0; at + length <= seen.length; at += 1) {
        const found = windows.get(seen.slice(at, at + length));
        if (found !== undefined) keep(found);
      }
    }
    return [...all.values()];
  }
}
