import { layerIds } from "./fixtures/chain";
import { refuse, savedTargets } from "./fixtures/mock-server";
import { apiKeyRun, cancelRun, failRun, inconclusiveRun, passLayer, passRun, toolErrorRun } from "./fixtures/runs";
import { Story } from "./fixtures/story";
import { expect, pastedToken, test } from "./fixtures/test";

test("idle: says where a run goes and what it leaves behind, and has no verdict", async ({ desk, page }) => {
  await desk.open();
  await expect(desk.run).toHaveCount(0);
  await expect(page.getByText("26 requests, 7 of them with wrong credentials")).toBeVisible();
  await expect(desk.panel("Before a run").getByText("https://sts.us-east-1.amazonaws.com")).toBeVisible();
  await expect(page.locator("[data-layer]")).toHaveCount(layerIds.length);
  await expect(desk.row("exchange")).toContainText("4 controls");
  await expect(desk.row("signature")).toContainText("will not apply: no key configured");
});

test("idle: asks the outline anew when controls, key or token kind change, and never sends the key for it", async ({
  desk,
  mock,
  page,
}) => {
  await desk.open();
  await desk.box.fill(pastedToken);
  await page.getByLabel("Signing key").fill("hunter2hunter2");
  await page.getByLabel(/^Controls/).uncheck();
  await expect
    .poll(() => mock.bodiesOf("/api/outline"))
    .toContainEqual({
      target: "staging",
      subject: null,
      tokenKind: "catalog-jwt",
      options: { controls: "off", signatureKey: "typed" },
    });
  expect(JSON.stringify(mock.requests)).not.toContain("hunter2");
});

test("several targets: none is chosen for the reader, and production is told in words", async ({
  desk,
  mock,
  page,
}) => {
  mock.targets = [
    ...savedTargets,
    { ...savedTargets[0], name: "prod-eu", production: true, origins: [], region: null, problem: null },
  ];
  await page.goto("/");
  const list = page.getByRole("combobox", { name: "Target" });
  await expect(list).toHaveValue("");
  await desk.box.fill(pastedToken);
  await desk.runButton.click();
  await expect(desk.alert).toContainText("No target is chosen.");
  await list.selectOption({ label: "prod-eu (production)" });
  await expect(page.locator("header")).toContainText("production");
  await expect(page.getByText("a production target")).toBeVisible();
});

test("a target file with a fault is shown with what and where, and cannot be run", async ({ desk, mock, page }) => {
  const problem = {
    message: "catalogUrl is not an http(s) URL.",
    suggestion: "Write its scheme.",
    where: "/home/ada/targets/broken.json",
  };
  mock.targets = [...savedTargets, { name: "broken", production: false, origins: [], region: null, problem }];
  await desk.open();
  await expect(desk.panel("Before a run")).toContainText("One target file cannot be used");
  await page.getByRole("combobox", { name: "Target" }).selectOption({ label: "broken (file is invalid)" });
  await expect(desk.alert).toContainText("/home/ada/targets/broken.json");
  await desk.box.fill(pastedToken);
  await desk.runButton.click();
  await expect(desk.run).toHaveCount(0);
  await expect(desk.box).toHaveValue(pastedToken);
});

test("Other…: faults name the field, the first one takes the focus, and nothing typed is lost", async ({
  desk,
  mock,
  page,
}) => {
  mock.push(passRun());
  await desk.open();
  await page.getByRole("combobox", { name: "Target" }).selectOption({ label: "Other…" });
  await desk.box.fill(pastedToken);
  await desk.runButton.click();
  const catalog = page.getByLabel("Catalog URL");
  await expect(catalog).toBeFocused();
  await catalog.fill("catalog.example.com");
  await expect(page.getByText("write it with its scheme")).toBeVisible();
  await page.getByRole("textbox", { name: "Bucket" }).fill("s3://raw");
  await expect(page.getByText("without s3://")).toBeVisible();
  await catalog.fill("https://catalog.example.com");
  await page.getByRole("textbox", { name: "Bucket" }).fill("raw-data");
  await desk.runButton.click();
  await expect(desk.verdict("pass")).toBeVisible();
  expect(mock.bodiesOf("/api/runs")).toMatchObject([
    { target: { name: "catalog.example.com", catalogUrl: "https://catalog.example.com", s3: { bucket: "raw-data" } } },
  ]);
});

