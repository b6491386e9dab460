import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** A request as it came over the wire. */
export interface SignedRequest {
  readonly method: string;
  /** Path as sent, undecoded, without query. */
  readonly path: string;
  /** Query as sent, without `?`. */
  readonly query: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAtMs: number;
}

export type SigV4Problem =
  | "unsigned"
  | "incomplete"
  | "wrong-scope"
  | "unknown-key"
  | "wrong-session-token"
  | "expired"
  | "skewed"
  | "bad-signature";

export type SigV4Result<C extends SigningCredentials> =
  | { readonly ok: true; readonly credentials: C; readonly region: string }
  | {
      readonly ok: false;
      readonly problem: SigV4Problem;
      readonly detail: string;
      readonly accessKeyId: string | null;
      readonly canonicalRequest: string | null;
    };

export interface SigV4Settings<C extends SigningCredentials> {
  readonly service: "sts" | "iam" | "s3";
  /** The only region accepted in the credential scope. */
  readonly region: string;
  readonly nowMs: number;
  find(accessKeyId: string): C | undefined;
}

/** The parts of an Authorization header. */
export interface SigV4Authorization {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const ALLOWED_SKEW_MS = 15 * 60_000;

/** Reads `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`; null if it is anything else. */
export function parseSigV4Authorization(header: string | undefined): SigV4Authorization | null {
  const match = /^AWS4-HMAC-SHA256\s+Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(
    header ?? "",
  );
  const [accessKeyId, date, region, service, terminator, ...rest] = match?.[1]?.split("/") ?? [];
  const signature = match?.[3];
  if (!accessKeyId || !date || !region || !service || terminator !== "aws4_request" || rest.length > 0) return null;
  if (signature === undefined) return null;
  return { accessKeyId, date, region, service, signedHeaders: match?.[2]?.split(";") ?? [], signature };
}

/**
 * Verifies AWS Signature Version 4 of a header-signed request: scope, key, session token, clock, signed headers, body hash, signature.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function verifySigV4<C extends SigningCredentials>(
  request: SignedRequest,
  settings: SigV4Settings<C>,
): SigV4Result<C> {
  const refuse = (problem: SigV4Problem, detail: string, key: string | null = null, canonical: string | null = null) =>
    ({ ok: false, problem, detail, accessKeyId: key, canonicalRequest: canonical }) as const;
  const header = request.headers.authorization;
  if (header === undefined) return refuse("unsigned", "no Authorization header");
  const authorization = parseSigV4Authorization(header);
  if (authorization === null) return refuse("incomplete", "Authorization header is not in the correct format");
  const key = authorization.accessKeyId;
  if (authorization.service !== settings.service || authorization.region !== settings.region) {
    return refuse("wrong-scope", `Credential should be scoped to a valid region, not '${authorization.region}'. `, key);
  }
  const unsigned = missingSignedHeader(request, authorization);
  if (unsigned !== null) return refuse("incomplete", `header '${unsigned}' must be signed`, key);
  const credentials = settings.find(key);
  if (credentials === undefined) return refuse("unknown-key", "unknown access key id", key);
  if (!same(request.headers["x-amz-security-token"] ?? "", credentials.sessionToken)) {
    return refuse("wrong-session-token", "session token does not belong to the key", key);
  }
  const canonical = canonicalRequest(request, authorization, settings.service);
  const skew = clockProblem(request.headers["x-amz-date"], authorization, settings.nowMs);
  if (skew !== null) return refuse("skewed", skew, key);
  if (
    !bodyHashHolds(request) ||
    !same(expectedSignature(canonical, authorization, request, credentials), authorization.signature)
  ) {
    return refuse("bad-signature", "signature does not match", key, canonical);
  }
  if (credentials.expiresAtMs <= settings.nowMs) return refuse("expired", "session has expired", key);
  return { ok: true, credentials, region: authorization.region };
}

function missingSignedHeader(request: SignedRequest, authorization: SigV4Authorization): string | null {
  const needed = Object.keys(request.headers).filter((name) => name === "host" || name.startsWith("x-amz-"));
  return needed.find((name) => !authorization.signedHeaders.includes(name)) ?? null;
}

function clockProblem(stamp: string | undefined, authorization: SigV4Authorization, nowMs: number): string | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp ?? "");
  if (match === null || stamp?.slice(0, 8) !== authorization.date)
    return "Date in Credential scope does not match the request date";
  const [, year, month, day, hour, minute, second] = match.map(Number);
  const at = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  if (at < nowMs - ALLOWED_SKEW_MS) {
    return `Signature expired: ${stamp} is now earlier than ${basicIso(nowMs - ALLOWED_SKEW_MS)} (${basicIso(nowMs)} - 15 min.)`;
  }
  if (at > nowMs + ALLOWED_SKEW_MS) {
    return `Signature not yet current: ${stamp} is still later than ${basicIso(nowMs + ALLOWED_SKEW_MS)} (${basicIso(nowMs)} + 15 min.)`;
  }
  return null;
}

function basicIso(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "");
}

function bodyHashHolds(request: SignedRequest): boolean {
  const stated = request.headers["x-amz-content-sha256"];
  return stated === undefined || stated === "UNSIGNED-PAYLOAD" || same(stated, sha256(request.body));
}

/** S3 takes the path as sent; every other service encodes it once more. The query is decoded, encoded strictly and sorted. */
function canonicalRequest(
  request: SignedRequest,
  authorization: SigV4Authorization,
  service: "sts" | "iam" | "s3",
): string {
  const path = service === "s3" ? request.path : request.path.split("/").map(encodeStrictly).join("/");
  const query = request.query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const cut = pair.indexOf("=");
      const [name, value] = cut < 0 ? [pair, ""] : [pair.slice(0, cut), pair.slice(cut + 1)];
      return `${encodeStrictly(decode(name))}=${encodeStrictly(decode(value))}`;
    })
    .sort()
    .join("&");
  const headers = authorization.signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? "").trim().replace(/\s+/g, " ")}\n`,
  );
  const hash = request.headers["x-amz-content-sha256"] ?? sha256(request.body);
  return [request.method, path, query, headers.join(""), authorization.signedHeaders.join(";"), hash].join("\n");
}

function expectedSignature(
  canonical: string,
  authorization: SigV4Authorization,
  request: SignedRequest,
  credentials: SigningCredentials,
): string {
  const { date, region, service } = authorization;
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", request.headers["x-amz-date"] ?? "", scope, sha256(Buffer.from(canonical))].join(
    "\n",
  );
  const start: string | Buffer = `AWS4${credentials.secretAccessKey}`;
  const key = [date, region, service, "aws4_request"].reduce<string | Buffer>(
    (previous, part) => createHmac("sha256", previous).update(part).digest(),
    start,
  );
  return createHmac("sha256", key).update(text).digest("hex");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(data: Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Compares without telling by its duration where the difference is. */
function same(left: string, right: string): boolean {
  const [a, b] = [left, right].map((text) => createHash("sha256").update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
