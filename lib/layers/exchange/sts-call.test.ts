import { describe, expect, it } from "vitest";
import { createTestContext, testAnswer, testFailure } from "../shared/test-context";
import { exchange } from "./exchange";
import { absentRole, sessionName } from "./sts-call";
import { assumeRoleContext, credentials, ROLE, stsError, vended, webContext } from "./test-exchange";

describe("names that are nobody's", () => {
  const { context } = createTestContext({ layer: exchange, random: () => new Uint8Array([0, 10, 171, 255]) });

  it("have two digits for every random byte", () => {
    expect(sessionName(context)).toBe("bonafide-000aabff");
    expect(absentRole(context, ROLE)).toBe("arn:aws:iam::204377154242:role/bonafide-no-such-role-000aabff");
  });
});

describe("an AWS session", () => {
  const without = (field: string, value: string) =>
    vended("AssumeRole", (body) => body.replace(`<${field}>${value}</${field}>`, `<${field}></${field}>`));

  it.each([
    ["a whole answer", vended("AssumeRole"), true],
    ["credentials with another status", { ...vended("AssumeRole"), status: 203 }, false],
    ["an answer without a key id", without("AccessKeyId", credentials.AccessKeyId), false],
    ["an answer without a secret", without("SecretAccessKey", credentials.SecretAccessKey), false],
    ["an answer without a session token", without("SessionToken", credentials.SessionToken), false],
    ["a refusal", stsError(403, "AccessDenied"), false],
    ["an empty answer", testAnswer(200, ""), false],
    ["no answer", testFailure("timeout"), false],
  ])("is counted for %s or not", async (_, answer, minted) => {
    for (const run of [assumeRoleContext(), webContext()]) {
      await run.run();
      expect(run.sent).toHaveLength(4);
      for (const { mark } of run.sent) expect(mark.mints?.(answer)).toBe(minted);
    }
  });
});
