import { assumeRoleStack } from "@/lib/lab/scenarios/given-stacks";
import type { FrontReply } from "./fault-front";
import { htmlReply, jsonReply, nginxPage, s3Error, stsError, textReply } from "./replies";
import { parseRecord } from "./rpc-call";
import type { Fault, Right, Situation } from "./situation";

const CREDENTIALS = "/api/auth/get_credentials";
const UNANSWERED = { "no-token": "no-answer", tampered: "no-answer" } as const;
const REFUSED = { "no-token": "refused", tampered: "refused" } as const;

const fails = (code: string, more: Partial<Right> = {}): Right => ({
  layer: code.split("/")[0] ?? "",
  status: "fail",
  verdict: "fail",
  code,
  ...more,
});

const served =
  (reply: FrontReply): Fault =>
  async (call) =>
    (await call.own()).status === 200 ? reply : null;

const toAll =
  (path: string, reply: FrontReply): Fault =>
  (call) =>
    call.path.startsWith(path) ? reply : null;

const toWrong =
  (path: string, reply: FrontReply): Fault =>
  (call) =>
    call.path.startsWith(path) && call.caller !== "real" ? reply : null;

const denied = (why: string) =>
  `User: arn:aws:sts::111122223333:assumed-role/R/ada is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::b" ${why}`;

const aws: readonly Situation[] = [
  ...(["NotSignedUp", "AccountProblem"] as const).map(
    (code): Situation => ({
      title: `an account that is no customer: ${code}`,
      source: "aws-samples/data-lake-as-code#28",
      hop: "s3",
      fault: served(s3Error(403, code, "Your account is not signed up for the S3 service.")),
      right: fails("s3/account-blocked"),
    }),
  ),
  {
    title: "a denial by resource control policy",
    source: "kubernetes-sigs/aws-load-balancer-controller#2322",
    hop: "s3",
    fault: served(s3Error(403, "AccessDenied", denied("with an explicit deny in a resource control policy"))),
    right: fails("s3/explicit-deny", { evidence: { policyType: /resource.control/i, action: /^s3:ListBucket$/ } }),
  },
  {
    title: "a denial by permissions boundary",
    source: "kubernetes-sigs/aws-load-balancer-controller#2322",
    hop: "s3",
    fault: served(
      s3Error(403, "AccessDenied", denied("because no permissions boundary allows the s3:ListBucket action")),
    ),
    right: fails("s3/access-denied", { evidence: { policyType: /permissions.boundary/i } }),
  },
  {
    title: "a denial of AssumeRole by service control policy",
    source: "kubernetes-sigs/aws-load-balancer-controller#2322",
    given: assumeRoleStack,
    hop: "sts",
    fault: ({ body }) =>
      body.includes("Action=AssumeRole&")
        ? stsError(
            403,
            "AccessDenied",
            "User: arn:aws:iam::111122223333:user/broker is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/R with an explicit deny in a service control policy",
          )
        : null,
    right: fails("exchange/assume-role-denied", { told: ["explicit deny in a service control policy"] }),
  },
  ...(
    [
      ["sts", "identity/not-aws"],
      ["s3", "s3/not-s3"],
    ] as const
  ).map(
    ([hop, code]): Situation => ({
      title: `a firewall's page in place of ${hop}`,
      source: "coreruleset/coreruleset#1775",
      hop,
      fault: () => htmlReply(403, "<html><head><title>403 Forbidden</title></head></html>", { server: "awselb/2.0" }),
      right: fails(code),
    }),
  ),
];

function expiring(form: (at: Date) => unknown): Fault {
  return async (call) => {
    if (!call.path.startsWith(CREDENTIALS) || call.caller !== "real") return null;
    const fields = parseRecord((await call.own()).body) ?? {};
    return jsonReply(200, { ...fields, Expiration: form(new Date(Date.now() + 3_600_000)) });
  };
}

