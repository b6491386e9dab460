import type { KeyObject } from "node:crypto";
import { readDerKey } from "./der-key";
import type { KeyRefusal } from "./key-refusal";

/** A PEM block that was found in a text, mended; or why it is none that can be used. */
export type PemKey =
  | { readonly publicKey: KeyObject; readonly readAs: readonly string[] }
  | { readonly refusal: KeyRefusal };

const BEGIN = /-----BEGIN\s+([A-Z0-9\s]{1,40}?)-----/g;
const publicLabels = new Set(["PUBLIC KEY", "RSA PUBLIC KEY", "CERTIFICATE", "X509 CERTIFICATE"]);

const privateLabels: Readonly<Record<string, KeyRefusal>> = {
  "PRIVATE KEY": "pkcs8",
  "RSA PRIVATE KEY": "pkcs1",
  "EC PRIVATE KEY": "sec1",
  "ENCRYPTED PRIVATE KEY": "encrypted",
  "OPENSSH PRIVATE KEY": "openssh-private",
};

function refusalOf(label: string): KeyRefusal {
  const known = privateLabels[label];
  if (known !== undefined) return known;
  if (label.startsWith("PGP")) return "pgp";
  if (label.includes("PRIVATE KEY")) return "private";
  return label.endsWith("CERTIFICATE REQUEST") ? "request" : "other-pem";
}

/** A text with the line breaks that env files and shells write as two characters, put back. */
function withLineBreaks(text: string): string {
  return text.replace(/(?:\\r)?\\n|\\r/g, "\n");
}

/** Reads the first public key or certificate of a text with PEM blocks. Any private key in it refuses the whole. */
export function readPemKey(text: string): PemKey {
  const broken = withLineBreaks(text);
  const blocks = [...broken.matchAll(BEGIN)].map((match) => ({
    label: (match[1] ?? "").replace(/\s+/g, " ").trim(),
    start: match.index + match[0].length,
  }));
  const labels = blocks.map(({ label }) => label);
  const hidden = labels.find((label) => label.includes("PRIVATE KEY"));
  if (hidden !== undefined) {
    // PKCS #1 and SEC 1 say inside the block that they are encrypted.
    return { refusal: /Proc-Type:\s*4,\s*ENCRYPTED/.test(broken) ? "encrypted" : refusalOf(hidden) };
  }
  const block = blocks.find(({ label }) => publicLabels.has(label));
  if (block === undefined) return { refusal: labels[0] === undefined ? "broken-pem" : refusalOf(labels[0]) };
  const end = broken.indexOf("-----END", block.start);
  if (end === -1) return { refusal: "cut" };
  const body = broken.slice(block.start, end);
  const key = readDerKey(Buffer.from(body.replace(/[^A-Za-z0-9+/=]/g, ""), "base64"));
  if (key === null) return { refusal: "broken-pem" };
  if ("refusal" in key) return key;
  const readAs = [
    ...(broken === text ? [] : ["line breaks written as \\n"]),
    ...(/[\r\n]/.test(body) ? [] : ["line breaks lost"]),
  ];
  return { publicKey: key.publicKey, readAs };
}
