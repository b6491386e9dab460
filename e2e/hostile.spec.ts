import { fortyFindingsRun, hostileRun, markup, rightToLeft, twoHundredRequestsRun } from "./fixtures/hard-runs";
import { expect, test } from "./fixtures/test";

test("markup from outside is text, wherever it stands", async ({ desk, mock, page }) => {
  await desk.start(mock, hostileRun());
  await expect(desk.verdict("fail")).toBeVisible();
  await desk.panel("Layer exchange").locator("summary").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(markup);
  await expect(desk.panel("Layer exchange").locator("pre").first()).toContainText(markup);
  await expect(page.locator("img, [onerror]")).toHaveCount(0);
  await expect(page.locator('a[href^="javascript:"]')).toHaveCount(0);
  expect(await page.evaluate(() => Reflect.get(window, "__pwned"))).toBeUndefined();
});

test("right-to-left names are isolated, and characters that reorder text are written out", async ({
  desk,
  mock,
  page,
}) => {
  await desk.start(mock, hostileRun());
  await expect(desk.verdict("fail")).toBeVisible();
  expect(await page.locator("bdi", { hasText: rightToLeft }).count()).toBeGreaterThanOrEqual(2);
  await expect(page.getByText("safe\\u202egnp.exe").first()).toBeVisible();
  expect(await page.locator("main").innerText()).not.toContain("\u202e");
});

test("forty findings are all there, the failure first", async ({ desk, mock }) => {
  await desk.start(mock, fortyFindingsRun());
  const findings = desk.panel("Layer claims").locator("[data-finding]");
  await expect(findings).toHaveCount(40);
  await expect(findings.first()).toHaveAttribute("data-finding", "claims/finding-0");
});

test("two hundred requests: the first are shown, every control is, and the rest on demand", async ({
  desk,
  mock,
  page,
}) => {
  await desk.start(mock, twoHundredRequestsRun());
  const panel = desk.panel("Layer search");
  await expect(panel.locator("[data-control]")).toHaveCount(2);
  await expect(panel.locator("details")).toHaveCount(32);
  await page.getByRole("button", { name: "Show all 200 requests" }).click();
  await expect(panel.locator("details")).toHaveCount(200);
});

test("what was sent and answered opens below its row", async ({ desk, mock }) => {
  await desk.start(mock, hostileRun());
  const row = desk.panel("Layer exchange").locator("details").first();
  await row.locator("summary").click();
  await expect(row).toContainText("Bearer [secret]");
  await expect(row).toContainText("DNS 3 ms · connect 5 ms · TLS 9 ms · waiting 22 ms · download 3 ms");
  await expect(row).toContainText("4bf92f3577b34da6a3ce929d0e0e4736");
});