test("lab: a scenario fills in its token, target and options; leaving the lab takes them away", async ({
  desk,
  mock,
  page,
}) => {
  mock.lab = {
    state: "up",
    message: null,
    scenarios: [
      {
        id: "wrong-secret",
        title: "two secrets",
        story: "They differ.",
        group: "exchange",
        codes: ["exchange/rejected"],
      },
    ],
  };
  mock.opened = { token: pastedToken, targetName: "lab:wrong-secret", options: { controls: "on" } };
  await desk.open();
  const lab = page.getByRole("switch", { name: "Lab" });
  await lab.click();
  await page.getByRole("button", { name: /two secrets/ }).click();
  await expect(desk.box).toHaveValue(pastedToken);
  await expect(page.getByRole("combobox", { name: "Target" })).toHaveValue("lab:wrong-secret");
  await lab.click();
  await expect(desk.box).toHaveValue("");
  await expect(page.getByRole("combobox", { name: "Target" })).toHaveValue("staging");
});

test("lab down: says so, and finds out by itself when it is up again", async ({ desk, mock, page }) => {
  mock.lab = { state: "down", message: "It could not listen on loopback.", scenarios: [] };
  await desk.open();
  await page.getByRole("button", { name: "Try the lab" }).click();
  await expect(desk.alert).toContainText("The lab is down: It could not listen on loopback.");
  mock.lab = { state: "up", message: null, scenarios: [] };
  await expect(desk.alert).toHaveCount(0, { timeout: 10_000 });
});

