/** What a key brings over any screen: the command palette, the shortcuts, the handbook. */
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, expectFits, openDetails, openScreen, openWindow, picture } from "./support";
import { beginEvents } from "./wizard.support";

const options = (page: Page) => page.getByRole("dialog", { name: "Command palette" }).getByRole("option");

async function openPalette(page: Page, search: string): Promise<void> {
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: "Search exports, screens and actions" });
  await expect(box).toBeFocused();
  await box.fill(search);
}

test("Ctrl K finds an export from any screen, and Enter opens it", async ({ page }) => {
  await openWindow(page);
  await openScreen(page, "Settings");
  await openPalette(page, "2 coupon");
  await expect(options(page).first()).toContainText("Coupon redemption 2");
  await expectAccessible(page);
  await picture(page, "palette");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Coupon redemption 2" })).toBeVisible();
});

test("Ctrl Enter runs the export that is chosen", async ({ page }) => {
  await openWindow(page);
  await openPalette(page, "gold");
  await expect(options(page).first()).toContainText("Gold customers, 90 days");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog", { name: "Command palette" })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Notifications" })).toContainText("Gold customers, 90 days");
});

test("the palette leads to screens and does what the screens' buttons do", async ({ page }) => {
  await openWindow(page);
  await openPalette(page, "schedules screen");
  await page.getByRole("option", { name: "Schedules", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Schedules" })).toBeVisible();
  await openPalette(page, "add target");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Add a target" })).toBeVisible();
  await page.keyboard.press("Escape");
  await openPalette(page, "dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await openPalette(page, "nothing like this");
  await expect(page.getByText("Nothing found for “nothing like this”")).toBeVisible();
});

test("the palette begins with what was looked at last, without what was deleted", async ({ page }) => {
  await openWindow(page);
  for (const name of ["Gold customers, 90 days", "Coupon redemption"]) {
    await openDetails(page, name);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await page.keyboard.press("Control+k");
  await expect(options(page).nth(0)).toContainText("Coupon redemption");
  await expect(options(page).nth(1)).toContainText("Gold customers, 90 days");
  await page.keyboard.press("Escape");
  await openDetails(page, "Coupon redemption");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Delete “Coupon redemption”?" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("41 exports")).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(options(page).nth(0)).toContainText("Gold customers, 90 days");
});

test("the palette leads out of the wizard, and what was made there is kept as a draft", async ({ page }) => {
  await beginEvents(page, "Half done");
  await openPalette(page, "targets screen");
  await page.getByRole("option", { name: "Targets", exact: true }).click();
  await openScreen(page, "Exports");
  await expect(page.getByText(/Draft of “Half done”/)).toBeVisible();
});

test("? shows the shortcuts, but not while something is typed", async ({ page }) => {
  await openWindow(page);
  await page.getByRole("searchbox", { name: "Search exports" }).press("?");
  await expect(page.getByRole("searchbox", { name: "Search exports" })).toHaveValue("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Search exports" }).fill("");
  await page.getByRole("grid").focus();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet).toContainText("Command palette");
  await expectAccessible(page);
  await picture(page, "shortcuts");
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
});

test("F1 opens the handbook at what the screen is about", async ({ page }) => {
  await openWindow(page);
  await openScreen(page, "Targets");
  await page.keyboard.press("F1");
  const handbook = page.getByRole("dialog", { name: "Handbook" });
  await expect(handbook.getByRole("heading", { level: 3, name: "Targets" })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page);
  await picture(page, "handbook");
  await handbook.getByRole("button", { name: "What is never sent" }).click();
  await expect(handbook.getByRole("article")).toContainText("Export Desk has no telemetry.");
});

test("the handbook is searched by words, and opens over the wizard without leaving it", async ({ page }) => {
  await beginEvents(page, "Half done");
  await page.keyboard.press("F1");
  const handbook = page.getByRole("dialog", { name: "Handbook" });
  await handbook.getByRole("searchbox", { name: "Search the handbook" }).fill("skipped hour");
  await expect(handbook.getByRole("navigation", { name: "Chapters" }).getByRole("listitem")).toHaveText(["Schedules and clock rules"]);
  await expect(handbook.getByRole("article")).toContainText("02:30 becomes 03:30");
  await handbook.getByRole("searchbox", { name: "Search the handbook" }).fill("nothing like this");
  await expect(handbook.getByRole("status")).toHaveText("Nothing found for “nothing like this”");
  await page.keyboard.press("Escape");
  await expect(handbook).toHaveCount(0);
  await expect(page.getByTestId("export-name")).toHaveValue("Half done");
});
