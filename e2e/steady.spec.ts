import type { Page } from "@playwright/test";
import { layerIds } from "./fixtures/chain";
import { longestRun } from "./fixtures/hard-runs";
import { failRun, passRun } from "./fixtures/runs";
import { expect, pastedToken, test } from "./fixtures/test";

async function places(page: Page): Promise<{ id: string; top: number; left: number; height: number }[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("[data-layer]")].map((row) => {
      const { top, left, height } = row.getBoundingClientRect();
      return { id: row.dataset.layer ?? "", top: top + scrollY, left, height };
    }),
  );
}

async function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

for (const width of [1440, 1000]) {
  for (const [name, events] of [
    ["a pass", passRun()],
    ["a fail", failRun("exchange")],
    ["the longest values", longestRun()],
  ] as const) {
    test(`${width} px: no row moves from first paint to ${name}`, async ({ desk, mock, page }) => {
      await page.setViewportSize({ width, height: 900 });
      await desk.open();
      const idle = await places(page);
      expect(idle.map((row) => row.id)).toEqual([...layerIds]);
      for (const row of idle) expect(row.height).toBe(58);
      await desk.box.fill(pastedToken);
      expect(await places(page)).toEqual(idle);
      mock.push(events.slice(0, 4));
      await desk.runButton.click();
      await expect(desk.verdict("running")).toBeVisible();
      expect(await places(page)).toEqual(idle);
      mock.push(events.slice(4));
      await expect(desk.verdict("running")).toHaveCount(0);
      await expect(desk.run).toBeVisible();
      expect(await places(page)).toEqual(idle);
      expect(await sideways(page)).toBe(0);
    });
  }
}

test("390 px: rows keep their height, and their place from running to the verdict", async ({ desk, mock, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const events = passRun();
  await desk.start(mock, events.slice(0, 4));
  const running = await places(page);
  for (const row of running) expect(row.height).toBe(58);
  mock.push(events.slice(4));
  await expect(desk.verdict("pass")).toBeVisible();
  expect(await places(page)).toEqual(running);
});

test("390 px: the verdict comes first, then the ladder, then the strip; nothing runs off sideways", async ({
  desk,
  mock,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await desk.start(mock, longestRun());
  await expect(desk.verdict("fail")).toBeVisible();
  const tops = await Promise.all(
    ["Verdict", "Layers", "This run"].map(async (name) => (await desk.panel(name).boundingBox())?.y ?? Number.NaN),
  );
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
  expect(await sideways(page)).toBe(0);
});

test("390 px: an opened layer is a view of its own, and Back returns to its row", async ({ desk, mock, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await desk.start(mock, failRun("exchange"));
  await expect(desk.panel("Layer exchange")).toBeVisible();
  await expect(desk.panel("Verdict")).toBeVisible();
  await desk.rowButton("search").click();
  await expect(desk.panel("Layer search")).toBeVisible();
  await expect(desk.panel("Verdict")).toBeHidden();
  await page.getByRole("button", { name: "All layers" }).click();
  await expect(desk.panel("Verdict")).toBeVisible();
  await expect(desk.rowButton("search")).toBeFocused();
});

test("a theme that was chosen is there at the first paint", async ({ desk, page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await desk.open();
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(dark).toBe("rgb(15, 15, 14)");
  await page.addInitScript(() => {
    document.addEventListener("DOMContentLoaded", () => {
      Object.assign(window, { firstTheme: document.documentElement.dataset.theme });
    });
  });
  await page.reload();
  expect(await page.evaluate(() => Reflect.get(window, "firstTheme"))).toBe("dark");
  await page.getByRole("radio", { name: "As the system" }).check({ force: true });
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(247, 247, 245)");
});
