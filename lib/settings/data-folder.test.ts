import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fingerprintToken, readFingerprintKey } from "@/lib/custody/fingerprint-key";
import { findSavedTarget, listSavedTargets, targetsFolder } from "@/lib/targets/saved-targets";
import { findDataFolder } from "./data-folder";
import { readEnv } from "./read-env";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bonafide-data-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("findDataFolder", () => {
  it.each([
    [{ BONAFIDE_DATA_DIR: "/srv/b" }, "linux", "/srv/b"],
    [{ XDG_DATA_HOME: "/x" }, "linux", "/x/bonafide"],
    [{ XDG_DATA_HOME: "relative" }, "linux", "/home/a/.local/share/bonafide"],
    [{}, "linux", "/home/a/.local/share/bonafide"],
    [{}, "darwin", "/home/a/Library/Application Support/bonafide"],
  ])("with %j on %s is %s", (variables, platform, expected) => {
    expect(findDataFolder(variables, platform, "/home/a")).toBe(expected);
  });
});

describe("readEnv", () => {
  it("names a malformed variable without showing it", () => {
    expect(() => readEnv({ BONAFIDE_LAUNCH_TOKEN: "short" })).toThrow(
      "The environment variable BONAFIDE_LAUNCH_TOKEN is malformed.",
    );
  });
});

describe("readFingerprintKey", () => {
  it("makes one key, readable by its owner only, however many ask at once", async () => {
    const data = join(folder, "keys");
    const keys = await Promise.all(Array.from({ length: 20 }, () => readFingerprintKey(data)));
    expect(new Set(keys.map((key) => key.toString("hex"))).size).toBe(1);
    expect((await stat(join(data, "fingerprint-key"))).mode & 0o777).toBe(0o600);
    expect((await stat(data)).mode & 0o777).toBe(0o700);
    expect(await readdir(data)).toEqual(["fingerprint-key"]);
  });

  it("refuses a file that holds no key", async () => {
    const data = join(folder, "broken");
    await mkdir(data);
    await writeFile(join(data, "fingerprint-key"), "abc");
    await expect(readFingerprintKey(data)).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
  });

  it("says so when the folder cannot be made", async () => {
    const file = join(folder, "plain");
    await writeFile(file, "");
    await chmod(file, 0o600);
    await expect(readFingerprintKey(join(file, "data"))).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
  });
});

// A recursive mkdir of Node's never ends there.
it.runIf(process.platform === "linux")("gives up where nothing can be made at all", async () => {
  await expect(readFingerprintKey("/proc/none/data")).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
});

describe("fingerprintToken", () => {
  it("is 12 hex digits that depend on key and token", () => {
    const key = Buffer.alloc(32, 1);
    const one = fingerprintToken(key, "token");
    expect(one).toMatch(/^[0-9a-f]{12}$/);
    expect(fingerprintToken(key, "token")).toBe(one);
    expect(fingerprintToken(key, "tokem")).not.toBe(one);
    expect(fingerprintToken(Buffer.alloc(32, 2), "token")).not.toBe(one);
  });
});

describe("saved targets", () => {
  it("are found by name, and a mistyped name says what there is", async () => {
    expect(await listSavedTargets(folder)).toEqual([]);
    await mkdir(targetsFolder(folder));
    await writeFile(join(targetsFolder(folder), "staging.json"), "{}");
    expect(await listSavedTargets(folder)).toEqual(["staging"]);
    expect(await findSavedTarget(folder, "staging")).toBe(join(folder, "targets", "staging.json"));
    await expect(findSavedTarget(folder, "stagin")).rejects.toThrow("Did you mean staging?");
    await expect(findSavedTarget(folder, "../secret")).rejects.toMatchObject({ code: "TARGET_NOT_FOUND" });
  });
});
