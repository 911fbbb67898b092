/** What runs next, and what can be done about it from the screen, the list and the drawer. */
import { expect, test, type Page } from "@playwright/test";
import { openDetails, openScreen, openWindow } from "./support";

const row = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByTitle(name, { exact: true }) });
const corner = (page: Page) => page.getByRole("region", { name: "Notifications" });

test("shows the next 30 days by the viewer's days, with notes", async ({ page }) => {
  await page.clock.setFixedTime(new Date("2026-10-24T10:00:00Z"));
  await openWindow(page);
  await openScreen(page, "Schedules");
  const today = page.getByRole("region", { name: /^Today/ });
  await expect(today).toContainText("Saturday 24 October");
  await expect(today.getByRole("listitem").first()).toContainText("18:30");
  await expect(today.getByRole("listitem").first()).toContainText("12:30 America/New_York");
  const tomorrow = page.getByRole("region", { name: /^Tomorrow/ });
  await expect(tomorrow).toContainText("02:30 comes twice on 25 October, runs the first time");
  // Europe has gone back by now, America hasn't.
  await expect(tomorrow.getByRole("listitem").filter({ hasText: "12:30 America/New_York" })).toContainText("17:30");
  await expect(page.getByText("6 active, 1 paused")).toBeVisible();
  await tomorrow.getByRole("button").first().click();
  await expect(page.getByRole("dialog", { name: "Checkouts of last month" })).toBeVisible();
});

test("pauses and resumes one, and takes it back", async ({ page }) => {
  await openWindow(page);
  await openScreen(page, "Schedules");
  const coupons = page.getByRole("switch", { name: "Coupon redemption runs on schedule" });
  await expect(coupons).toBeChecked();
  await coupons.click();
  await expect(coupons).not.toBeChecked();
  await expect(page.getByText("5 active, 2 paused")).toBeVisible();
  await expect(page.getByRole("main").getByRole("listitem").getByRole("button", { name: /23:00.*Coupon redemption/ })).toHaveCount(0);
  await corner(page).getByRole("button", { name: "Undo" }).click();
  await expect(coupons).toBeChecked();
  await page.getByRole("switch", { name: "Content to approve runs on schedule" }).click();
  await expect(page.getByText("7 active", { exact: true })).toBeVisible();
});

