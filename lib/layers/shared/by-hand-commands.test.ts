import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { layers } from "..";
import { registryAddress, shellWord, withExchangedCredentials } from "./by-hand-commands";
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

  it("is the target's own registry, whatever the catalog, without a doubled slash", () => {
    const address = registryAddress({ catalogUrl: "https://c.example.org", registryUrl: "https://r.example.org//" });
    expect(address?.prelude).toEqual([]);
    expect(address?.url("/graphql")).toBe("https://r.example.org/graphql");
  });

  it("keeps a hostile address in one word", () => {
    const address = registryAddress({ registryUrl: "https://r.example.org/$(id)" });
    expect(address?.url("/graphql")).toBe("'https://r.example.org/$(id)/graphql'");
    expect(registryAddress({ catalogUrl: "https://c.example.org/;id" })?.prelude[0]).toContain(
      "curl -sS 'https://c.example.org/;id/config.json' ",
    );
  });

  it("is null without either URL", () => {
    expect(registryAddress({})).toBeNull();
  });
});

describe("a command with exchanged credentials", () => {
  const answer = '{"AccessKeyId":"ASIA","SecretAccessKey":"s","SessionToken":"t"}';

  it("gives them to that command alone, and shows neither them nor the token", () => {
    const folder = mkdtempSync(join(tmpdir(), "exchanged-"));
    const fakes = {
      curl: `cat > header; echo "$*" > arguments; printf %s '${answer}'`,
      jq: `case "$*" in "-r .AccessKeyId") echo ASIA;; "-r .SecretAccessKey") echo s;; "-r .SessionToken") echo t;; esac`,
      aws: `echo "$AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN $*" > asked`,
    };
    for (const [tool, body] of Object.entries(fakes)) {
      writeFileSync(join(folder, tool), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    }
    const registry = registryAddress({ registryUrl: "https://r.example.org" });
    if (registry === null) throw new Error("no registry");
    const command = withExchangedCredentials(registry, "/credentials", "aws sts get-caller-identity");
    const shown = execFileSync("bash", ["-c", `${command}\necho "left: [$AWS_ACCESS_KEY_ID$answer]"`], {
      cwd: folder,
      encoding: "utf8",
      input: "typed-token\n",
      env: { ...process.env, HOME: folder, PATH: `${folder}:${process.env.PATH}` },
    });
    const written = (name: string) => readFileSync(join(folder, name), "utf8").trim();
    expect(shown).toBe("left: []\n");
    expect(written("header")).toBe("Authorization: Bearer typed-token");
    expect(written("arguments")).toBe("-sS -H @- https://r.example.org/credentials");
    expect(written("asked")).toBe("ASIA s t sts get-caller-identity");
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
        // A top-level bash whose input is a socket reads the .bashrc of HOME, which may put other tools first.
        env: { ...process.env, HOME: folder, PATH: `${folder}:${process.env.PATH}`, LOG: log },
      });
      expect(readdirSync(folder).sort()).toEqual(["aws", "curl", "jq", "log"]);
      expect(readFileSync(log, "utf8")).not.toContain("a-token-typed-by-hand");
    },
  );
});
