/** How each kind of schedule looks in the wizard: both themes and sizes, axe, right to left, long values. */
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, expectFits, openScreen, openWindow, picture } from "./support";
import { beginEvents, go } from "./wizard.support";

const NOW = new Date("2026-10-20T10:00:00Z");
const kinds = ["on_date", "daily", "weekly", "monthly"] as const;

async function begin(page: Page, name = "Points by night"): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await beginEvents(page, name, { zone: "America/New_York" });
  await go(page, "schedule");
}

for (const theme of ["light", "dark"] as const) {
  test(`each kind of schedule, ${theme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await begin(page);
    for (const kind of kinds) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.getByTestId(`schedule-${kind}`).check();
      await expect(page.getByTestId("next-runs").getByRole("listitem")).toHaveCount(kind === "on_date" ? 1 : 10);
      if (kind === "daily") {
        await page.getByRole("textbox", { name: "Time 1" }).fill("02:30");
        await page.keyboard.press("Tab");
        await expect(page.getByTestId("next-runs")).toContainText("comes twice");
      }
      await picture(page, `schedule-${kind}-${theme}`);
      await expectAccessible(page);
      await page.setViewportSize({ width: 900, height: 600 });
      await expectFits(page);
      await picture(page, `schedule-${kind}-${theme}-narrow`);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole("button", { name: "Day 1", exact: true }).click();
    await page.getByRole("button", { name: "Choose Time 1 from a clock" }).click();
    await expect(page.getByRole("button", { name: "Hour 02" })).toBeFocused();
    await picture(page, `schedule-clock-${theme}`);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await go(page, "target");
    await page.getByRole("checkbox", { name: "Send an e-mail when a run ends" }).check();
    await page.getByRole("textbox", { name: "To", exact: true }).fill("anna@aurora.example, nobody");
    await page.keyboard.press("Tab");
    await page.getByTestId("tell-people").scrollIntoViewIfNeeded();
    await picture(page, `tell-people-${theme}`);
    await expectAccessible(page);
  });
}

test("schedules turned right to left, and long values, stay in their places", async ({ page }) => {
  test.setTimeout(120_000);
  await begin(page, "Every customer of the north-eastern region who redeemed a coupon in the last quarter ".repeat(2).trim());
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await page.getByTestId("schedule-daily").check();
  for (let more = 0; more < 12; more += 1) await page.getByRole("button", { name: "Add a time" }).click();
  for (const kind of kinds) {
    await page.getByTestId(`schedule-${kind}`).check();
    for (const [width, height] of [[1280, 800], [900, 600]] as const) {
      await page.setViewportSize({ width, height });
      await expectFits(page);
    }
    await picture(page, `schedule-${kind}-rtl`);
  }
  await go(page, "target");
  await page.getByRole("checkbox", { name: "Send an e-mail when a run ends" }).check();
  const to = page.getByRole("textbox", { name: "To", exact: true });
  await to.fill(`${"long".repeat(40)}@aurora.example, תלושים@aurora.example`);
  await to.press("Tab");
  await expectFits(page);
  await picture(page, "tell-people-rtl");
  await go(page, "review");
  await expectFits(page);
  await picture(page, "review-schedule-rtl");
});

test("the screen of schedules turned right to left fits, with long names", async ({ page }) => {
  await openWindow(page, { zone: "America/Argentina/ComodRivadavia" });
  await openScreen(page, "Schedules");
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await expectFits(page);
  await page.setViewportSize({ width: 900, height: 600 });
  await expectFits(page);
  await picture(page, "schedules-rtl");
});
