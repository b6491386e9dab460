import { withWire } from "../given-mcp-servers";
import { defineScenarios } from "../scenario";

/** Lists of tools that cannot be read to their end. */
export const mcpLists = defineScenarios("mcp", [
  {
    id: "mcp-list-repeats",
    title: "The list of tools goes in a circle",
    story: "Every page names the same next page. What stands on the pages behind it nobody sees.",
    codes: ["mcp/list-incomplete", "mcp/pass-through"],
    verdict: "inconclusive",
    code: "mcp/list-incomplete",
    given: (config) => withWire(config, { pageSize: 1 }),
    fault: (config) => withWire(config, { cursor: "repeats" }),
  },
  {
    id: "mcp-list-bad-entry",
    title: "A tool is listed in a form that clients refuse",
    story: "The entry of bucket_list has an input schema without a type. It is left out; the other tools are called.",
    codes: ["mcp/list-incomplete", "mcp/pass-through"],
    verdict: "inconclusive",
    code: "mcp/list-incomplete",
    fault: (config) => withWire(config, { badList: "own-entry" }),
  },
  {
    id: "mcp-list-is-none",
    title: "The list of tools is no list",
    story: "The handshake is fine, but the answer to tools/list holds an object where the tools should stand.",
    codes: ["mcp/list-incomplete", "mcp/pass-through"],
    verdict: "inconclusive",
    code: "mcp/list-incomplete",
    fault: (config) => withWire(config, { badList: "no-list" }),
  },
]);
