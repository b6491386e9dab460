import { expect, type Page, test } from "@playwright/test";

/** The page, the API and the lab as they are: nothing is mocked here. */
async function openScenario(page: Page, words: string): Promise<void> {
  await page.goto("/");
  await page.getByRole("switch", { name: "Lab" }).click();
  await page.getByRole("searchbox", { name: "Find a scenario" }).fill(words);
  await page.getByRole("region", { name: "Scenarios" }).getByRole("button").first().click();
  await expect(page.getByRole("textbox", { name: "Paste a token" })).not.toHaveValue("");
  await expect(page.getByText(/At most \d+ requests, \d+ of them with wrong credentials/)).toBeVisible();
}

const run = (page: Page) => page.getByRole("button", { name: /Run all layers/ }).click();
const verdict = (page: Page, words: string) => page.locator(`main[data-verdict="${words}"]`);

test("a healthy stack passes, with every control refused", async ({ page }) => {
  await openScenario(page, "Everything works");
  const token = await page.getByRole("textbox", { name: "Paste a token" }).inputValue();
  await run(page);
  await expect(verdict(page, "pass")).toBeVisible();
  for (const id of ["discovery", "claims", "exchange", "identity", "s3", "search"]) {
    await expect(page.locator(`[data-layer="${id}"]`)).toHaveAttribute("data-status", "pass");
  }
  await expect(page.locator("[data-control]").first()).toHaveAttribute("data-observed", "refused");
  expect(await page.content()).not.toContain(token);
  await page.getByRole("button", { name: /Run again/ }).click();
  await expect(verdict(page, "pass")).toBeVisible();
});

test("two secrets: the run breaks at exchange, which opens itself with its causes", async ({ page }) => {
  await openScenario(page, "exchange-two-secrets");
  await run(page);
  await expect(verdict(page, "fail")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Broken at exchange");
  await expect(page.locator('[data-finding="exchange/rejected"]')).toBeVisible();
  // Its row says the finding; the opened layer does not say it twice.
  const panel = page.getByRole("region", { name: "Layer exchange" });
  await expect(panel.getByText(/the registry does not accept this token/i)).toHaveCount(1);
  await expect(page.getByRole("heading", { name: /^Why/ })).toBeVisible();
  await expect(page.locator('[data-layer="identity"]')).toHaveAttribute("data-status", "blocked");
});

test("a run against a server that hangs can be cancelled, and concludes nothing", async ({ page }) => {
  await openScenario(page, "discovery-timeout");
  await page.getByLabel("Time limit per request, ms").fill("20000");
  await run(page);
  await expect(verdict(page, "running")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(verdict(page, "inconclusive")).toBeVisible();
  await expect(page.locator('[data-layer="discovery"]')).toHaveAttribute("data-status", "cancelled");
});

test("ticking a box shows what may be done with each bucket, and is announced first", async ({ page }) => {
  await openScenario(page, "healthy-permissions-admin");
  const box = page.getByRole("checkbox", { name: /^Try each bucket that the catalog lists/ });
  const announced = page.getByText(/At most \d+ requests, \d+ of them with wrong credentials/);
  const count = async () => Number(/At most (\d+)/.exec(await announced.innerText())?.[1]);
  // The scenario is about it, and has ticked it.
  await expect(box).toBeChecked();
  const withTable = await count();
  await box.uncheck();
  await expect.poll(count).toBe(withTable - 102);
  await box.check();
  await expect.poll(count).toBe(withTable);
  await run(page);
  await expect(verdict(page, "pass")).toBeVisible();
  await page.locator('[data-layer="s3"]').getByRole("button").click();
  const table = page.locator('table[data-table="permissions"]');
  await expect(table.locator("tbody tr")).toHaveCount(3);
  await expect(table.locator("tbody tr").last()).toHaveAttribute("data-mark", "bad");
  await expect(table.locator("tbody tr").last()).toContainText("the user, not the active role");
  await expect(table.locator("tbody tr").first()).toContainText("yes, under raw/");
  await expect(page.locator('[data-layer="s3"]')).toHaveAttribute("data-status", "pass");
});

test("a lab token for another target is asked about first", async ({ page }) => {
  await openScenario(page, "Everything works");
  const token = await page.getByRole("textbox", { name: "Paste a token" }).inputValue();
  await page.getByRole("switch", { name: "Lab" }).click();
  await page.getByRole("combobox", { name: "Target" }).selectOption({ label: "Other…" });
  await page.getByLabel("Catalog URL").fill("http://127.0.0.1:9");
  await page.getByRole("textbox", { name: "Paste a token" }).fill(token);
  await run(page);
  await expect(page.getByRole("dialog")).toContainText("This token was made by the lab");
  await page.getByRole("button", { name: "Do not run" }).click();
  await expect(page.locator("main[data-verdict]")).toHaveCount(0);
});

test("the report downloads as JSON and holds no token", async ({ page }) => {
  await openScenario(page, "Everything works");
  const token = await page.getByRole("textbox", { name: "Paste a token" }).inputValue();
  await run(page);
  await expect(verdict(page, "pass")).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Report (JSON)" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  expect(JSON.parse(text)).toMatchObject({ schemaVersion: 1, run: { verdict: "pass", state: "finished" } });
  expect(text).not.toContain(token);
});

test("deep controls can be chosen: what they send is said before, and they are sent", async ({ page }) => {
  await openScenario(page, "Everything works");
  const wrong = async () =>
    Number(
      /(\d+) of them with wrong/.exec(
        (await page
          .getByText(/At most \d+ requests/)
          .first()
          .textContent()) ?? "",
      )?.[1],
    );
  const before = await wrong();
  await page.getByRole("checkbox", { name: /Deep controls/ }).check();
  await expect.poll(wrong).toBeGreaterThan(before + 10);
  await run(page);
  await expect(verdict(page, "pass")).toBeVisible();
  // The layer that verifies first has opened itself.
  await expect(page.locator('[data-control="alg-none"]').first()).toHaveAttribute("data-observed", "refused");
});
