import type { Page } from "@playwright/test";
import { passRun } from "./fixtures/runs";
import { expect, pastedToken, test } from "./fixtures/test";

/** Everywhere on a page where a text can stand, values of fields included. */
async function everywhere(page: Page): Promise<string> {
  return page.evaluate(() => {
    const values = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")].map(
      (field) => field.value,
    );
    const stores = [localStorage, sessionStorage].map((store) => JSON.stringify(Object.entries(store)));
    return [
      document.documentElement.outerHTML,
      ...values,
      ...stores,
      location.href,
      document.cookie,
      JSON.stringify(history.state),
    ].join("\n");
  });
}

async function pasteInto(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

test("before Run the token stands in the box's own value only", async ({ desk, page }) => {
  await desk.open();
  await desk.box.fill(pastedToken);
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(pastedToken.slice(0, 30));
});

test("after Run it is nowhere on the page, in its address or in the browser's storage", async ({
  desk,
  mock,
  page,
}) => {
  await desk.start(mock, passRun());
  await expect(desk.verdict("pass")).toBeVisible();
  const text = await everywhere(page);
  for (const part of pastedToken.split(".")) expect(text).not.toContain(part);
  await page.getByRole("button", { name: "New token" }).click();
  await expect(desk.box).toHaveValue("");
  expect(mock.requests.map((request) => request.path).join()).not.toContain(pastedToken.slice(0, 20));
  expect(JSON.stringify(mock.requests).split(pastedToken)).toHaveLength(2);
});

test.describe("the box names what was pasted", () => {
  for (const [name, text, words] of [
    [
      "a catalog token",
      `Bearer ${pastedToken}`,
      /Catalog token · HS256 · 124 B · expires in 73 years · taken off: Bearer/,
    ],
    ["an API key", "qk_aaaaaaaabbbbbbbbccccccccdddddddd", /API key · 35 B · no readable expiry/],
    ["a line break inside", "abc\ndef", /The token has a line break after character 3\. Paste the token in one piece/],
    ["too much", "x".repeat(70_000), /at most 65,536 are read/],
    ["only spaces", "   ", /There is no token: only outer whitespace/],
  ] as const) {
    test(name, async ({ desk, page }) => {
      await desk.open();
      await desk.box.fill(text);
      await expect(page.locator("#token-reading")).toContainText(words);
      await expect(desk.box).toHaveValue(text);
    });
  }
});

test("a faulty token is not sent by the page without a word, and is not lost", async ({ desk, mock }) => {
  await desk.open();
  await desk.runButton.click();
  await expect(desk.alert).toContainText("There is no token.");
  await desk.box.fill("abc\ndef");
  await desk.runButton.click();
  await expect(desk.alert).toContainText("line break");
  await expect(desk.box).toHaveValue("abc\ndef");
  expect(mock.bodiesOf("/api/runs")).toEqual([]);
});

test("a paste anywhere on the idle page lands in the box; over a result it asks first", async ({
  desk,
  mock,
  page,
}) => {
  mock.push(passRun());
  await desk.open();
  await pasteInto(page, pastedToken);
  await expect(desk.box).toHaveValue(pastedToken);
  await expect(desk.box).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(desk.verdict("pass")).toBeVisible();
  await pasteInto(page, "qk_other");
  const dialog = page.getByRole("dialog", { name: "Start over with the pasted token?" });
  await dialog.getByRole("button", { name: "Keep this result" }).click();
  await expect(desk.verdict("pass")).toBeVisible();
  await pasteInto(page, "qk_other");
  await dialog.getByRole("button", { name: "Start over" }).click();
  await expect(desk.box).toHaveValue("qk_other");
});

test("the MCP server's environment goes with the run once and is gone from the page", async ({ desk, mock, page }) => {
  mock.push(passRun());
  await desk.open();
  await desk.box.fill(pastedToken);
  const box = page.getByLabel("MCP server's environment");
  await expect(box).toHaveCount(0);
  await page.getByText("MCP server’s environment").click();
  await box.fill("QUILT_FALLBACK_JWT=planted-in-the-file\nQUILT_DEPLOYMENT=remote\n");
  await desk.rowButton("mcp").click();
  await page.keyboard.press("Escape");
  await expect(box).toHaveValue(/planted-in-the-file/);
  await desk.runButton.click();
  await expect(desk.verdict("pass")).toBeVisible();
  expect(mock.bodiesOf("/api/runs")).toMatchObject([
    { options: { serverEnv: "QUILT_FALLBACK_JWT=planted-in-the-file\nQUILT_DEPLOYMENT=remote\n" } },
  ]);
  // The announcement before the run does without it.
  expect(JSON.stringify(mock.bodiesOf("/api/outline"))).not.toContain("planted");
  expect(await everywhere(page)).not.toContain("planted");
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByText("MCP server’s environment").click();
  await expect(box).toHaveValue("");
});

test("the signing key goes with the run once and is gone from the page", async ({ desk, mock, page }) => {
  mock.push(passRun());
  await desk.open();
  await desk.box.fill(pastedToken);
  await page.getByLabel("Signing key").fill("a-signing-key-of-ours");
  await desk.rowButton("exchange").click();
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Signing key")).toHaveValue("a-signing-key-of-ours");
  await desk.runButton.click();
  await expect(desk.verdict("pass")).toBeVisible();
  expect(mock.bodiesOf("/api/runs")).toMatchObject([{ options: { signatureKey: "a-signing-key-of-ours" } }]);
  expect(await everywhere(page)).not.toContain("a-signing-key");
  await page.getByRole("button", { name: "New token" }).click();
  await expect(page.getByLabel("Signing key")).toHaveValue("");
});
