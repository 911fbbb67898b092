import { expect, test } from "@playwright/test";
import { openDetails, openWindow } from "./support";

test.beforeEach(async ({ page }) => openWindow(page));

const corner = "section[aria-label=Notifications]";

test("says the export in words", async ({ page }) => {
  await openDetails(page, "Coupon redemption");
  const drawer = page.getByRole("dialog", { name: "Coupon redemption" });
  await expect(drawer.getByText("Status is one of unassigned or claimed")).toBeVisible();
  await expect(drawer.getByText(/7 fields|7 of \d+ fields/)).toBeVisible();
  await expect(drawer.getByText("Europe/Budapest", { exact: true })).toBeVisible();
});

test("runs it and says when it is ready", async ({ page }) => {
  await openDetails(page, "Coupon redemption");
  const drawer = page.getByRole("dialog", { name: "Coupon redemption" });
  await drawer.getByRole("button", { name: "Run now" }).click();
  await expect(drawer.getByRole("button", { name: "Cancel run", exact: true })).toBeVisible();
  await expect(drawer.getByRole("progressbar").first()).toBeVisible();
  await expect(page.locator(corner).getByText("“Coupon redemption” is ready")).toBeVisible();
  await expect(drawer.getByRole("button", { name: "Run now" })).toBeVisible();
  await expect(drawer.getByRole("listitem").first()).toContainText("Finished");
});

test("shows a failed run's reason, hint and log, and retries it", async ({ page }) => {
  await openDetails(page, "Failed webhooks");
  const drawer = page.getByRole("dialog", { name: "Failed webhooks" });
  const run = drawer.getByRole("listitem").first();
  await expect(run).toContainText("Failed");
  await run.getByRole("button", { name: /Show log/ }).click();
  await expect(run.getByRole("log")).toContainText("Error:");
  await run.getByRole("button", { name: /^Retry run/ }).click();
  await expect(page.locator(corner).getByText("“Failed webhooks” is ready")).toBeVisible();
});

test("an error stays in the corner until it was read", async ({ page }) => {
  await page.clock.install();
  await openWindow(page);
  await openDetails(page, "Failed webhooks");
  await page.getByRole("button", { name: "Run now" }).click();
  const alert = page.locator(corner).getByRole("alert");
  await expect(alert).toContainText("“Failed webhooks” failed");
  await page.mouse.move(0, 0);
  await page.clock.runFor("10:00");
  await expect(alert).toBeVisible();
  await alert.getByRole("button", { name: /^Dismiss/ }).click();
  await expect(alert).toHaveCount(0);
});

test("downloads, verifies and shows where the file is", async ({ page }) => {
  await openDetails(page, "Coupon redemption");
  const run = page.getByRole("dialog").getByRole("listitem").first();
  await run.getByRole("button", { name: /^Download the file of run/ }).click();
  await expect(page.locator(corner).getByText(/^Saved as/)).toBeVisible();
  await run.getByRole("button", { name: /^Actions of run/ }).click();
  await page.getByRole("menuitem", { name: "Verify file" }).click();
  await expect(page.locator(corner).getByText(/the file is intact/)).toBeVisible();
});

test("deletes after one question that names it, and brings it back", async ({ page }) => {
  await openDetails(page, "Coupon redemption");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const question = page.getByRole("dialog", { name: "Delete “Coupon redemption”?" });
  await question.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("41 exports")).toBeVisible();
  await expect(page.getByRole("grid").getByTitle("Coupon redemption", { exact: true })).toHaveCount(0);
  await page.locator(corner).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("grid").getByTitle("Coupon redemption", { exact: true })).toBeVisible();
});

test("Esc closes a menu first, then the drawer", async ({ page }) => {
  await openDetails(page, "Coupon redemption");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(page.getByRole("dialog", { name: "Coupon redemption" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("another row takes the drawer over", async ({ page }) => {
  await openDetails(page, "Coupon redemption");
  await openDetails(page, "New stores");
  await expect(page.getByText("This export hasn’t run yet.")).toBeVisible();
});

test("compares two runs and saves the differences", async ({ page }) => {
  await openDetails(page, "Coupon redemption");
  await page.getByRole("button", { name: "Compare two runs…" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Compare two runs" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "id", exact: true })).toBeChecked();
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "Unchanged" })).toBeVisible();
  await expect(page.getByRole("table").first()).toBeVisible();
  await page.getByRole("radio", { name: "Removed" }).check({ force: true });
  await expect(page.locator("li .kind").first()).toHaveText("Removed");
  await page.getByRole("button", { name: "Save all as CSV…" }).click();
  await expect(page.locator(corner).getByText(/^Every difference was saved/)).toBeVisible();
  await page.getByRole("button", { name: "Back to the export" }).click();
  await expect(page.getByRole("dialog", { name: "Coupon redemption" })).toBeVisible();
});

test("compares with the run of another export, and can be stopped", async ({ page }) => {
  // It is stopped while it goes on, however slow the computer is.
  await openWindow(page, { comparing: "600000" });
  await openDetails(page, "Coupon redemption");
  await page.getByRole("button", { name: "Compare two runs…" }).click();
  const later = page.getByRole("region", { name: "Later run" });
  await later.getByRole("combobox", { name: "Export" }).fill("coupon");
  await page.getByRole("option", { name: /^Coupon redemption 2/ }).click();
  await expect(later.getByRole("combobox", { name: "Export" })).toHaveValue("Coupon redemption 2");
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(page.getByRole("button", { name: "Compare", exact: true })).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});
