import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Exchange } from "@/lib/diagnosis/model";
import { verifySigV4 } from "@/lib/lab/servers/aws/verify-sigv4";
import type { LabRequest, LabStack } from "@/lib/lab/stack/lab-types";
import { type Lab, startLab } from "@/lib/lab/start-lab";
import { toJsonReport } from "@/lib/report/formats/to-json";
import { mapScenarios, runStack } from "./run-lab";
import { type TappedRequest, tapServers, type WireTap } from "./wire-tap";

/** What one scenario's run reported, and what its servers saw. */
interface Case {
  readonly id: string;
  readonly report: ReturnType<typeof toJsonReport>;
  /** With the reason why an attempt had no answer, which the report leaves out. */
  readonly exchanges: readonly Exchange[];
  /** Whole and as they were given: the user's, and those of the operator's that a run may send beside it. */
  readonly tokens: readonly string[];
  /** Variables with the operator's own AWS credentials. */
  readonly env: Readonly<Record<string, string>>;
  readonly witness: readonly LabRequest[];
  readonly tapped: readonly TappedRequest[];
}

/** Every scenario once, on a busy machine. */
const ALL_MS = 240_000;

let lab: Lab;
let tap: WireTap;
let cases: readonly Case[] = [];

beforeAll(async () => {
  lab = await startLab();
  tap = tapServers();
  cases = await mapScenarios(lab, runCase);
}, ALL_MS);

afterAll(async () => {
  tap.close();
  await lab.close();
});

/** Deadlines in place of the scenarios' short ones: a busy machine is to be no reason for a request not to arrive. */
const PATIENT_MS = 1_500;

async function runCase(stack: LabStack): Promise<Case> {
  const { view } = await runStack(stack, stack.options.timeoutMs === undefined ? {} : { timeoutMs: PATIENT_MS });
  const exchanges = view.layers.flatMap((layer) => layer.exchanges);
  const traces = new Set(exchanges.map((exchange) => exchange.traceId));
  return {
    id: stack.scenario,
    report: toJsonReport(view),
    exchanges,
    tokens: [stack.token, stack.options.otherToken, stack.options.referenceToken].filter((text) => text !== undefined),
    env: stack.options.env ?? {},
    witness: stack.requests(),
    tapped: tap.requests.filter((request) => request.traceId !== null && traces.has(request.traceId)),
  };
}

/** An attempt that ended before a connection or within the handshake: no HTTP server can have seen it. */
function neverArrived({ failure }: Exchange): boolean {
  return /^(refused-by-policy|dns-failed|tls-failed)|^unreachable: (connection refused|no route)/.test(failure ?? "");
}

/**
 * Given up for lack of time, or lost with a connection that had closed: the server may have answered, and nobody knows.
 * Bytes that break HTTP have no status that two could agree on.
 */
function gaveUp({ failure, status }: Exchange): boolean {
  const why = failure ?? "";
  return (
    why.startsWith("bad-http") || (status === null && (why.startsWith("timeout") || why.includes("reused connection")))
  );
}

const line = (traceId: string | null, method: string, path: string, status: number | null) =>
  `${traceId} ${method} ${path} ${status}`;

function reported(one: Case): readonly string[] {
  return one.exchanges
    .filter((exchange) => !neverArrived(exchange))
    .map((exchange) => {
      const { traceId, method, url, status } = exchange;
      return line(traceId, method, new URL(url).pathname, gaveUp(exchange) ? null : status);
    })
    .sort();
}

function witnessed(one: Case): readonly string[] {
  const late = lateIn(one);
  return one.witness
    .map(({ traceId, method, path, status }) => line(traceId, method, path, late.has(traceId) ? null : status))
    .sort();
}

/** Trace ids of the attempts that were given up: what became of them later depends on when one looks. */
function lateIn(one: Case): ReadonlySet<string | null> {
  return new Set(one.exchanges.filter(gaveUp).map((exchange) => exchange.traceId));
}

interface AccessKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: string;
}

const KEY_FIELDS = ["AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"];

function keysIn(field: (name: string) => string): AccessKeys {
  const [accessKeyId = "", secretAccessKey = "", sessionToken = "", expiration = ""] = KEY_FIELDS.map(field);
  return { accessKeyId, secretAccessKey, sessionToken, expiration };
}

/** Access keys as the registry and STS handed them out in this run, read off their answers. */
function handedOut(one: Case): readonly AccessKeys[] {
  return one.tapped.flatMap((request) => {
    if (request.status() !== 200) return [];
    // The decoder drops a byte order mark.
    const text = new TextDecoder().decode(request.answer());
    if (text.includes("<Credentials>")) return [keysIn((name) => elementIn(text, name))];
    if (!request.path.endsWith("/api/auth/get_credentials")) return [];
    const answer: unknown = parse(text);
    if (typeof answer !== "object" || answer === null) return [];
    return [keysIn((name) => String(Reflect.get(answer, name) ?? ""))];
  });
}

function elementIn(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? "";
}

