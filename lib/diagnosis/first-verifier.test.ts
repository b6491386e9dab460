import { describe, expect, it } from "vitest";
import type { ConcludedLayer } from "./conclude";
import type { Control } from "./model";
import { conclude, finding, layer, refused } from "./test-concluded";

const first = (...layers: ConcludedLayer[]) => conclude(layers).conclusion.firstVerifier;
const behind = (id: string, ...controls: Partial<Control>[]) =>
  layer(id, "pass", { controlResults: controls.map((control) => ({ ...refused, ...control })) });

describe("the first verifier", () => {
  it("is the first layer in chain order that refused the tampered token", () => {
    expect(first(behind("exchange", {}), behind("search", {}))).toBe("exchange");
  });

  it("is none whose refusals stand beside no acceptance", () => {
    const failed = layer("a", "fail", {
      findings: [finding("a/x", "fail")],
      controlResults: [{ ...refused, counts: false }],
    });
    expect(first(failed, behind("b", {}))).toBe("b");
  });

  it.each<[string, Partial<Control>]>([
    ["refused another control only", { name: "no-token" }],
    ["took the tampered token", { observed: "accepted", status: 200 }],
    ["did not answer it", { observed: "no-answer", status: null }],
  ])("is none that %s", (_, control) => {
    expect(first(behind("a", control))).toBeNull();
  });

  it("may be a layer that refuses with a 200, as search does, or at one of several calls", () => {
    expect(first(behind("search", { status: 200 }))).toBe("search");
    expect(first(behind("search", { observed: "no-answer" }, {}))).toBe("search");
  });

  describe("where a server stands in front of others", () => {
    const registry = behind("exchange", {});
    const front = (...statuses: (number | null)[]): ConcludedLayer => ({
      ...behind("mcp", ...statuses.map((status) => ({ tool: "bucket_list", status }))),
      frontOf: ["exchange"],
    });

    it("is that server when it refuses the tampered token itself", () => {
      expect(first(registry, front(401, 403))).toBe("mcp");
      expect(first(registry, front(400))).toBe("mcp");
    });

    it("is the hop behind it when it only hands a refusal back", () => {
      expect(first(registry, front(200, 200))).toBe("exchange");
      expect(first(registry, front(401, 200))).toBe("exchange");
    });

    it("is the hop behind it when it broke at the tampered token instead of refusing it", () => {
      const broke = {
        ...front(),
        controlResults: [refused, { ...refused, observed: "no-answer", status: 500 } as const],
      };
      expect(first(registry, broke)).toBe("exchange");
    });

    it("is the hop behind it when it was sent no tampered token", () => {
      expect(first(registry, front())).toBe("exchange");
    });

    it("is nobody when that hop was not looked at", () => {
      expect(first(front(200))).toBeNull();
      expect(first(front(null))).toBeNull();
    });

    it("is the hop behind it while its own refusals prove nothing", () => {
      const idle = layer("mcp", "fail", {
        frontOf: ["exchange"],
        findings: [finding("mcp/x", "fail")],
        controlResults: [{ ...refused, counts: false }],
      });
      expect(first(registry, idle)).toBe("exchange");
    });
  });
});
