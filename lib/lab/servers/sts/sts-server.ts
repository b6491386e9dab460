import type { KnownCredentials } from "@/lib/lab/stack/credential-store";
import { stackNowMs } from "@/lib/lab/stack/stack-clock";
import type { StackParts } from "@/lib/lab/stack/stack-parts";
import { type AwsRefusal, BYTE_ORDER_MARK, gatewayRefusal } from "../aws/aws-refusal";
import { iamRoleXml, stsErrorXml, stsIdentityXml, stsSessionXml } from "../aws/aws-xml";
import { parseSigV4Authorization, type SigV4Problem, type SigV4Result, verifySigV4 } from "../aws/verify-sigv4";
import type { Decision, LabCall, LabReply } from "../lab-server";
import type { LabServer } from "../server-declaration";
import { trustPolicyOf } from "./lab-trust-policy";
import { answerAssumeRole, type RoleAnswer, stackRole } from "./sts-assume-role";
import { healthySts } from "./sts-config";
import { answerAssumeRoleWithWebIdentity } from "./sts-web-identity";

const MISMATCH =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
const INVALID = "The security token included in the request is invalid";

/** STS's error for each way a signature fails. `skewed` and `wrong-scope` carry the detail that says how. */
function refusalFor(problem: SigV4Problem, detail: string): AwsRefusal {
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

/** Names that fault rules use, by action. */
const ENDPOINTS: Readonly<Record<string, string>> = {
  GetCallerIdentity: "identity",
  AssumeRole: "assume-role",
  AssumeRoleWithWebIdentity: "web-identity",
  GetRole: "get-role",
};

/**
 * STS and IAM of the lab: GetCallerIdentity, AssumeRole and GetRole, verified, and AssumeRoleWithWebIdentity.
 * Endpoints: `identity`, `assume-role`, `web-identity`, `get-role`.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html
 */
function handleSts(parts: StackParts, call: LabCall): Decision {
  const form = new URLSearchParams(Buffer.from(call.body).toString("utf8"));
  const action = form.get("Action") ?? call.params.get("Action") ?? "";
  const endpoint = ENDPOINTS[action] ?? "identity";
  if (action === "AssumeRoleWithWebIdentity") {
    const made = answerAssumeRoleWithWebIdentity(parts, form);
    return { endpoint, genuine: made.ok, answer: () => sessionReply(call, action, made) };
  }
  const { sts } = parts.config;
  const find = (id: string): KnownCredentials | undefined => (sts.knowsKeys ? parts.store.find(id) : undefined);
  const result = verify(parts, call, action, find);
  const known = result.ok ? result.credentials : sts.verifies ? undefined : claimed(call, find);
  const otherRole = action === "AssumeRole" && form.get("RoleArn") !== stackRole(parts);
  const answer = (): LabReply => {
    if (result.ok && sts.refuses !== null) return refuse(call, sts.refuses, "refused");
    if (known === undefined) {
      const { problem, detail } = result.ok ? { problem: "unsigned" as const, detail: "" } : result;
      return refuse(call, refusalFor(problem, detail), problem);
    }
    return act(parts, call, action, form, known);
  };
  return { endpoint, genuine: result.ok && !otherRole, answer };
}

function verify(
  { config }: StackParts,
  call: LabCall,
  action: string,
  find: (id: string) => KnownCredentials | undefined,
): SigV4Result<KnownCredentials> {
  return verifySigV4(call, {
    service: action === "GetRole" ? "iam" : "sts",
    region: config.sts.region ?? config.target.region ?? config.catalog.region,
    nowMs: stackNowMs(config) + config.sts.clockOffsetS * 1000,
    find,
  });
}

/** Whoever the key id says, unverified: for an endpoint that checks nothing. */
function claimed(call: LabCall, find: (id: string) => KnownCredentials | undefined): KnownCredentials | undefined {
  return find(parseSigV4Authorization(call.headers.authorization)?.accessKeyId ?? "");
}

function act(
  parts: StackParts,
  call: LabCall,
  action: string,
  form: URLSearchParams,
  caller: KnownCredentials,
): LabReply {
  switch (action) {
    case "GetCallerIdentity":
      call.log("info", `sts.identity arn=${caller.identity.arn}`);
      return reply(200, stsIdentityXml(caller.identity, call.requestId), call);
    case "AssumeRole":
      return sessionReply(call, action, answerAssumeRole(parts, caller, form));
    case "GetRole":
      return readRole(parts, call, form.get("RoleName") ?? "", caller);
    default:
      return refuse(
        call,
        { status: 400, code: "InvalidAction", message: "Could not find operation" },
        "unknown_action",
      );
  }
}

function sessionReply(call: LabCall, action: string, made: RoleAnswer): LabReply {
  if (!made.ok) return refuse(call, made.refusal, made.reason);
  call.log("info", `sts.session action=${action} arn=${made.made.identity.arn}`);
  return reply(200, stsSessionXml(action, made.made, call.requestId), call);
}

/**
 * IAM's GetRole.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 */
function readRole(parts: StackParts, call: LabCall, name: string, caller: KnownCredentials): LabReply {
  const { iam } = parts.config;
  const arn = stackRole(parts);
  if (!iam.brokerMayRead) {
    const message = `User: ${caller.identity.arn} is not authorized to perform: iam:GetRole on resource: role ${name}`;
    return refuse(call, { status: 403, code: "AccessDenied", message }, "identity_policy");
  }
  if (!iam.roleExists || !arn.endsWith(`/${name}`)) {
    const message = `The role with name ${name} cannot be found.`;
    return refuse(call, { status: 404, code: "NoSuchEntity", message }, "no_such_role");
  }
  const policy = JSON.stringify(trustPolicyOf(parts.config, parts.secrets));
  return reply(200, iamRoleXml({ arn, policy, maxSessionS: iam.maxSessionS }, call.requestId), call);
}

function refuse(call: LabCall, refusal: AwsRefusal, reason: string): LabReply {
  call.log("warn", `sts.reject reason=${reason.replaceAll("-", "_")} code=${refusal.code}`);
  if (refusal.asGateway === true) return gatewayRefusal(refusal);
  return reply(refusal.status, stsErrorXml(refusal.code, refusal.message, call.requestId), call);
}

function reply(status: number, body: string, call: LabCall): LabReply {
  return { status, contentType: "text/xml", headers: { "x-amzn-requestid": call.requestId }, body };
}

function marked({ config }: StackParts, decision: Decision): Decision {
  if (!config.sts.marksXml) return decision;
  const answer = async () => {
    const given = await decision.answer();
    return { ...given, body: `${BYTE_ORDER_MARK}${given.body}` };
  };
  return { ...decision, answer };
}

export const stsServer: LabServer<"sts"> = {
  name: "sts",
  healthy: healthySts,
  clockOffsetS: (config) => config.sts.clockOffsetS,
  open: (parts) => ({ handle: (call) => marked(parts, handleSts(parts, call)) }),
};
