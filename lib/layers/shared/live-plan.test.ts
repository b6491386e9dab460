import { describe, expect, it } from "vitest";
import { livePlan, withSound } from "./live-plan";

const controls = [
  { name: "no-token", wrongCredential: false },
  { name: "tampered", wrongCredential: true },
];
const destinations = ["https://registry.test"];
const parts = { controls, served: true, destinations };

describe("the plan of a live layer", () => {
  it("is the genuine call, its controls and the repeat", () => {
    expect(livePlan(parts)).toEqual({ requests: 4, wrongCredentials: 1, awsSessionsMinted: 0, destinations });
  });

  it("counts what goes beside an accepted call to sound servers as well, and what may be asked for at most alone", () => {
    const plan = livePlan({ ...parts, beside: 2, perhaps: 1 });
    expect(plan).toMatchObject({ requests: 7, sound: { requests: 6, wrongCredentials: 1, awsSessionsMinted: 0 } });
  });

  it("counts a session for each call that may be accepted, and two of a sound server", () => {
    const plan = livePlan({ ...parts, mints: true, perhaps: 1 });
    expect(plan).toMatchObject({ requests: 5, awsSessionsMinted: 5, sound: { requests: 4, awsSessionsMinted: 2 } });
  });

  it("expects neither repeat nor session nor anything beside where the subject is to be refused", () => {
    const plan = livePlan({ ...parts, served: false, mints: true, beside: 1 });
    expect(plan.requests).toBe(5);
    expect(plan.sound).toEqual({ requests: 3, wrongCredentials: 1, awsSessionsMinted: 0 });
  });
});

describe("what is sent to sound servers", () => {
  const plan = { requests: 3, wrongCredentials: 2, awsSessionsMinted: 1, destinations };
  it("is left out where it is what is sent at most", () => {
    expect(withSound(plan, { requests: 3, wrongCredentials: 2, awsSessionsMinted: 1 })).toBe(plan);
  });

  it.each([
    { requests: 2, wrongCredentials: 2, awsSessionsMinted: 1 },
    { requests: 3, wrongCredentials: 1, awsSessionsMinted: 1 },
    { requests: 3, wrongCredentials: 2, awsSessionsMinted: 0 },
    null,
  ])("is said where it is another: %j", (sound) => {
    expect(withSound(plan, sound)).toEqual({ ...plan, sound });
  });
});
