import { stsErrorXml, stsIdentityXml } from "./aws-xml";
import type { KnownCredentials } from "./credential-store";
import type { Decision, LabCall, LabReply } from "./lab-server";
import type { StackParts } from "./stack-parts";
import { parseSigV4Authorization, type SigV4Problem, verifySigV4 } from "./verify-sigv4";

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const MISMATCH =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
const INVALID = "The security token included in the request is invalid";

/** STS's error for each way a signature fails. `skewed` and `wrong-scope` carry the detail that says how. */
function refusalFor(problem: SigV4Problem, detail: string): Refusal {
  switch (problem) {
    case "unsigned":
      return { status: 403, code: "MissingAuthenticationToken", message: "Request is missing Authentication Token" };
    case "incomplete":
      return { status: 400, code: "IncompleteSignature", message: detail };
    case "unknown-key":
    case "wrong-session-token":
      return { status: 403, code: "InvalidClientTokenId", message: INVALID };
    case "expired":
      return { status: 403, code: "ExpiredToken", message: "The security token included in the request is expired" };
    case "skewed":
    case "wrong-scope":
      return { status: 403, code: "SignatureDoesNotMatch", message: detail };
    case "bad-signature":
      return { status: 403, code: "SignatureDoesNotMatch", message: MISMATCH };
  }
}

/**
 * STS of the lab: GetCallerIdentity, verified.
 * Endpoint: `identity`.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export function handleSts(parts: StackParts, call: LabCall): Decision {
  const { sts, target, catalog } = parts.config;
  const find = (id: string): KnownCredentials | undefined => (sts.knowsKeys ? parts.store.find(id) : undefined);
  const result = verifySigV4(call, {
    service: "sts",
    region: target.region ?? catalog.region,
    nowMs: Date.now() + sts.clockOffsetS * 1000,
    find,
  });
  const answer = (): LabReply => {
    const action =
      new URLSearchParams(Buffer.from(call.body).toString("utf8")).get("Action") ?? call.params.get("Action");
    if (result.ok && sts.refuses !== null) return refuse(call, sts.refuses, "refused");
    const known = result.ok ? result.credentials : sts.verifies ? undefined : claimed(call, find);
    if (known === undefined) {
      const { problem, detail } = result.ok ? { problem: "unsigned" as const, detail: "" } : result;
      return refuse(call, refusalFor(problem, detail), problem);
    }
    if (action !== "GetCallerIdentity") {
      return refuse(
        call,
        { status: 400, code: "InvalidAction", message: "Could not find operation" },
        "unknown_action",
      );
    }
    call.log("info", `sts.identity arn=${known.identity.arn}`);
    return reply(200, stsIdentityXml(known.identity, call.requestId), call);
  };
  return { endpoint: "identity", genuine: result.ok, answer };
}

/** Whoever the key id says, unverified: for an endpoint that checks nothing. */
function claimed(call: LabCall, find: (id: string) => KnownCredentials | undefined): KnownCredentials | undefined {
  return find(parseSigV4Authorization(call.headers.authorization)?.accessKeyId ?? "");
}

function refuse(call: LabCall, refusal: Refusal, reason: string): LabReply {
  call.log("warn", `sts.reject reason=${reason.replaceAll("-", "_")} code=${refusal.code}`);
  return reply(refusal.status, stsErrorXml(refusal.code, refusal.message, call.requestId), call);
}

function reply(status: number, body: string, call: LabCall): LabReply {
  return { status, contentType: "text/xml", headers: { "x-amzn-requestid": call.requestId }, body };
}