const expiries: readonly Situation[] = [
  {
    title: "an expiry whose zone is +0000",
    source: "boto/botocore#1980",
    hop: "registry",
    fault: expiring((at) => `${at.toISOString().slice(0, 19)}+0000`),
    right: { layer: "exchange", status: "pass", verdict: "pass" },
  },
  {
    title: "an expiry that is null",
    source: "boto/botocore#1980",
    hop: "registry",
    fault: expiring(() => null),
    right: fails("exchange/missing-fields", { without: ["exchange/unreadable-expiration"] }),
  },
  {
    title: "an expiry in words",
    source: "JuliaCloud/AWS.jl#771",
    hop: "registry",
    fault: expiring(() => "in an hour"),
    right: {
      ...fails("exchange/unreadable-expiration", { told: ["in an hour"], others: { s3: "pass" } }),
      status: "inconclusive",
      verdict: "inconclusive",
    },
  },
];

const hosts: readonly Situation[] = (
  [
    ["registry", "exchange/host-refused", nginxPage(421, "421 Misdirected Request")],
    ["sts", "identity/host-refused", textReply(421, "misdirected")],
    ["s3", "s3/host-refused", textReply(421, "")],
  ] as const
).map(([hop, code, reply]) => ({
  title: `421 from the ${hop}, whatever its body`,
  source: "apache/doris-mcp-server#203",
  hop,
  fault: () => reply,
  right: fails(code),
}));

const refusals: readonly Situation[] = [
  {
    title: "an error object with its own statusCode refuses with 400",
    source: "BerriAI/litellm#37496",
    hop: "registry",
    fault: toWrong(CREDENTIALS, jsonReply(400, { statusCode: 401, error: "Unauthorized", message: "no" })),
    right: { layer: "exchange", status: "pass", verdict: "pass", controls: REFUSED },
  },
  {
    title: "GraphQL's FORBIDDEN refuses with 200",
    source: "graphql/graphql-over-http#213",
    hop: "registry",
    fault: toWrong(
      "/graphql",
      jsonReply(200, { data: null, errors: [{ message: "no", extensions: { code: "FORBIDDEN" } }] }),
    ),
    right: { layer: "search", status: "pass", verdict: "pass", controls: REFUSED },
  },
  {
    title: "GraphQL's FORBIDDEN to everybody takes the code of a 403, or of a 401",
    source: "graphql/graphql-over-http#213",
    hop: "registry",
    fault: toAll(
      "/graphql",
      jsonReply(200, { data: null, errors: [{ message: "no", extensions: { code: "FORBIDDEN" } }] }),
    ),
    right: fails("search/forbidden", { code: ["search/forbidden", "search/blocked-in-front"] }),
  },
  ...(
    [
      ["a sentence that speaks of credentials", jsonReply(400, { message: "Could not parse credentials in token" })],
      ["404 that speaks of the token", jsonReply(404, { message: "invalid token" })],
      [
        "a busy gateway that speaks of tokens",
        jsonReply(429, { message: "Token bucket is empty, unauthorized burst" }),
      ],
      ["a page with 200 that says unauthorized", htmlReply(200, "<html><title>401 Unauthorized</title></html>")],
    ] as const
  ).map(
    ([what, reply]): Situation => ({
      title: `wrong callers get ${what}`,
      source: "mainmatter/ember-simple-auth#1324",
      hop: "registry",
      fault: toWrong(CREDENTIALS, reply),
      right: {
        layer: "exchange",
        status: "inconclusive",
        verdict: "inconclusive",
        code: "exchange/control-unanswered",
        controls: UNANSWERED,
      },
    }),
  ),
  {
    title: "credentials for the tampered token, beside an error that says invalid_token",
    source: "MichalLytek/type-graphql#1408",
    hop: "registry",
    fault: async (call, behind) => {
      if (!call.path.startsWith(CREDENTIALS) || call.caller !== "wrong") return null;
      const own = await call.own({ authorization: `Bearer ${behind.token}` });
      return jsonReply(200, { error: "invalid_token", ...parseRecord(own.body) });
    },
    right: fails("exchange/not-enforced", { controls: { "no-token": "refused", tampered: "accepted" } }),
  },
  {
    title: "the challenge of the search says why",
    source: "linuxfoundation/easycla#832",
    hop: "registry",
    fault: toAll(
      "/graphql",
      jsonReply(
        401,
        { message: "Unauthorized" },
        {
          "www-authenticate": 'Bearer error="invalid_token", error_description="signing key k-17 was revoked"',
        },
      ),
    ),
    right: fails("search/unauthorized", { told: ["signing key k-17 was revoked"] }),
  },
];

export const siblingAnswers: readonly Situation[] = [...aws, ...expiries, ...hosts, ...refusals];
