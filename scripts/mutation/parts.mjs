import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../project.mjs";

/** Rooms that are mutated as a whole; of the layers each folder is a part of its own. */
const ROOMS = ["lib/refusals", "lib/token", "lib/diagnosis"];
const LAYERS = "lib/layers";

const partOf = (name, folder) => ({ name, folder, deep: true, tests: [`${folder}/**/*.test.ts`] });

/**
 * What is mutated, and which tests have to notice: a mutant is judged by the tests beside its code alone, which take
 * seconds; that the lab's scenarios notice more is not counted. Tests over several layers stand beside the list of
 * layers, and judge each of them.
 */
export function listParts() {
  const folders = readdirSync(join(root, LAYERS), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const over = `${LAYERS}/*.test.ts`;
  return [
    ...ROOMS.map((folder) => partOf(folder.slice("lib/".length), folder)),
    ...folders.map((name) => {
      const part = partOf(name, `${LAYERS}/${name}`);
      return { ...part, tests: [...part.tests, over] };
    }),
    { name: "layers", folder: LAYERS, deep: false, tests: [over] },
  ];
}
