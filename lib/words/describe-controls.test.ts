import { describe, expect, it } from "vitest";
import type { Control } from "@/lib/diagnosis/model";
import { describeControl, describeControls } from "./describe-controls";

function control(name: string, observed: Control["observed"], more: Partial<Control> = {}): Control {
  return { name, tool: null, expected: "refused", observed, counts: true, status: 200, note: null, ...more };
}

const served = control("no-token", "accepted");
const refused = control("tampered", "refused", { status: 401 });
const closed = { status: "pass", controlResults: [refused] } as const;
const open = { status: "pass", expects: "open", controlResults: [served, refused] } as const;

describe("the words for controls", () => {
  it("say what each must be where the layer is not open", () => {
    expect(describeControl(closed, served)).toBe("no-token: accepted, HTTP 200 (it must be refused)");
    expect(describeControl(closed, refused)).toBe("tampered: refused, HTTP 401 (as it must be)");
    expect(describeControl(closed, { ...refused, counts: false })).toContain("(proves nothing)");
    expect(describeControls(closed)).toBe("1 of 1 refused");
    expect(describeControls({ ...closed, controlResults: [] })).toBeNull();
  });

  it("say of an open layer that it is open on purpose", () => {
    expect(describeControl(open, served)).toBe("no-token: accepted, HTTP 200 (open on purpose)");
    expect(describeControl(open, refused)).toBe("tampered: refused, HTTP 401 (as it must be)");
    expect(describeControl(open, control("unsigned", "refused", { status: 403 }))).toContain("as it may be");
    expect(describeControls(open)).toBe("1 of 2 refused, 1 served: open on purpose");
  });

  it("excuse no bad credential that an open layer served, unless it was served as nobody", () => {
    const bad = control("tampered", "accepted");
    expect(describeControl({ ...open, status: "fail" }, bad)).toContain("(it must be refused)");
    expect(describeControl(open, bad)).toContain("(open on purpose)");
  });
});
