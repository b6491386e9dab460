import { describe, expect, it } from "vitest";
import { rootRule } from "./container-rules";
import { sightOf, testView } from "./test-env";

const root = "good root file system = read-only …";

describe("the root file system of a container", () => {
  it("is not spoken of where the file speaks of no container", () => {
    expect(sightOf(rootRule, testView({ HOME: "/root" }))).toEqual({ rows: [], findings: [] });
  });

  it("is said to be writable, whatever HOME", () => {
    expect(sightOf(rootRule, testView({ HOME: "/root" }, { readOnlyRoot: false }))).toEqual({
      rows: ["note root file system = writable …"],
      findings: [["env-writable-root", { root: "writable" }]],
    });
  });

  it.each([
    ["/tmp", "/tmp"],
    [" /tmp/home ", "/tmp/home"],
    ["/tmp/app/data/run", "/tmp/app/data/run"],
    ["/tmp/app/data/run/var", "a path that is not shown"],
    ["/tmp/ada", "a path that is not shown"],
    ["/tmp/", "a path that is not shown"],
  ])("is no trouble with HOME=%j on a writable mount", (home, shown) => {
    const mounts = [{ target: "/tmp", writable: true }];
    expect(sightOf(rootRule, testView({ HOME: home }, { readOnlyRoot: true, mounts }))).toEqual({
      rows: [root, `good HOME = ${shown} …`],
      findings: [],
    });
  });

  it.each([
    ["/root", "/root"],
    [" /home/quilt ", "/home/quilt"],
    ["/srv/tmp", "a path that is not shown"],
    [undefined, "not set"],
    [" ", "not set"],
  ])("is trouble with HOME=%j elsewhere", (home, shown) => {
    const mounts = [{ target: "/tmp", writable: true }];
    const values = home === undefined ? {} : { HOME: home };
    expect(sightOf(rootRule, testView(values, { readOnlyRoot: true, mounts }))).toEqual({
      rows: [root, `bad HOME = ${shown} …`],
      findings: [["env-home", { HOME: shown }]],
    });
  });

  it("leaves open what is filled in", () => {
    expect(sightOf(rootRule, testView({ HOME: null }, { readOnlyRoot: true }))).toEqual({
      rows: [root, "unknown HOME = not known here"],
      findings: [],
    });
  });
});
