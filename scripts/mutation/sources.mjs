import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../project.mjs";
import { parts } from "./parts.mjs";

const ROOMS = ["lib/diagnosis", "lib/layers", "lib/token"];

function isSource(path) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.startsWith("test-");
}

function listRoom(room) {
  return readdirSync(join(root, room), { recursive: true, encoding: "utf8" })
    .map((name) => `${room}/${name.replaceAll("\\", "/")}`)
    .filter(isSource)
    .sort();
}

/** `*` stands for anything but a slash. */
function matches(pattern, path) {
  const expression = pattern
    .split("*")
    .map((piece) => piece.replace(/[.]/g, "\\."))
    .join("[^/]*");
  return new RegExp(`^${expression}$`).test(path);
}

/**
 * `[{ part, files }]`: every source of the mutated rooms, in the one part that it belongs to.
 * @throws for a source of no part or of two: it would be judged by no test, or counted twice
 */
export function sourcesByPart() {
  const held = parts.map((part) => ({ part, files: [] }));
  for (const path of ROOMS.flatMap(listRoom)) {
    const owners = held.filter(({ part }) => part.sources.some((pattern) => matches(pattern, path)));
    if (owners.length !== 1) {
      const names = owners.map(({ part }) => part.name).join(" and ") || "none";
      throw new Error(`${path} must belong to one part of scripts/mutation/parts.mjs, and belongs to ${names}`);
    }
    owners[0].files.push(path);
  }
  return held;
}
