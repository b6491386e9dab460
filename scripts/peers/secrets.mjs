/**
 * The ways in which a secret may show up in what a program wrote: as it is, in base64 at any offset, in hex and in
 * the spaced hex that S3 servers echo, percent-encoded and escaped for JSON and XML.
 * @param {string} secret
 * @returns {{ encoding: string, text: string }[]}
 */
export function spellings(secret) {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString("hex");
  const spaced = (hex.match(/../g) ?? []).join(" ");
  const all = [
    { encoding: "raw", text: secret },
    { encoding: "percent", text: encodeURIComponent(secret) },
    { encoding: "json", text: JSON.stringify(secret).slice(1, -1) },
    { encoding: "xml", text: secret.replaceAll("&", "&amp;").replaceAll("+", "&#43;").replaceAll("/", "&#x2F;") },
    { encoding: "hex", text: hex },
    { encoding: "spaced hex", text: spaced },
  ];
  for (const offset of [0, 1, 2]) {
    // The characters at both ends depend on the neighbours; those between do not.
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const text = encoded.slice(offset === 0 ? 0 : 4, -2);
    all.push(
      { encoding: "base64", text },
      { encoding: "base64url", text: text.replaceAll("+", "-").replaceAll("/", "_") },
    );
  }
  return [...all.filter(({ text }, index) => index === 0 || text !== secret), ...parts(secret)];
}

/**
 * Pieces of a secret that would do as proof of a leak: any 27 characters of it hold one. Of a JWT only the whole counts,
 * for its header is no secret; its signature is looked for as a secret of its own.
 * @param {string} secret
 */
function parts(secret) {
  if (secret.includes(".")) return [];
  const starts = Array.from({ length: Math.max(0, Math.floor((secret.length - 20) / 8) + 1) }, (_, index) => index * 8);
  return starts.map((start) => ({ encoding: "in part", text: secret.slice(start, start + 20) }));
}

/**
 * Which of the named secrets occur in a text, in any spelling and in upper- or lower-case hex.
 * @param {string} text
 * @param {ReadonlyMap<string, string>} secrets value → name
 * @returns {string[]} "the session token (spaced hex)"
 */
export function leaks(text, secrets) {
  const lower = text.toLowerCase();
  const found = new Set();
  for (const [secret, name] of secrets) {
    for (const { encoding, text: spelling } of spellings(secret)) {
      const there = encoding.includes("hex") ? lower.includes(spelling) : text.includes(spelling);
      if (there) found.add(`${name} (${encoding})`);
    }
  }
  return [...found];
}

/** Shows that {@link leaks} can find something at all. Throws if it cannot. */
export function proveScanner() {
  const secret = "IQoJb3JpZ2luX2VjEXAMPLE/+planted==secret&";
  for (const { encoding, text } of spellings(secret)) {
    for (const written of [`before ${text} after`, encoding.includes("hex") ? text.toUpperCase() : text]) {
      if (leaks(written, new Map([[secret, "planted"]])).length === 0)
        throw new Error(`the secret scan is blind to ${encoding}`);
    }
  }
  for (const before of ["", "a", "ab", "abc"]) {
    const wrapped = Buffer.from(`${before}${secret}tail`).toString("base64");
    if (leaks(wrapped, new Map([[secret, "planted"]])).length === 0)
      throw new Error("the secret scan is blind to base64");
  }
}
