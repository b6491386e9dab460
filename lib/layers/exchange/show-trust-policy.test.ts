import { describe, expect, it } from "vitest";
import { type SentRequest, testAnswer, testFailure } from "../shared/test-context";
import { assumeRoleContext, base, ROLE, stsError, vended } from "./test-exchange";

const policy = `{"Version": "2012-10-17",\n  "Statement": []}`;

function roleAnswer(arn: string | null, document: string | null) {
  const body = `<GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetRoleResult><Role>
    ${arn === null ? "" : `<Arn>${arn}</Arn>`}${document === null ? "" : `<AssumeRolePolicyDocument>${encodeURIComponent(document)}</AssumeRolePolicyDocument>`}
    </Role></GetRoleResult></GetRoleResponse>`;
  return testAnswer(200, body, { "content-type": "text/xml" });
}

const isIam = ({ request }: SentRequest) => String(request.body).includes("Action=GetRole");

/** An assume-role run that passes, with this answer of IAM. */
function iamContext(answer: ReturnType<typeof testAnswer> | ReturnType<typeof testFailure>, aws: object = {}) {
  return assumeRoleContext({
    input: { iam: true },
    target: { exchange: { base }, aws },
    real: (sent) => (isIam(sent) ? answer : vended("AssumeRole")),
  });
}

describe("the real trust policy, where the operator asks for it", () => {
  it.each([
    ["in one line", roleAnswer(ROLE, policy), '{"Version": "2012-10-17", "Statement": []}'],
    ["cut to 2,000 characters", roleAnswer(ROLE, "x".repeat(3000)), "x".repeat(2000)],
    [
      "or who has no such role",
      stsError(404, "NoSuchEntity"),
      "there is no such role in the account of the base credentials",
    ],
    ["or which error came", stsError(403, "AccessDenied"), "not read: AccessDenied"],
    ["or an error that only sounds like it", stsError(400, "MyNoSuchEntity"), "not read: MyNoSuchEntity"],
    ["or why none came", testFailure("timeout"), "not read: timeout"],
    ["or that it was not IAM", testAnswer(200, "<html>"), "not read: not an IAM answer"],
    ["or that it was JSON", testAnswer(404, "{}"), "not read: not an IAM answer"],
    ["or a role without a policy", roleAnswer(ROLE, null), "not read: not an IAM answer"],
    ["or a role without an ARN", roleAnswer(null, policy), "not read: not an IAM answer"],
    [
      "or that the name is another role's",
      roleAnswer("arn:aws:iam::609629065308:role/Reader", policy),
      "not read: the base credentials see another role of this name, arn:aws:iam::609629065308:role/Reader",
    ],
  ])("is shown %s", async (_, answer, shown) => {
    const context = iamContext(answer);
    expect(await context.run()).toMatchObject({ status: "pass", codes: [] });
    expect(context.facts["trust-policy-in-iam"]).toBe(shown);
  });

  it.each([
    ["no such role", stsError(404, "NoSuchEntity"), ["role-not-in-iam"]],
    ["a policy that asks for an external id", roleAnswer(ROLE, '{"sts:ExternalId":"x"}'), ["policy-asks-external-id"]],
    ["a policy that asks for none", roleAnswer(ROLE, policy), []],
    ["another role's policy", roleAnswer(`${ROLE}x`, '{"sts:ExternalId":"x"}'), []],
    ["no answer", testFailure("timeout"), []],
    ["an error that only sounds like it", stsError(400, "MyNoSuchEntity"), []],
  ])("is recognised as %s", async (_, answer, signals) => {
    const context = iamContext(answer);
    await context.run();
    expect([...context.signals]).toEqual(["external-id-not-sent", ...signals]);
  });

  it("is asked for once, by the role's name, at IAM of the partition", async () => {
    const context = iamContext(roleAnswer(ROLE, policy));
    await context.run();
    const asked = context.sent.filter(isIam);
    expect(asked.map(({ purpose, request }) => [purpose, new URL(request.url).origin, request.timeoutMs])).toEqual([
      ["beside:trust-policy", "https://iam.amazonaws.com", 5000],
    ]);
    expect(new URLSearchParams(String(asked[0]?.request.body)).get("RoleName")).toBe("Reader");
    expect(asked[0]?.request.headers.authorization).toContain(base.accessKeyId);
  });

  it("is asked of what stands in for STS, so that an emulator's credentials never go to AWS", async () => {
    const context = iamContext(roleAnswer(ROLE, policy), { stsEndpoint: "http://127.0.0.1:4566/x" });
    await context.run();
    expect([...new Set(context.sent.map(({ request }) => new URL(request.url).origin))]).toEqual([
      "http://127.0.0.1:4566",
    ]);
  });

  it("is not asked for unless the operator says so", async () => {
    const context = assumeRoleContext();
    await context.run();
    expect(context.sent.filter(isIam)).toEqual([]);
    expect(context.facts).not.toHaveProperty("trust-policy-in-iam");
  });
});
