import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { layers } from "./index";
import { registryAddress, shellWord } from "./shell";
import { testInput } from "./test-context";

const hostile = ["a b", "it's", "$(touch /tmp/x)", "`id`", "a;b", "a&b", "a\nb", '"', "\\", "*", "", "-n"];

describe("shellWord", () => {
  it.each(hostile)("hands %j to the shell as one word, unchanged", (text) => {
    const out = execFileSync("/bin/sh", ["-c", `printf %s ${shellWord(text) || "''"}`], { encoding: "utf8" });
    expect(out).toBe(text);
  });
});

describe("registryAddress", () => {
  it("asks config.json for the registry when only the catalog is known", () => {
    const address = registryAddress({ catalogUrl: "https://c.example.org/" });
    expect(address?.prelude.join("")).toContain("https://c.example.org/config.json");
    expect(address?.url("/graphql")).toMatch(/^"\$\{REGISTRY.*\/graphql$/);
  });

  it("is null without either URL", () => {
    expect(registryAddress({})).toBeNull();
  });
});

describe("by hand", () => {
  const target = {
    ...testInput().target,
    catalogUrl: "https://c.example.org",
    registryUrl: undefined,
    mcpUrl: "http://127.0.0.1:9/$(touch%20x)",
    aws: { stsEndpoint: "http://127.0.0.1:9/$(touch%20x)", s3Endpoint: "http://127.0.0.1:9/$(touch%20x)" },
    s3: { bucket: "b", prefix: "it's; $(touch y)" },
    search: { query: "'; touch z; '" },
  };

  it.each(layers.map((layer) => [layer.id, layer] as const))(
    "%s gives a command that runs nothing else and keeps the token out of every argument",
    (_id, layer) => {
      const command = layer.byHand({ ...testInput(), target });
      if (command === null) return expect(layer.nature).toBe("local");
      const folder = mkdtempSync(join(tmpdir(), "by-hand-"));
      for (const tool of ["curl", "jq", "aws"]) {
        writeFileSync(join(folder, tool), '#!/bin/sh\necho "$0 $*" >> "$LOG"\ncat > /dev/null\necho answer\n', {
          mode: 0o755,
        });
      }
      const log = join(folder, "log");
      execFileSync("bash", ["-c", command], {
        cwd: folder,
        input: "a-token-typed-by-hand\n",
        env: { ...process.env, PATH: `${folder}:${process.env.PATH}`, LOG: log },
      });
      expect(readdirSync(folder).sort()).toEqual(["aws", "curl", "jq", "log"]);
      expect(readFileSync(log, "utf8")).not.toContain("a-token-typed-by-hand");
    },
  );
});
