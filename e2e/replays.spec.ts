import { expect, test } from "@playwright/test";
import type { Actor } from "@/lib/diagnosis/model";
import { replays } from "@/lib/lab/test-replays";

/** The page's words for whoever has to act. */
const actorWords: Readonly<Partial<Record<Actor, string>>> = {
  "registry-admin": "Registry admin",
  deployer: "Deployer",
  "token-holder": "Token holder",
  "aws-admin": "AWS admin",
};

/** The page, the API and the lab as they are. */
for (const { id, layer, code, actor } of replays) {
  test(`${id}, on the page: broken at ${layer}, ${code}, for the ${actor}`, async ({ page }) => {
    await page.goto("/");
    await page.getByRole("switch", { name: "Lab" }).click();
    await page.getByRole("searchbox", { name: "Find a scenario" }).fill(id);
    await page.getByRole("region", { name: "Scenarios" }).getByRole("button").first().click();
    await expect(page.getByRole("textbox", { name: "Paste a token" })).not.toHaveValue("");
    await page.getByRole("button", { name: /Run all layers/ }).click();
    await expect(page.locator('main[data-verdict="fail"]')).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(`Broken at ${layer}`);
    await expect(page.locator(`[data-layer="${layer}"]`)).toHaveAttribute("data-status", "fail");
    const verdict = page.getByRole("region", { name: "Verdict" });
    await expect(verdict).toContainText(code);
    await expect(verdict).toContainText(`${actorWords[actor]}:`);
    // The broken layer opened itself.
    await expect(page.locator(`#layer-panel [data-finding="${code}"]`)).toBeVisible();
  });
}
