/** How each step looks: both themes and sizes, axe, long and right-to-left values. */
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, expectFits, picture } from "./support";
import { beginEvents, chooseAggregate, chooseFields, condition, go, openWizard, settled, stepNames } from "./wizard.support";

/** An export with something in every step. */
async function fill(page: Page): Promise<void> {
  await beginEvents(page, "Points by store, last 90 days");
  // An unfinished definition keeps what was shown before, so there must be some.
  await settled(page);
  await go(page, "filters");
  await page.getByTestId("add-group").click();
  const first = await condition(page, 0, 0, "Process timestamp", "is in the last");
  await first.getByRole("textbox").last().fill("90");
  await page.getByTestId("add-condition-0").click();
  const second = await condition(page, 0, 1, "Action", "is one of");
  await second.getByRole("combobox", { name: "Values for Action" }).click();
  await page.getByRole("option", { name: "point_add", exact: true }).click();
  await page.getByRole("option", { name: "checkout", exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByTestId("add-group").click();
  await condition(page, 1, 0, "Expiry date", "is between");
  await chooseFields(page, ["id", "customer", "action", "timestamp", "points"]);
  await page.getByRole("button", { name: "Settings of Timestamp" }).click();
}

for (const theme of ["light", "dark"] as const) {
  test(`every step, ${theme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await fill(page);
    for (const step of stepNames) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await go(page, step);
      await settled(page);
      await picture(page, `wizard-${step}-${theme}`);
      await expectAccessible(page);
      await page.setViewportSize({ width: 900, height: 600 });
      await expectFits(page);
      await picture(page, `wizard-${step}-${theme}-narrow`);
    }
  });

  test(`what opens over a step, ${theme}`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await openWizard(page, { draft: "1" });
    await expect(page.getByTestId("restore-draft")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: /^Events: \d+ fields/ }).click();
    await page.getByRole("dialog").waitFor();
    await picture(page, `wizard-field-list-${theme}`);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByTestId("model-events").click();
    await settled(page);

    await go(page, "name");
    await page.getByRole("combobox", { name: "Time zone" }).click();
    await page.getByRole("option").first().waitFor();
    await picture(page, `wizard-zones-${theme}`);
    await expectAccessible(page);
    await page.keyboard.press("Escape");

    await go(page, "filters");
    await page.getByTestId("add-group").click();
    const row = await condition(page, 0, 0, "Expiry date", "is before");
    await row.getByRole("button", { name: /from a calendar/ }).click();
    await page.getByRole("grid").waitFor();
    await picture(page, `wizard-calendar-${theme}`);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await condition(page, 0, 0, "Action", "is none of");
    await row.getByRole("combobox", { name: "Values for Action" }).click();
    await page.getByRole("option").first().waitFor();
    await picture(page, `wizard-values-${theme}`);
    await expectAccessible(page);
    await page.keyboard.press("Escape");

    await go(page, "format");
    await page.getByTestId("preset-Excel").click();
    await page.getByRole("button", { name: "Show invisible" }).click();
    for (const tab of ["File", "Table", "In Excel"]) {
      await page.getByRole("tab", { name: tab }).click();
      await settled(page);
      await picture(page, `wizard-preview-${tab.toLowerCase().replace(" ", "-")}-${theme}`);
      await expectAccessible(page);
    }
    await go(page, "aggregation");
    await page.getByRole("radio", { name: /One row for each group/ }).check();
    await chooseFields(page, ["action", "points"]);
    await chooseAggregate(page, 0, "Group");
    await go(page, "review");
    await picture(page, `wizard-problems-${theme}`);
    await expectAccessible(page);
  });
}

test("long and right-to-left values stay in their places", async ({ page }) => {
  const long = "Every customer of the north-eastern region who redeemed a coupon in the last quarter ".repeat(2).trim();
  await beginEvents(page, long);
  await page.getByTestId("file-name").fill(`{name}-${"x".repeat(150)}`);
  await go(page, "filters");
  await page.getByTestId("add-group").click();
  const row = await condition(page, 0, 0, "Account", "is one of");
  const values = row.getByRole("combobox", { name: "Values for Account" });
  for (const value of ["a".repeat(180), "תלושים שמומשו החודש", "نقاط الولاء", "árvíztűrő tükörfúrógép"]) {
    await values.fill(value);
    await values.press("Enter");
  }
  await chooseFields(page, ["id", "points"]);
  await page.getByRole("button", { name: "Settings of ID" }).click();
  await page.getByRole("textbox", { name: "Header" }).fill("כותרת ארוכה מאוד ".repeat(8));
  for (const step of stepNames) {
    await go(page, step);
    for (const [width, height] of [[1280, 800], [900, 600]] as const) {
      await page.setViewportSize({ width, height });
      await expectFits(page);
    }
    await picture(page, `wizard-long-${step}`);
  }
});

test("the whole window turned right to left fits as well", async ({ page }) => {
  await fill(page);
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  for (const step of stepNames) {
    await go(page, step);
    await page.setViewportSize({ width: 900, height: 600 });
    await expectFits(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await picture(page, `wizard-rtl-${step}`);
  }
});
