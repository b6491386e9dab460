import type { DoorAnswer, DoorFailure, DoorRequest, DoorResult } from "@/lib/http/door-types";
import type { AwsCallInput } from "./aws-call";

/** Credentials that belong to nobody. */
export const testCredentials = {
  accessKeyId: "ASIATESTTESTTESTTEST",
  secretAccessKey: "test/secret+key/that/belongs/to/nobody00",
  sessionToken: "test-session-token-that-belongs-to-nobody//==",
} as const;

export function answer(status: number, body: string, headers: Record<string, string> = {}): DoorAnswer {
  return {
    kind: "answer",
    status,
    headers: { "content-type": "text/xml", ...headers },
    body: new TextEncoder().encode(body),
    startedAtMs: 0,
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 },
    address: "127.0.0.1",
  };
}

export function noAnswer(failure: DoorFailure["failure"]): DoorFailure {
  const timings = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 };
  return { kind: "failure", failure, detail: "", status: null, headers: {}, startedAtMs: 0, timings };
}

/** A call whose requests are kept and answered by the test. */
export function fakeCall(result: DoorResult | ((request: DoorRequest) => DoorResult)) {
  const requests: DoorRequest[] = [];
  const input: AwsCallInput = {
    credentials: testCredentials,
    region: "eu-central-1",
    timeoutMs: 5_000,
    signal: new AbortController().signal,
    send: async (request) => {
      requests.push(request);
      return typeof result === "function" ? result(request) : result;
    },
  };
  return { requests, input };
}