test("pauses all by one switch; each keeps its own state", async ({ page }) => {
  await openWindow(page);
  await openScreen(page, "Schedules");
  await page.getByRole("button", { name: "Pause all" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Nothing runs by itself until you resume." })).toBeVisible();
  await expect(page.getByRole("region", { name: /^Tomorrow/ })).toHaveCount(0);
  await expect(page.getByText("Schedules are paused", { exact: true })).toBeVisible();
  await expect(page.getByRole("switch", { name: "Content to approve runs on schedule" })).not.toBeChecked();
  await page.getByRole("button", { name: "Resume all" }).click();
  await expect(page.getByRole("region", { name: /^Tomorrow/ })).toBeVisible();
  await expect(page.getByText("6 active, 1 paused")).toBeVisible();
});

test("says what to do when nothing is scheduled", async ({ page }) => {
  await openWindow(page, { history: "empty" });
  await openScreen(page, "Schedules");
  await expect(page.getByRole("heading", { name: "Nothing is scheduled" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Pause all" })).toHaveCount(0);
  await page.getByRole("button", { name: "New export" }).click();
  await expect(page.getByTestId("wizard")).toBeVisible();
});

test("the list says when each runs, and Alt P pauses and resumes", async ({ page }) => {
  await openWindow(page);
  await expect(row(page, "Coupon redemption")).toContainText("Monthly, last day 23:00");
  await expect(row(page, "Content to approve")).toContainText("Paused");
  await expect(row(page, "Changes by administrators")).toContainText("3 times in a row");
  const grid = page.getByRole("grid");
  await grid.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Alt+p");
  await expect(row(page, "Coupon redemption")).toContainText("Paused");
  await page.keyboard.press("Alt+p");
  await expect(row(page, "Coupon redemption")).toContainText("Active");
  // A row without a schedule has nothing to pause.
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Alt+p");
  await expect(row(page, "Gold customers, 90 days")).toContainText("Finished");
  await row(page, "Coupon redemption").hover();
  await page.getByRole("button", { name: "Pause Coupon redemption" }).click();
  await expect(row(page, "Coupon redemption")).toContainText("Paused");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("letters lead to a name, and change nothing", async ({ page }) => {
  await openWindow(page);
  const grid = page.getByRole("grid");
  const active = async () => page.locator(`[id="${(await grid.getAttribute("aria-activedescendant")) ?? ""}"] .title`).innerText();
  await grid.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("expi");
  await expect.poll(active).toBe("Expiring points");
  await page.keyboard.press("Home");
  // Behind another key letters begin anew.
  await page.keyboard.press("p");
  await expect.poll(active).toMatch(/^P/);
  await page.keyboard.press("Home");
  await page.keyboard.type("refunds o");
  await expect.poll(active).toBe("Refunds over 100 EUR");
  await expect(row(page, "Coupon redemption")).toContainText("Active");
  await expect(page.getByText("is paused")).toHaveCount(0);
});

test("a schedule that fails is red, counted and found", async ({ page }) => {
  await openWindow(page);
  const navigation = page.getByRole("navigation", { name: "Screens" });
  await expect(navigation.getByRole("button", { name: /^Exports/ })).toContainText("2 failing");
  await page.getByRole("combobox", { name: /^Status:/ }).click();
  await page.getByRole("option", { name: "Failed" }).click();
  const failing = row(page, "Changes by administrators");
  await expect(failing).toContainText("The folder /mnt/exports is gone");
  // Rows and size of the last good run would look like those of the failed one.
  await expect(failing.getByRole("gridcell")).toHaveCount(6);
  await page.getByRole("combobox", { name: /^Status:/ }).click();
  await page.getByRole("option", { name: "Active", exact: true }).click();
  await expect(failing).toBeVisible();
});

test("filters by active and inactive", async ({ page }) => {
  await openWindow(page);
  await page.getByRole("combobox", { name: /^Status:/ }).click();
  await page.getByRole("option", { name: "Paused" }).click();
  await expect(page.getByText("1 of 42 exports")).toBeVisible();
  await expect(row(page, "Content to approve")).toBeVisible();
});

test("the drawer says the schedule in words and pauses it", async ({ page }) => {
  await openWindow(page);
  await openDetails(page, "Changes by administrators");
  const drawer = page.getByRole("dialog", { name: "Changes by administrators" });
  await expect(drawer).toContainText("The latest 3 runs failed");
  await expect(drawer).toContainText("It pauses itself after 2 more failures.");
  await expect(drawer).toContainText("Every day from Monday to Friday at 07:15");
  await expect(drawer.getByRole("heading", { name: /^Next run/ })).toContainText("07:15");
  const runs = drawer.getByRole("region", { name: "Runs" }).getByRole("listitem");
  await expect(runs.nth(0)).toContainText("on schedule");
  await expect(runs.nth(1)).toContainText(/caught up · planned for .*07:15/);
  await runs.nth(1).getByRole("button", { name: /Show log/ }).click();
  await expect(runs.nth(1).getByRole("log")).toContainText("caught up, planned for");
  await drawer.getByRole("button", { name: "Pause schedule" }).click();
  await expect(drawer.getByRole("heading", { name: "The schedule is paused" })).toBeVisible();
  await drawer.getByRole("button", { name: "Resume schedule" }).click();
  await expect(drawer.getByRole("heading", { name: /^Next run/ })).toBeVisible();
});

test("changes the schedule alone", async ({ page }) => {
  await openWindow(page);
  await openDetails(page, "Coupon redemption");
  const drawer = page.getByRole("dialog", { name: "Coupon redemption" });
  await drawer.getByRole("button", { name: "Change schedule…" }).click();
  const dialog = page.getByRole("dialog", { name: "Schedule of “Coupon redemption”" });
  await dialog.getByTestId("schedule-daily").check();
  await dialog.getByRole("textbox", { name: "Time 1" }).fill("soon");
  await page.keyboard.press("Tab");
  await expect(dialog).toContainText("“soon” isn’t a time of day.");
  await expect(dialog.getByRole("button", { name: "Save schedule" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Time 1" }).fill("4:45");
  await page.keyboard.press("Tab");
  await expect(dialog.getByTestId("next-runs").getByRole("listitem")).toHaveCount(10);
  await dialog.getByRole("button", { name: "Save schedule" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(drawer).toContainText("Every day at 04:45");
  await expect(drawer).toContainText("Status is one of unassigned or claimed");
  await expect(row(page, "Coupon redemption")).toContainText("Daily 04:45");
});

test("gives one a schedule, and takes it away again", async ({ page }) => {
  await openWindow(page);
  await openDetails(page, "Expiring points");
  const drawer = page.getByRole("dialog", { name: "Expiring points" });
  await drawer.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Add a schedule…" }).click();
  await page.getByTestId("schedule-weekly").check();
  await expect(page.getByRole("button", { name: "Save schedule" })).toBeDisabled();
  await page.getByRole("button", { name: "Mon", exact: true }).click();
  await page.getByRole("button", { name: "Save schedule" }).click();
  await expect(drawer).toContainText("Every Monday at 06:00");
  await expect(row(page, "Expiring points")).toContainText("Active");
  await drawer.getByRole("button", { name: "Change schedule…" }).click();
  await page.getByTestId("schedule-by_hand").check();
  await page.getByRole("button", { name: "Save schedule" }).click();
  await expect(corner(page).getByText("“Expiring points” runs manually now")).toBeVisible();
  await expect(row(page, "Expiring points")).toContainText("Finished");
  await expect(drawer).not.toContainText("Every Monday");
});

test("Esc closes the dialog first, then the drawer", async ({ page }) => {
  await openWindow(page);
  await openDetails(page, "Coupon redemption");
  await page.getByRole("button", { name: "Change schedule…" }).click();
  await page.getByTestId("next-runs").waitFor();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: /^Schedule of/ })).toHaveCount(0);
  await expect(page.getByRole("dialog", { name: "Coupon redemption" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
