import { expect, it } from "vitest";
import { foldSample, sampleEvents } from "@/lib/report/test-run";
import { describeSubject } from "./describe-subject";

const view = foldSample(sampleEvents);
const [layer] = view.layers;
if (layer === undefined) throw new Error("the sample has no layer");

it.each([
  ["a named subject that is served", { subject: "reader", layers: [layer] }, "reader: served everywhere"],
  [
    "one that is refused somewhere",
    { subject: "reader", layers: [{ ...layer, expects: "refused" as const }] },
    "reader: exchange refused",
  ],
  [
    "nobody",
    {
      subject: null,
      token: null,
      layers: [
        { ...layer, expects: "refused" as const },
        { ...layer, id: "search", expects: "open" as const },
      ],
    },
    "without a token: exchange refused, search open",
  ],
  ["no one in particular", { subject: null, layers: [layer] }, null],
])("says what %s should get", (_, change, words) => {
  expect(describeSubject({ ...view, ...change })).toBe(words);
});
