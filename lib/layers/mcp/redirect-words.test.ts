import { describe, expect, it } from "vitest";
import { testAnswer } from "../shared/test-context";
import { redirectWords } from "./redirect-words";
import { remote, runMcp } from "./test-mcp";

describe("a redirect that leaves https or the host", () => {
  it.each([
    ["https://a.example/mcp", "http://a.example/mcp/", "https to http"],
    ["https://a.example/mcp", "http://b.example/mcp/", "https to http"],
    ["https://a.example/mcp", "https://b.example/mcp", "another host"],
    ["https://a.example/mcp", "https://a.example:8443/mcp", "another host"],
    ["https://a.example/mcp", "//b.example/mcp", "another host"],
    ["http://a.example/mcp", "http://mcp.internal:8000/mcp/", "another host"],
    ["http://a.example/mcp", "http://a.example:8000/mcp/", "another host"],
    ["http://a.example/mcp", "https://b.example/mcp", "another host"],
  ])("from %s to %s is the deployer's", (url, location, said) => {
    const words = redirectWords(url, location);
    expect(words.actor).toBe("deployer");
    expect(words.title).toContain(said);
    expect(words.remedy).toContain("Do not put that URL into a target");
  });

  it.each([
    ["https://a.example/mcp", "/mcp/"],
    ["https://a.example/mcp", "mcp/"],
    ["https://a.example/mcp", "https://a.example/mcp/"],
    ["https://a.example/mcp", "https://A.example:443/mcp/"],
    ["http://a.example/mcp", "https://a.example/mcp"],
    ["http://a.example:8080/mcp", "https://a.example/mcp"],
    ["https://a.example/mcp", "not named"],
    ["https://a.example/mcp", "http://"],
    ["https://a.example/mcp", undefined],
  ])("is not one from %s to %s", (url, location) => {
    expect(redirectWords(url, location)).toEqual({});
  });

  it("names its URL in the finding, which offers it to nobody", async () => {
    const away = testAnswer(307, "", { location: "http://mcp.internal:8000/mcp/" });
    const [finding] = (await runMcp({ ...remote, greet: () => away })).findings;
    expect(finding).toMatchObject({
      code: "mcp/redirected",
      actor: "deployer",
      evidence: { location: "http://mcp.internal:8000/mcp/" },
    });
    const here = testAnswer(307, "", { location: "/mcp/" });
    expect((await runMcp({ ...remote, greet: () => here })).findings[0]?.actor).toBe("operator");
  });
});