test("running: counts layers, tells a failure already known, and offers Cancel", async ({ desk, mock, page }) => {
  const failed = failRun("exchange");
  const upTo = failed.findIndex((event) => event.type === "layer-finished" && event.layer === "exchange");
  await desk.start(mock, failed.slice(0, upTo + 1));
  await expect(desk.verdict("running")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Running: 5 of 8 layers done");
  await expect(page.getByText("Exchange has failed: the registry does not accept this token")).toBeVisible();
  await expect(desk.row("exchange")).toHaveAttribute("data-status", "fail");
  await expect(desk.row("search")).toHaveAttribute("data-status", "waiting");
  await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible();
  mock.push(failed.slice(upTo + 1));
  await expect(desk.verdict("fail")).toBeVisible();
});

test("pass: says what was proven and what was not, and opens the first layer that verified the token", async ({
  desk,
  mock,
  page,
}) => {
  await desk.start(mock, passRun());
  await expect(desk.verdict("pass")).toBeVisible();
  await expect(page.getByText("Not proven: what the credentials may do")).toBeVisible();
  await expect(page.getByText("9 of 9 controls refused")).toBeVisible();
  await expect(desk.panel("Layer exchange")).toContainText("The pass proves");
  await expect(page.locator('[data-control="tampered"][data-observed="refused"]')).toHaveCount(1);
  await expect(page.getByRole("link", { name: "Report (JSON)" })).toHaveAttribute("href", /report\?format=json$/);
});

for (const broken of layerIds) {
  test(`fail at ${broken}: the heading names it, and it opens itself`, async ({ desk, mock, page }) => {
    await desk.start(mock, failRun(broken));
    await expect(desk.verdict("fail")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(`Broken at ${broken}:`);
    await expect(desk.rowButton(broken)).toHaveAttribute("aria-expanded", "true");
    const panel = desk.panel(`Layer ${broken}`);
    await expect(panel.locator("[data-finding]")).toHaveAttribute("data-finding", new RegExp(`^${broken}/`));
    await expect(panel).toContainText("Signed with a secret the registry does not hold");
    await expect(panel).toContainText("A pass would prove");
  });
}

test("a fail beside refused controls: they prove nothing, and the log line that matters is marked", async ({
  desk,
  mock,
}) => {
  await desk.start(mock, failRun("exchange"));
  await expect(desk.row("exchange")).toContainText("prove nothing");
  const panel = desk.panel("Layer exchange");
  await expect(panel.locator('[data-control="no-token"]')).toContainText("refused 401, proves nothing");
  await expect(panel).toContainText("not accepted 401, unexpected");
  await expect(panel.getByText("jwt: signature verification failed")).toBeVisible();
  await expect(desk.row("identity")).toContainText("blocked");
});

test("the reader's own choice stays open when the run ends", async ({ desk, mock }) => {
  const events = failRun("exchange");
  await desk.start(mock, events.slice(0, 3));
  await desk.rowButton("discovery").click();
  mock.push(events.slice(3));
  await expect(desk.verdict("fail")).toBeVisible();
  await expect(desk.rowButton("discovery")).toHaveAttribute("aria-expanded", "true");
  await expect(desk.rowButton("exchange")).toHaveAttribute("aria-expanded", "false");
});

test("inconclusive, and our own fault, are neither pass nor fail", async ({ desk, mock, page }) => {
  await desk.start(mock, inconclusiveRun());
  await expect(desk.verdict("inconclusive")).toBeVisible();
  await expect(desk.row("search")).toHaveAttribute("data-status", "inconclusive");
  await expect(desk.panel("Layer search").locator('[data-finding="search/control-unanswered"]')).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Cannot tell at search");
});

test("tool-error: says that it is Bonafide's own", async ({ desk, mock }) => {
  await desk.start(mock, toolErrorRun());
  await expect(desk.verdict("inconclusive")).toBeVisible();
  await expect(desk.row("identity")).toHaveAttribute("data-status", "tool-error");
  await expect(desk.panel("Layer identity")).toContainText("this says nothing about the target");
});

test("an API key has no signature and claims, and can pass", async ({ desk, mock, page }) => {
  await desk.start(mock, apiKeyRun());
  await expect(desk.verdict("pass")).toBeVisible();
  await expect(desk.row("claims")).toHaveAttribute("data-status", "not-applicable");
  await expect(page.getByRole("region", { name: "This run" })).toContainText("API key");
});

test("cancel: every layer ends, and nothing is concluded", async ({ desk, mock, page }) => {
  const story = new Story().start();
  passLayer(story, "discovery").begin("exchange", 38);
  const before = story.events.length;
  mock.onCancel = () => cancelRun(story, ["discovery"]).slice(before);
  await desk.start(mock, [...story.events]);
  await page.keyboard.press("Escape");
  await expect(desk.verdict("running")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(desk.verdict("inconclusive")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Stopped before the end: nothing is concluded");
  await expect(page.locator('[data-status="cancelled"]')).toHaveCount(7);
  expect(mock.requests.filter((request) => request.path.endsWith("/cancel"))).toHaveLength(1);
});

test("a question before a lab token leaves the lab: nothing runs until it is answered", async ({
  desk,
  mock,
  page,
}) => {
  mock.refusal = refuse(
    409,
    "CONFIRMATION_NEEDED",
    "This token was made by the lab, and the target is staging.",
    "Choose the lab, or confirm.",
  );
  mock.push(passRun());
  await desk.open();
  await desk.box.fill(pastedToken);
  await desk.runButton.click();
  const dialog = page.getByRole("dialog", { name: "Run it all the same?" });
  await expect(dialog).toContainText("This token was made by the lab");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(desk.box).toHaveValue(pastedToken);
  await desk.runButton.click();
  await dialog.getByRole("button", { name: "Run it there" }).click();
  await expect(desk.verdict("pass")).toBeVisible();
  expect(mock.bodiesOf("/api/runs").at(-1)).toMatchObject({ token: pastedToken, options: { confirmed: true } });
});

test("a refused request keeps the token in the box and says what to do", async ({ desk, mock }) => {
  mock.refusal = refuse(429, "TOO_MANY_RUNS", "Five runs are under way.", "Wait for one to end.");
  await desk.open();
  await desk.box.fill(pastedToken);
  await desk.runButton.click();
  await expect(desk.alert).toContainText("Five runs are under way. Wait for one to end.");
  await expect(desk.box).toHaveValue(pastedToken);
});

test("run again sends the handle, never the token; forgetting ends that", async ({ desk, mock, page }) => {
  await desk.start(mock, passRun());
  await expect(desk.verdict("pass")).toBeVisible();
  await expect(page.getByText(/^1[45]:\d\d$/)).toBeVisible();
  await page.getByRole("button", { name: /Run again/ }).click();
  await expect.poll(() => mock.bodiesOf("/api/runs").length).toBe(2);
  expect(mock.bodiesOf("/api/runs")[1]).toEqual({
    tokenHandle: "handle-1",
    target: "staging",
    options: { controls: "on" },
  });
  await expect(desk.verdict("pass")).toBeVisible();
  await page.getByRole("button", { name: "Forget" }).click();
  await expect(page.getByText("forgotten")).toBeVisible();
  await expect(page.getByRole("button", { name: /Run again/ })).toBeDisabled();
  await page.getByRole("button", { name: "New token" }).click();
  await expect(desk.box).toHaveValue("");
});
