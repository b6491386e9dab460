import { gzipSync } from "node:zlib";
import { expect, test } from "./fixtures/test";

const headers = {
  "cache-control": expect.stringContaining("no-store"),
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

for (const path of ["/", "/help", "/nowhere"]) {
  test(`${path} carries the security headers, and a nonce of its own each time`, async ({ request }) => {
    const nonces = new Set<string>();
    for (let turn = 0; turn < 5; turn += 1) {
      const response = await request.get(path);
      expect(response.headers()).toMatchObject(headers);
      const policy = response.headers()["content-security-policy"] ?? "";
      expect(policy).not.toContain("unsafe");
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
      expect(Buffer.from(nonce, "base64").length).toBeGreaterThanOrEqual(16);
      nonces.add(nonce);
      const html = await response.text();
      const scripts = html.match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
      expect(html).not.toMatch(/<[^>]+\sstyle=/);
    }
    expect(nonces.size).toBe(5);
  });
}

for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "0.0.0.0", ""]) {
  test(`a request for the host "${host}" is refused`, async ({ request, baseURL }) => {
    const port = new URL(baseURL ?? "").port;
    const response = await request.get("/", { headers: { host: host.includes(":") ? host : `${host}:${port}` } });
    expect([400, 421]).toContain(response.status());
    if (response.status() === 421) expect(await response.json()).toMatchObject({ error: { code: "FORBIDDEN_HOST" } });
  });
}

test("the first load of the page weighs at most 180 kB of JavaScript, gzipped", async ({ request }) => {
  const html = await (await request.get("/")).text();
  const tags = (html.match(/<script\b[^>]*\bsrc="[^"]+"[^>]*>/g) ?? []).filter((tag) => !/nomodule/i.test(tag));
  const paths = new Set(tags.map((tag) => /src="([^"]+)"/.exec(tag)?.[1] ?? ""));
  let bytes = 0;
  for (const path of paths) bytes += gzipSync(await (await request.get(path)).body()).length;
  expect(paths.size).toBeGreaterThan(3);
  expect(bytes).toBeLessThanOrEqual(180_000);
});

test("the help page has a place for every finding code", async ({ page }) => {
  await page.goto("/help#exchange/rejected");
  await expect(page.locator("[id='exchange/rejected']")).toBeInViewport();
  expect(await page.locator("dl > div[id*='/']").count()).toBeGreaterThan(60);
});

const asked = (path: string, data?: object) => ({ path, data });
for (const [what, { path, data }, status, code] of [
  ["an unknown run", asked("/api/runs/no-such-run"), 404, "RUN_NOT_FOUND"],
  ["the events of an unknown run", asked("/api/runs/no-such-run/events"), 404, "RUN_NOT_FOUND"],
  ["the report of an unknown run", asked("/api/runs/no-such-run/report"), 404, "RUN_NOT_FOUND"],
  ["cancelling an unknown run", asked("/api/runs/no-such-run/cancel", {}), 404, "RUN_NOT_FOUND"],
  ["an unknown scenario", asked("/api/lab/open", { scenario: "no-such-scenario" }), 404, "NOT_FOUND"],
  ["a lapsed handle", asked("/api/runs", { tokenHandle: "lapsed", target: "lab/baseline" }), 410, "TOKEN_FORGOTTEN"],
  ["an unknown target", asked("/api/runs", { token: "opaque-token", target: "no-such" }), 404, "TARGET_NOT_FOUND"],
  [
    "an unknown subject",
    asked("/api/runs", { token: "opaque-token", target: { catalogUrl: "https://a.example" }, subject: "no-such" }),
    400,
    "BAD_TARGET",
  ],
  ["an unknown field", asked("/api/runs", { token: "opaque-token", target: "lab/baseline", x: 1 }), 400, "BAD_REQUEST"],
] as const) {
  test(`${what} is answered with ${status} ${code}`, async ({ request, baseURL }) => {
    const headers = { origin: new URL(baseURL ?? "").origin };
    const response = data === undefined ? await request.get(path) : await request.post(path, { headers, data });
    expect({ status: response.status(), body: await response.json() }).toMatchObject({
      status,
      body: { error: { code, message: expect.any(String), suggestion: expect.any(String) } },
    });
  });
}
