import { expect, it } from "vitest";
import { missingTool } from "./missing-tool";
import { callOf } from "./test-runs";

const evidence = (tool: string, offered: readonly string[], names = [tool]) =>
  missingTool(
    callOf(tool, { names }),
    offered.map((name) => ({ name, inputSchema: {}, readOnly: null })),
  );

it("names a gateway's tool, and what stands before it", () => {
  expect(evidence("bucket_list", ["quilt__bucket_list", "github__search"])).toEqual({
    error: "not offered; near: quilt__bucket_list",
    wanted: "bucket_list",
    nearMatches: ["quilt__bucket_list"],
    toolPrefix: "quilt__",
    toolsOffered: 2,
    offered: ["quilt__bucket_list", "github__search"],
  });
});

it("names at most five, and no prefix where there are several", () => {
  const offered = Array.from({ length: 7 }, (_, index) => `s${index}.list`);
  const said = evidence("list", offered);
  expect(said).toMatchObject({ nearMatches: offered.slice(0, 5), toolsOffered: 7 });
  expect(said).not.toHaveProperty("toolPrefix");
});

it("names the tool that was most likely meant, which has no prefix", () => {
  expect(evidence("search_catalog", ["searchCatalogs", "other"])).toEqual({
    error: "not offered; near: searchCatalogs",
    wanted: "search_catalog",
    nearMatches: ["searchCatalogs"],
    toolsOffered: 2,
    offered: ["searchCatalogs", "other"],
  });
});

it("names what is offered, at most twenty, where nothing is near", () => {
  const offered = Array.from({ length: 25 }, (_, index) => `get_weather_${index}`);
  expect(evidence("bucket_list", offered, ["quilt__bucket_list"])).toEqual({
    error: "not offered",
    wanted: "quilt__bucket_list",
    toolsOffered: 25,
    offered: offered.slice(0, 20),
  });
  expect(evidence("bucket_list", ["get_weather"])).not.toHaveProperty("nearMatches");
});
