import { passRun } from "./fixtures/runs";
import { expect, test } from "./fixtures/test";

test("a lost stream is said, and resumed after the last event without losing or repeating any", async ({
  desk,
  mock,
  page,
}) => {
  const events = passRun();
  const half = Math.floor(events.length / 2);
  await desk.start(mock, events.slice(0, half));
  await expect(desk.row("discovery")).toHaveAttribute("data-status", "pass");
  mock.resumable = false;
  mock.cut();
  await expect(page.getByText("This page lost its connection; the run continues.")).toBeVisible();
  await expect(desk.verdict("running")).toBeVisible();
  mock.push(events.slice(half));
  mock.resumable = true;
  await expect(desk.verdict("pass")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(/^18 requests/)).toBeVisible();
});

test("a stream that breaks at once resumes live", async ({ desk, mock, page }) => {
  const events = passRun();
  await desk.start(mock, events.slice(0, 3));
  mock.cut();
  await expect.poll(() => mock.requests.some((request) => request.path.endsWith("/events"))).toBe(true);
  await expect(page.getByText("This page lost its connection")).toHaveCount(0);
  mock.push(events.slice(3));
  await expect(desk.verdict("pass")).toBeVisible();
});

test("a run that the server no longer knows has no verdict", async ({ desk, mock, page }) => {
  await desk.start(mock, passRun().slice(0, 5));
  mock.known = false;
  mock.cut();
  await expect(desk.verdict("inconclusive")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("No verdict: the server no longer has this run");
});

test("a visit to the help page and back loses no run", async ({ desk, mock, page }) => {
  const events = passRun();
  await desk.start(mock, events.slice(0, 6));
  await page.getByRole("link", { name: "Help" }).click();
  await expect(page.getByRole("heading", { name: "Every finding, by layer" })).toBeVisible();
  mock.push(events.slice(6));
  await page.getByRole("link", { name: "Diagnose" }).click();
  await expect(desk.verdict("pass")).toBeVisible();
});

test("a reload in the middle of a run finds it again, from its first event, and without the token", async ({
  desk,
  mock,
  page,
}) => {
  const events = passRun();
  const half = Math.floor(events.length / 2);
  await desk.start(mock, events.slice(0, half));
  await page.reload();
  await expect(desk.verdict("running")).toBeVisible();
  await expect(desk.row("discovery")).toHaveAttribute("data-status", "pass");
  mock.push(events.slice(half));
  await expect(desk.verdict("pass")).toBeVisible();
  await expect(page.getByText(/^18 requests/)).toBeVisible();
  expect(mock.bodiesOf("/api/runs")).toHaveLength(1);
  // The handle of the token was the old page's.
  await expect(page.getByRole("button", { name: "Run again" })).toBeDisabled();
  expect(await page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)))).not.toContain("handle-1");
  await page.getByRole("button", { name: "New token" }).click();
  await page.reload();
  await expect(desk.runButton).toBeVisible();
  await expect(desk.run).toHaveCount(0);
});

test("a reload after the server was started anew shows an empty page", async ({ desk, mock, page }) => {
  await desk.start(mock, passRun());
  await expect(desk.verdict("pass")).toBeVisible();
  mock.known = false;
  await page.reload();
  await expect(desk.runButton).toBeVisible();
  await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBe(0);
  await expect(desk.run).toHaveCount(0);
});
