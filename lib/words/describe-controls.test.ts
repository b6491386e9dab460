import { describe, expect, it } from "vitest";
import type { Control } from "@/lib/diagnosis/model";
import {
  controlLabel,
  controlName,
  describeControl,
  describeControls,
  describeRunControls,
  summariseControls,
} from "./describe-controls";

function control(name: string, observed: Control["observed"], more: Partial<Control> = {}): Control {
  return { name, tool: null, expected: "refused", observed, counts: true, status: 200, note: null, ...more };
}

const served = control("no-token", "accepted");
const refused = control("tampered", "refused", { status: 401 });
const unanswered = control("tampered", "no-answer", { status: null, note: "timeout" });
const closed = { status: "pass", controls: ["tampered"], controlResults: [refused] } as const;
const open = {
  status: "pass",
  expects: "open",
  controls: ["no-token", "tampered"],
  controlResults: [served, refused],
} as const;

describe("the words for controls together", () => {
  it.each([
    ["none", { ...closed, controls: [], controlResults: [] }, null],
    ["planned ones", { ...closed, status: "waiting", controlResults: [] }, ["planned", "1 control", "1 control"]],
    ["those of a layer that ended before", { ...closed, controlResults: [] }, ["not-sent", "not sent", "not sent"]],
    [
      "those not sent after a failure",
      { ...closed, controlResults: [{ ...unanswered, unsent: true }] },
      ["not-sent", "not sent", "not sent"],
    ],
    ["refused ones", closed, ["held", "1 of 1 refused", "1 of 1"]],
    [
      "some refused so far",
      { ...open, status: "running", controlResults: [refused] },
      ["underway", "1 of 2 refused", "1 of 2"],
    ],
    [
      "an accepted one",
      { ...closed, controlResults: [served, refused] },
      ["accepted", "1 of 2 accepted", "1 accepted"],
    ],
    ["open access", open, ["open", "open on purpose", "open"]],
    [
      "refusals beside a refused call",
      { ...closed, controlResults: [{ ...refused, counts: false }] },
      ["idle", "prove nothing", "prove nothing"],
    ],
    [
      "those of calls that were not judged, beside others",
      { ...closed, controlResults: [refused, { ...unanswered, counts: false, notJudged: true }] },
      ["held", "1 of 1 refused", "1 of 1"],
    ],
    [
      "those of calls that were not judged, alone",
      { ...closed, controlResults: [{ ...unanswered, counts: false, notJudged: true }] },
      ["idle", "prove nothing", "prove nothing"],
    ],
    [
      "an unanswered one",
      { ...closed, controlResults: [refused, unanswered] },
      ["unanswered", "1 unanswered", "1 unanswered"],
    ],
  ] as const)("say of %s what they showed", (_, layer, expected) => {
    const summary = summariseControls(layer);
    expect(summary === null ? null : [summary.state, summary.words, summary.short]).toEqual(expected);
  });

  it("give the reason in a line of text", () => {
    expect(describeControls({ ...closed, controlResults: [{ ...refused, counts: false }] })).toBe(
      "prove nothing: the real call was not accepted",
    );
    expect(describeControls(closed)).toBe("1 of 1 refused");
    expect(describeControls({ ...closed, controlResults: [] })).toBeNull();
  });

  it("count over a whole run what was sent", () => {
    expect(describeRunControls([closed, open])).toBe("2 of 3 controls refused");
    expect(describeRunControls([{ controlResults: [refused, { ...refused, counts: false }] }])).toBe(
      "2 of 2 controls refused, 1 of them prove nothing",
    );
    expect(describeRunControls([{ controlResults: [{ ...unanswered, unsent: true }] }])).toBeNull();
  });
});

describe("the words for one control", () => {
  it("say what it must be where the layer is not open", () => {
    expect(describeControl(closed, served)).toBe("no token: accepted, HTTP 200 (it must be refused)");
    expect(describeControl(closed, { ...refused, tool: "bucket_list" })).toBe(
      "tampered (bucket_list): refused, HTTP 401 (as it must be)",
    );
    expect(describeControl(closed, unanswered)).toBe("tampered: no answer, timeout (it must be refused)");
    expect(describeControl(closed, { ...refused, counts: false })).toContain("(proves nothing)");
  });

  it("say of an open layer that it is open on purpose", () => {
    expect(describeControl(open, served)).toBe("no token: accepted, HTTP 200 (open on purpose)");
    expect(describeControl(open, refused)).toBe("tampered: refused, HTTP 401 (as it must be)");
    expect(describeControl(open, control("unsigned", "refused", { status: 403 }))).toContain("as it may be");
  });

  it("excuse no bad credential that an open layer served, unless it was served as nobody", () => {
    const bad = control("tampered", "accepted");
    expect(describeControl({ ...open, status: "fail" }, bad)).toContain("(it must be refused)");
    expect(describeControl(open, bad)).toContain("(open on purpose)");
  });

  it("name it", () => {
    expect(controlLabel("wrong-secret")).toBe("wrong secret");
    expect(controlName("lapsed")).toBe("expired token");
    expect(controlName("malformed")).toBe("token that is only random text");
    expect(controlName("forged:test-secret")).toBe("token forged with the public secret test-secret");
    expect(controlName("constructor")).toBe("constructor");
  });
});
