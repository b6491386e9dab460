import { expect, it } from "vitest";
import { isTestFile, readSourceFiles, walkNodes } from "@/lib/test-source-files";
import { layerWords } from "./layer-words";

/** Rooms whose files speak of several layers for what each of them is. */
const speaksOfLayers = /^(lib\/layers|lib\/causes|lib\/lab\/scenario|lib\/suites|e2e)/;

it("a layer's id stands in no second list", () => {
  const ids = new Set(layerWords().map(({ id }) => id));
  const lists = readSourceFiles()
    .filter(({ path }) => !isTestFile(path) && !speaksOfLayers.test(path))
    .flatMap((file) =>
      [...walkNodes(file)].flatMap((node) => {
        if (node.type !== "ArrayExpression") return [];
        const named = node.elements.filter((one) => one?.type === "Literal" && ids.has(String(one.value)));
        // The name of a server of the lab, of a token's place or of a header may be spelt alike.
        return named.length > 1 && named.length === node.elements.length ? [file.path] : [];
      }),
    );
  expect([...new Set(lists)]).toEqual([]);
});
