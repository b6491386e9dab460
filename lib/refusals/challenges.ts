/** One challenge of a `WWW-Authenticate` header (RFC 9110 §11.6.1). */
export interface Challenge {
  /** Lower case. */
  readonly scheme: string;
  /** By lower-case name; the first of a name counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** What a Bearer challenge says (RFC 6750 §3, RFC 9728 §5.1). */
export interface BearerChallenge {
  readonly error: string | null;
  readonly description: string | null;
  readonly scope: string | null;
  /** URL of the protected resource metadata as written: data, which is not fetched unless its origin is allowed. */
  readonly resourceMetadata: string | null;
}

const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** Characters of a token (RFC 9110 §5.6.2), and of a token68 (§11.2). */
const TOKEN = new Set([...ALPHANUMERIC, ..."!#$%&'*+-.^_`|~"]);
const TOKEN68 = new Set([...ALPHANUMERIC, ..."-._~+/"]);
/** What ends a value, the end of the header (an empty text) included. */
const AFTER_VALUE = new Set([",", " ", "\t", ""]);
const AFTER_QUOTED = new Set(['"', ""]);

const MAX_READ = 4_000;
const MAX_VALUE = 300;

/**
 * The challenges of a header, in their order. Parameters may be parted by commas, as they should, or by blanks alone, as
 * some servers write them. Each character is read once.
 */
export function readChallenges(header: string | undefined): readonly Challenge[] {
  const text = (header ?? "").slice(0, MAX_READ);
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    while (TOKEN.has(text.charAt(at))) at += 1;
    if (at === start) {
      at += 1;
      continue;
    }
    const word = text.slice(start, at).toLowerCase();
    const equals = skipBlanks(text, at);
    if (text[equals] !== "=") {
      challenges.push({ scheme: word, parameters: new Map() });
      at = skipToken68(text, at);
      continue;
    }
    const value = readValue(text, skipBlanks(text, equals + 1));
    at = value.end;
    const { parameters } = challenges.at(-1) ?? {};
    if (parameters !== undefined && !parameters.has(word)) parameters.set(word, value.text.slice(0, MAX_VALUE));
  }
  return challenges;
}

/**
 * Behind the data that may follow a scheme in place of parameters, as after `Negotiate` and `NTLM` (token68): one word that
 * no comma parts from the scheme, and that is not the name of a parameter. Unmoved where there is none.
 */
function skipToken68(text: string, from: number): number {
  const start = skipBlanks(text, from);
  if (start === from) return from;
  let at = start;
  while (TOKEN68.has(text.charAt(at))) at += 1;
  while (text[at] === "=") at += 1;
  const end = skipBlanks(text, at);
  return end === text.length || text[end] === "," ? end : from;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t") at += 1;
  return at;
}

function readValue(text: string, from: number): { readonly text: string; readonly end: number } {
  if (text[from] !== '"') {
    let end = from;
    while (!AFTER_VALUE.has(text.charAt(end))) end += 1;
    return { text: text.slice(from, end), end };
  }
  const parts: string[] = [];
  let at = from + 1;
  while (!AFTER_QUOTED.has(text.charAt(at))) {
    if (text[at] === "\\" && at + 1 < text.length) at += 1;
    parts.push(text.charAt(at));
    at += 1;
  }
  return { text: parts.join(""), end: at + 1 };
}

/**
 * The Bearer challenge of a header (DPoP's is read alike, RFC 9449 §7.1): the first that names an error, else the first;
 * null when it holds none.
 */
export function readChallenge(header: string | undefined): BearerChallenge | null {
  const all = readChallenges(header).filter(({ scheme }) => scheme === "bearer" || scheme === "dpop");
  const bearer = all.find(({ parameters }) => parameters.has("error")) ?? all[0];
  if (bearer === undefined) return null;
  // An empty value says nothing.
  const given = (name: string) => bearer.parameters.get(name) || null;
  return {
    error: given("error"),
    description: given("error_description"),
    scope: given("scope"),
    resourceMetadata: given("resource_metadata"),
  };
}

/** Schemes of a gate that knows passwords or domain accounts, and no bearer tokens (RFC 7617, 4559). */
const NOT_FOR_TOKENS = ["basic", "negotiate", "ntlm", "digest", "kerberos"];

/** Whether a challenge asks for passwords or domain accounts alone, so that a bearer token was not even looked at. */
export function asksForPasswords(header: string | undefined): boolean {
  const schemes = readChallenges(header).map(({ scheme }) => scheme);
  return schemes.length > 0 && schemes.every((scheme) => NOT_FOR_TOKENS.includes(scheme));
}
