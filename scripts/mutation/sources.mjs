import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../project.mjs";
import { listParts } from "./parts.mjs";

function isSource(path) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.startsWith("test-");
}

/** `[{ part, files }]`: every source of the mutated rooms, in the one part that it belongs to. */
export function sourcesByPart() {
  return listParts().map((part) => ({
    part,
    files: readdirSync(join(root, part.folder), { recursive: part.deep, encoding: "utf8" })
      .map((name) => `${part.folder}/${name.replaceAll("\\", "/")}`)
      .filter(isSource)
      .sort(),
  }));
}
