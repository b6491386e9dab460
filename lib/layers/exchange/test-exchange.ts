import type { DoorResult } from "@/lib/http/door-types";
import { Secret } from "@/lib/secret";
import { testJwt, testToken } from "@/lib/token/test-jwt";
import { awsRegion, registryUrl, signatureVerified } from "../outputs";
import type { LayerInput } from "../shared/layer-input";
import { createTestContext, type SentRequest, testAnswer, testInput, testNow } from "../shared/test-context";
import { exchange } from "./exchange";

export const ROLE = "arn:aws:iam::204377154242:role/quilt/Reader";
export const REGISTRY = "https://registry.example.org";
export const roleToken = testToken(testJwt({ payload: { sub: "ada", role_arn: ROLE, exp: 4_000_000_000 } }));
export const catalogToken = testToken(testJwt({ payload: { id: "a", uuid: "b", exp: 4e9 } }));

export const base = {
  accessKeyId: "AKIABASEBASEBASEBASE",
  secretAccessKey: new Secret("base-secret-of-nobody-at-all-000000000000"),
  sessionToken: null,
  from: { prefix: "BASE_" },
};

export const later = new Date(testNow + 3_600_000).toISOString();

/** What a registry answers the right caller. */
export const credentials = {
  AccessKeyId: "ASIAVENDEDVENDED0000",
  SecretAccessKey: "vended-secret-of-nobody",
  SessionToken: "vended-session-token",
  Expiration: later,
};

/** The same credentials as STS gives them. */
export function vended(action: string, change: (body: string) => string = (body) => body) {
  const body = `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>
    <AssumedRoleUser><Arn>arn:aws:sts::204377154242:assumed-role/Reader/s</Arn></AssumedRoleUser><Credentials>
    <AccessKeyId>${credentials.AccessKeyId}</AccessKeyId><SecretAccessKey>${credentials.SecretAccessKey}</SecretAccessKey>
    <SessionToken>${credentials.SessionToken}</SessionToken><Expiration>${later}</Expiration></Credentials></${action}Result></${action}Response>`;
  return testAnswer(200, change(body), { "content-type": "text/xml" });
}

export function stsError(status: number, code: string, message = "no") {
  const body = `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
  return testAnswer(status, body, { "content-type": "text/xml" });
}

export const denied = stsError(
  403,
  "AccessDenied",
  "User: arn:aws:iam::204377154242:user/broker is not authorized to perform: sts:AssumeRole",
);

type Answer = DoorResult | ((sent: SentRequest) => DoorResult);

export interface Given {
  readonly target?: Partial<LayerInput["target"]>;
  readonly input?: Partial<Omit<LayerInput, "target">>;
  /** To the real call and the repeat; credentials unless given. */
  readonly real?: Answer;
  /** To each control; a refusal unless given. */
  readonly control?: Answer;
}

const answerOf = (answer: Answer, sent: SentRequest) => (typeof answer === "function" ? answer(sent) : answer);
const isControl = ({ purpose }: SentRequest) => purpose.startsWith("control:");

export function registryContext({ target = {}, input = {}, real, control }: Given = {}) {
  return createTestContext({
    layer: exchange,
    input: testInput({ token: catalogToken, ...input, target: { registryUrl: REGISTRY, ...target } }),
    given: [[registryUrl, REGISTRY]],
    send: (sent) =>
      isControl(sent)
        ? answerOf(control ?? testAnswer(401, { message: "no" }), sent)
        : answerOf(real ?? testAnswer(200, credentials), sent),
  });
}

export function assumeRoleContext({
  target = {},
  input = {},
  verified = true,
  real,
  control,
}: Given & { readonly verified?: boolean } = {}) {
  return createTestContext({
    layer: exchange,
    input: testInput({ token: roleToken, ...input, target: { region: "us-east-1", exchange: { base }, ...target } }),
    given: [[awsRegion, "us-east-1"] as const, ...(verified ? [[signatureVerified, true] as const] : [])],
    send: (sent) =>
      isControl(sent) ? answerOf(control ?? denied, sent) : answerOf(real ?? vended("AssumeRole"), sent),
  });
}

export const webClaims = { iss: "https://login.example.org/x", aud: "a", sub: "ada", iat: 1, exp: 4_000_000_000 };
export const rs256 = testToken(testJwt({ header: { alg: "RS256" }, payload: webClaims }));
export const webSettings = { strategy: "web-identity", roleArn: ROLE } as const;

function webRefusal({ purpose }: SentRequest) {
  return purpose === "control:wrong-role"
    ? stsError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity")
    : stsError(400, "InvalidIdentityToken");
}

export function webContext({ target = {}, input = {}, real, control = webRefusal }: Given = {}) {
  return createTestContext({
    layer: exchange,
    input: testInput({ token: rs256, ...input, target: { exchange: webSettings, ...target } }),
    given: [[awsRegion, "us-east-1"]],
    send: (sent) =>
      isControl(sent) ? answerOf(control, sent) : answerOf(real ?? vended("AssumeRoleWithWebIdentity"), sent),
  });
}

/** The form of an STS request. */
export const formOf = ({ request }: SentRequest) => new URLSearchParams(String(request.body));
