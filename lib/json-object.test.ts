import { expect, it } from "vitest";
import { isJsonObject } from "./json-object";

it("tells JSON objects from everything else", () => {
  const values = [{}, { a: 1 }, Object.create(null), null, undefined, [], "text", 7, true];
  expect(values.map(isJsonObject)).toEqual([true, true, true, false, false, false, false, false, false]);
});
