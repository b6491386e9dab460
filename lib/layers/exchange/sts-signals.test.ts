import { describe, expect, it } from "vitest";
import type { DoorResult } from "@/lib/http/door-types";
import { assumeRoleContext, base, stsError, webContext } from "./test-exchange";

async function recognised(context: ReturnType<typeof assumeRoleContext>) {
  await context.run();
  return [...context.signals].sort();
}

describe("what STS says beside AssumeRole", () => {
  const seen = (real: DoorResult) => recognised(assumeRoleContext({ real }));
  const because = (policy: string) =>
    `User: arn:aws:iam::1:user/a is not authorized to perform: sts:AssumeRole because no ${policy} allows the action`;

  it.each([
    [
      stsError(400, "ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration"),
      "session-too-long",
    ],
    [stsError(403, "AccessDenied", because("role trust policy")), "denied-by-trust-policy"],
  ])("is recognised: %#", async (real, signal) => {
    expect(await seen(real)).toEqual(["external-id-not-sent", signal].sort());
  });

  it("is nothing known in another refusal", async () => {
    expect(await seen(stsError(403, "AccessDenied", "no"))).toEqual(["external-id-not-sent"]);
    expect(await seen(stsError(403, "AccessDenied", because("identity-based policy")))).toEqual([
      "external-id-not-sent",
    ]);
  });
});

it("is no missing external id where one was sent", async () => {
  const target = { exchange: { base, externalId: "x" } };
  expect(await recognised(assumeRoleContext({ target, real: stsError(403, "AccessDenied") }))).toEqual([]);
});

describe("what STS says beside a web identity", () => {
  it.each([
    [stsError(400, "InvalidIdentityToken", "No OpenIDConnect provider found in your account"), ["issuer-unknown"]],
    [stsError(400, "InvalidIdentityToken", "Incorrect token audience"), ["audience-unknown"]],
    [stsError(403, "AccessDenied", "Not authorized"), ["token-taken-role-refused"]],
    [stsError(403, "IDPRejectedClaim"), []],
    [stsError(400, "ExpiredTokenException"), []],
  ])("is recognised: %#", async (real, signals) => {
    expect(await recognised(webContext({ real }))).toEqual(signals);
  });

  it("is nothing where the token was accepted", async () => {
    expect(await recognised(webContext())).toEqual([]);
  });
});
