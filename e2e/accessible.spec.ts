import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { layerIds } from "./fixtures/chain";
import { hostileRun, longestRun } from "./fixtures/hard-runs";
import { MockServer } from "./fixtures/mock-server";
import { apiKeyRun, cancelRun, failRun, inconclusiveRun, passRun, toolErrorRun } from "./fixtures/runs";
import { Story } from "./fixtures/story";
import type { Desk } from "./fixtures/test";
import { expect, pastedToken, test } from "./fixtures/test";

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
  );
}

type State = (desk: Desk, mock: MockServer, page: Page) => Promise<unknown>;
const ends =
  (make: () => ReturnType<typeof passRun>): State =>
  async (desk, mock) => {
    await desk.start(mock, make());
    await expect(desk.verdict("running")).toHaveCount(0);
  };

const states: Readonly<Record<string, State>> = {
  idle: (desk) => desk.open(),
  "idle with a faulty token": async (desk) => {
    await desk.open();
    await desk.box.fill("abc\ndef");
  },
  "idle with a layer open": async (desk) => {
    await desk.open();
    await desk.rowButton("exchange").click();
  },
  "another target": async (desk, _, page) => {
    await desk.open();
    await page.getByRole("combobox", { name: "Target" }).selectOption({ label: "Other…" });
    await desk.box.fill(pastedToken);
    await desk.runButton.click();
  },
  lab: async (desk, mock, page) => {
    mock.lab = {
      state: "up",
      message: null,
      scenarios: [{ id: "a", title: "a", story: "b", group: "exchange", codes: ["exchange/rejected"] }],
    };
    await desk.open();
    await page.getByRole("button", { name: "Try the lab" }).click();
    await page.getByRole("button", { name: /exchange\/rejected/ }).click();
  },
  "lab down": async (desk, mock, page) => {
    mock.lab = { state: "down", message: "It could not start.", scenarios: [] };
    await desk.open();
    await page.getByRole("button", { name: "Try the lab" }).click();
    await expect(desk.alert).toBeVisible();
  },
  running: async (desk, mock) => {
    await desk.start(mock, failRun("exchange").slice(0, 15));
    await desk.rowButton("exchange").click();
  },
  keys: async (desk, _, page) => {
    await desk.open();
    await page.keyboard.press("?");
  },
  pass: ends(passRun),
  fail: ends(() => failRun("exchange")),
  "a request opened": async (desk, mock) => {
    await desk.start(mock, failRun("exchange"));
    await desk.panel("Layer exchange").locator("summary").first().click();
  },
  inconclusive: ends(inconclusiveRun),
  "tool-error": ends(toolErrorRun),
  "an API key": ends(apiKeyRun),
  cancelled: ends(() => cancelRun(new Story().start(), [])),
  "the longest values": ends(longestRun),
  "hostile values": ends(hostileRun),
};

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`axe, ${colorScheme}`, () => {
    test.use({ colorScheme, reducedMotion: "reduce" });
    for (const [name, reach] of Object.entries(states)) {
      test(name, async ({ desk, mock, page }) => {
        await reach(desk, mock, page);
        expect(await violations(page)).toEqual([]);
      });
    }
    test("fail at 390 px", async ({ desk, mock, page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await desk.start(mock, failRun("exchange"));
      await expect(desk.verdict("fail")).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
    test("help", async ({ page }) => {
      await page.goto("/help");
      expect(await violations(page)).toEqual([]);
    });
  });
}

test("every status is told by a word and a shape of its own, not by colour", async ({ desk, page }) => {
  const shapes = new Map<string, string>();
  const runs = [failRun("exchange"), inconclusiveRun(), toolErrorRun(), cancelRun(new Story().start(), [])];
  const running = failRun("search").slice(0, 6);
  for (const events of [...runs, running]) {
    await page.unrouteAll();
    // A reload finds its run again; each of these is the first of its tab.
    if (page.url() !== "about:blank") await page.evaluate(() => sessionStorage.clear());
    const fresh = new MockServer();
    await fresh.listen();
    await page.route("**/api/**", (route) => {
      const url = new URL(route.request().url());
      return route.continue({ url: `${fresh.origin}${url.pathname}${url.search}` });
    });
    await desk.start(fresh, events);
    // The idle page has rows too: wait for those of the run.
    await expect(page.locator('[data-status]:not([data-status="waiting"])').first()).toBeVisible();
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("[data-status]")].map((row) => ({
        status: row.dataset.status ?? "",
        words: row.innerText,
        shape: row.querySelector("[data-sign]")?.innerHTML.replace(/(fill|stroke)="[^"]*"/g, "") ?? "",
      })),
    );
    for (const { status, words, shape } of rows) {
      expect(words).toContain(status);
      shapes.set(status, shape);
    }
    await fresh.close();
  }
  expect([...shapes.keys()].sort()).toEqual(
    [
      "blocked",
      "cancelled",
      "fail",
      "inconclusive",
      "not-applicable",
      "pass",
      "running",
      "tool-error",
      "waiting",
    ].sort(),
  );
  expect(new Set(shapes.values()).size).toBe(shapes.size);
});

test("by keyboard alone: paste, run, walk the layers, open, close", async ({ desk, mock, page }) => {
  mock.push(failRun("exchange"));
  await desk.open();
  await desk.box.focus();
  await page.keyboard.insertText(pastedToken);
  await page.keyboard.press("Control+Enter");
  await expect(desk.verdict("fail")).toBeVisible();
  await page.keyboard.press("j");
  await expect(desk.rowButton("discovery")).toBeFocused();
  for (const id of layerIds.slice(1)) {
    await page.keyboard.press("ArrowDown");
    await expect(desk.rowButton(id)).toBeFocused();
  }
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(desk.panel("Layer discovery")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(desk.rowButton("discovery")).toHaveAttribute("aria-expanded", "false");
  await expect(desk.rowButton("discovery")).toBeFocused();
  await page.keyboard.press("n");
  await expect(desk.box).toBeVisible();
});

test("single-character keys do nothing while typing, and can be switched off for good", async ({ desk, page }) => {
  await desk.open();
  await desk.box.focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(desk.box).toHaveValue("?");
  await page.getByRole("button", { name: /^Keys/ }).click();
  await page.getByRole("checkbox", { name: "Single-character keys" }).uncheck();
  await page.keyboard.press("Escape");
  await page.reload();
  await desk.rowButton("exchange").focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("layers and the verdict are announced politely, the verdict once", async ({ desk, mock, page }) => {
  const events = failRun("exchange");
  await desk.start(mock, events.slice(0, 4));
  const live = page.locator("main > [role=status]");
  await expect(live).toContainText("signature: not-applicable.");
  mock.push(events.slice(4));
  await expect(live).toHaveText("Verdict: fail. Broken at exchange: the registry does not accept this token");
  await expect(page).toHaveTitle("fail at exchange: staging · Bonafide");
});

test("the running sign stands still when reduced motion is asked for", async ({ desk, mock, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await desk.start(mock, failRun("search").slice(0, 6));
  const animation = await page
    .locator(".spin")
    .first()
    .evaluate((arc) => getComputedStyle(arc).animationName);
  expect(animation).toBe("none");
});