/** The base credentials that the operator holds. */
function baseKeys({ env }: Case): AccessKeys {
  const value = (name: string) => env[`LAB_BASE_AWS_${name}`] ?? "";
  return {
    accessKeyId: value("ACCESS_KEY_ID"),
    secretAccessKey: value("SECRET_ACCESS_KEY"),
    sessionToken: value("SESSION_TOKEN"),
    expiration: "",
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The catalog token inside a hybrid one is the user's own too. */
function withInner(token: string): readonly string[] {
  const claims = parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
  const inner: unknown = typeof claims === "object" && claims !== null ? Reflect.get(claims, "catalog_token") : null;
  return typeof inner === "string" ? [token, inner] : [token];
}

/** Whether the request brought a credential that the user or the registry never gave: seen by recomputation alone. */
function isAltered(one: Case, request: TappedRequest): boolean {
  const header = request.headers.authorization;
  const webIdentity = new URLSearchParams(request.body().toString("utf8")).get("WebIdentityToken");
  if (webIdentity !== null) return !one.tokens.includes(webIdentity);
  if (header === undefined) return false;
  if (header.startsWith("Bearer ")) return !one.tokens.flatMap(withInner).includes(header.slice("Bearer ".length));
  const [, , region = "", service] = /Credential=([^/]+)\/\d+\/([^/]+)\/(sts|iam|s3)\//.exec(header) ?? [];
  const keys = [...handedOut(one), baseKeys(one)].map((key) => ({
    ...key,
    expiresAtMs: Number.POSITIVE_INFINITY,
  }));
  const verified = verifySigV4(
    { ...request, body: request.body() },
    {
      service: service === "s3" || service === "iam" ? service : "sts",
      region,
      nowMs: Date.now(),
      find: (id) => keys.find((key) => key.accessKeyId === id),
    },
  );
  return !verified.ok;
}

describe("the report, held against the servers' own records", () => {
  const differences = (check: (one: Case) => string | null) =>
    cases.flatMap((one) => {
      const difference = check(one);
      return difference === null ? [] : [`${one.id}: ${difference}`];
    });

  it("covers every scenario, and servers were reached", () => {
    expect(cases.map((one) => one.id)).toEqual(lab.scenarios.map((scenario) => scenario.id));
    expect(cases.filter((one) => one.witness.length >= 10).length).toBeGreaterThan(50);
  });

  it("lists the requests that arrived, one to one, with method, path and status", () => {
    const wrong = cases.filter((one) => reported(one).join("\n") !== witnessed(one).join("\n"));
    expect(Object.fromEntries(wrong.map((one) => [one.id, reported(one)]))).toEqual(
      Object.fromEntries(wrong.map((one) => [one.id, witnessed(one)])),
    );
  });

  it("gives every attempt a trace id of its own", () => {
    const all = cases.flatMap((one) => one.exchanges.map((exchange) => exchange.traceId));
    expect(new Set(all).size).toBe(all.length);
  });

  it("agrees with a second witness below the servers' code", () => {
    expect(
      differences((one) => {
        const late = lateIn(one);
        const seen = one.tapped.map(({ traceId, method, path, status }) =>
          line(traceId, method, path, late.has(traceId) ? null : status()),
        );
        return seen.sort().join("\n") === witnessed(one).join("\n") ? null : "the two witnesses differ";
      }),
    ).toEqual([]);
  });

  it("counts every attempt", () => {
    expect(
      differences(({ report, exchanges, witness }) => {
        const listed = report.layers.reduce((sum, layer) => sum + layer.exchanges.length, 0);
        const arrived = exchanges.filter((exchange) => !neverArrived(exchange)).length;
        const { total } = report.run.requests;
        return total === listed && arrived === witness.length
          ? null
          : `total ${total}, listed ${listed}, arrived ${witness.length}`;
      }),
    ).toEqual([]);
  });

  it("counts the altered credentials that the servers got", () => {
    expect(
      differences((one) => {
        const altered = one.tapped.filter((request) => isAltered(one, request)).length;
        const { wrongCredentials } = one.report.run.requests;
        return altered === wrongCredentials ? null : `reported ${wrongCredentials}, arrived ${altered}`;
      }),
    ).toEqual([]);
    expect(cases.reduce((sum, one) => sum + one.report.run.requests.wrongCredentials, 0)).toBeGreaterThan(300);
  });

  it("counts the AWS sessions that the registry handed out whole", () => {
    expect(
      differences((one) => {
        const late = one.exchanges.filter(gaveUp).map((exchange) => exchange.traceId);
        const received = { ...one, tapped: one.tapped.filter(({ traceId }) => !late.includes(traceId ?? "")) };
        const whole = handedOut(received).filter(({ secretAccessKey, sessionToken, accessKeyId, expiration }) =>
          [secretAccessKey, sessionToken, accessKeyId, expiration].every((text) => text !== ""),
        ).length;
        const { awsSessionsMinted } = one.report.run.requests;
        return whole === awsSessionsMinted ? null : `reported ${awsSessionsMinted}, handed out ${whole}`;
      }),
    ).toEqual([]);
  });
});
