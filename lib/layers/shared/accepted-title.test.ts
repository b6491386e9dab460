import { expect, it } from "vitest";
import { acceptedTitle } from "./accepted-title";

it.each([
  [["no-token"], "X for no token (no-token)"],
  [["tampered"], "X for a tampered token (tampered)"],
  [["unsigned"], "X for an unsigned request (unsigned)"],
  [["lapsed"], "X for an expired token (lapsed)"],
  [["malformed"], "X for a token that is only random text (malformed)"],
  [["wrong-role"], "X for a role that does not exist (wrong-role)"],
  [["no-token", "alg-none"], "X for no token (no-token), a token without a signature (alg-none)"],
  [["no-token", "tampered", "forged", "alg-none"], "X for no token (no-token), a tampered token (tampered), 2 more"],
])("names %j as they were accepted", (accepted, title) => {
  expect(acceptedTitle("X", accepted)).toBe(title);
});

it("stays as short as a headline may be", () => {
  const long = ["forged:a-published-secret-of-some-length", "forged:another-published-secret-of-length"];
  const title = acceptedTitle("the registry handed out AWS credentials", long);
  expect(title).toContain(", 1 more");
  expect(title).not.toContain("another");
  const fits = "x".repeat(140 - " for no token (no-token), a tampered token (tampered)".length);
  expect(acceptedTitle(fits, ["no-token", "tampered"])).toHaveLength(140);
  expect(acceptedTitle(`${fits}x`, ["no-token", "tampered"])).toContain("1 more");
});
