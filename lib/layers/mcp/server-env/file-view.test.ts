import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import type { ServerEnvironment } from "@/lib/server-env/server-environment";
import { readSwitch } from "./file-view";
import { testView } from "./test-env";

describe("what a file says of a variable", () => {
  const view = testView({ SET: " x ", EMPTY: "", BLANK: " \t", FILLED: null });

  it.each([
    ["SET", { is: "set", text: " x ", quoted: false }],
    ["EMPTY", { is: "absent" }],
    ["BLANK", { is: "absent" }],
    ["FILLED", { is: "unknown" }],
    ["OTHER", { is: "absent" }],
  ])("%s", (name, said) => {
    expect(view.say(name)).toEqual(said);
  });

  it.each([
    ["SET", { text: " x ", isThere: true, isSet: true, inTask: true }],
    ["BLANK", { text: null, isThere: false, isSet: false, inTask: false }],
    ["FILLED", { text: null, isThere: true, isSet: false, inTask: true }],
    ["OTHER", { text: null, isThere: false, isSet: false, inTask: false }],
  ])("takes %s for set only where it surely is", (name, expected) => {
    const task = testView({ SET: "x", BLANK: " ", FILLED: null }, { format: "task-definition" });
    expect({
      text: view.text(name),
      isThere: view.isThere(name),
      isSet: view.isSet(name),
      inTask: task.isSet(name),
    }).toEqual(expected);
  });

  it.each([
    [true, true],
    [false, false],
    [undefined, false],
  ])("knows whether it stands in quotes: %s", (quoted, expected) => {
    const variable = { name: "A", value: new Secret("x"), ...(quoted === undefined ? {} : { quoted }) };
    expect(testView({}, { variables: [variable] }).say("A")).toEqual({ is: "set", text: "x", quoted: expected });
  });

  it.each([
    [0, false],
    [1, true],
  ])("may have more variables in %i other files", (otherFiles, expected) => {
    expect(testView({}, { otherFiles }).isOpen).toBe(expected);
  });
});

describe("where a container may write", () => {
  type Mounts = ServerEnvironment["mounts"];
  const tmp: Mounts = [{ target: "/tmp", writable: true }];
  it.each<[string, string, Mounts, boolean]>([
    ["nowhere without a mount", "/tmp", [], false],
    ["at the mount", "/tmp", tmp, true],
    ["at the mount, with a slash at the end", "/tmp/", tmp, true],
    ["below the mount", "/tmp/home", tmp, true],
    ["beside the mount", "/tmpfiles", tmp, false],
    ["above the mount", "/", tmp, false],
    ["at a mount with a slash at the end", "/tmp", [{ target: "/tmp/", writable: true }], true],
    ["below a mount with slashes at the end", "/tmp/home", [{ target: "/tmp//", writable: true }], true],
    ["at a mount for reading", "/tmp", [{ target: "/tmp", writable: false }], false],
    ["nowhere by a mount without a path", "/tmp", [{ target: "", writable: true }], false],
    ["anywhere by a mount of the root", "/tmp", [{ target: "/", writable: true }], true],
    ["as the inner mount says, named last", "/tmp/home", [...tmp, { target: "/tmp/home", writable: false }], false],
    ["as the inner mount says, named first", "/tmp/home", [{ target: "/tmp/home", writable: false }, ...tmp], false],
    [
      "as the inner mount says, where it is writable",
      "/a/b",
      [
        { target: "/a", writable: false },
        { target: "/a/b", writable: true },
      ],
      true,
    ],
  ])("%s", (_, path, mounts, expected) => {
    expect(testView({}, { mounts }).isWritable(path)).toBe(expected);
  });
});

describe("a switch", () => {
  it.each(["1", "true", "TRUE", "yes", "on", " on "])("is on at %j", (text) => {
    expect(readSwitch(text)).toBe(true);
  });
  it.each(["0", "false", "no", "Off", " off\n"])("is off at %j", (text) => {
    expect(readSwitch(text)).toBe(false);
  });
  it.each(["", "2", "10", "21", "true story", "untrue", "yonder", "00", "30", "nothing", "is off", "office"])(
    "is neither at %j",
    (text) => {
      expect(readSwitch(text)).toBeNull();
    },
  );
});
