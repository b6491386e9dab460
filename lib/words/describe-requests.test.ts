import { expect, it } from "vitest";
import { describeRequests } from "./describe-requests";

it.each([
  [{ total: 1, wrongCredentials: 0, awsSessionsMinted: 1 }, "1 request; none writes; 1 AWS session minted."],
  [
    { total: 1234, wrongCredentials: 1, awsSessionsMinted: 2 },
    "1,234 requests, 1 of them with wrong credentials; none writes; 2 AWS sessions minted. Audit logs show the wrong credentials as failed logins.",
  ],
  [
    { total: 3, wrongCredentials: 2, awsSessionsMinted: 0 },
    "3 requests, 2 of them with wrong credentials; none writes; 0 AWS sessions minted. Audit logs show the wrong credentials as failed logins.",
  ],
])("says what a run sends and leaves behind", (counts, words) => {
  expect(describeRequests(counts)).toBe(words);
});
