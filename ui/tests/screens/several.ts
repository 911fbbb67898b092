/** Several exports at once: selecting, running, pausing, deleting. */
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, openWindow, picture } from "./support";

const row = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByTitle(name, { exact: true }) });
const bar = (page: Page) => page.getByRole("toolbar", { name: "Selected exports" });
const corner = (page: Page) => page.getByRole("region", { name: "Notifications" });

test.beforeEach(async ({ page }) => openWindow(page));

test("boxes, Ctrl and Shift select rows, and nothing opens", async ({ page }) => {
  await page.getByRole("checkbox", { name: "Select Points issued by store", exact: true }).check();
  await row(page, "Coupon redemption").click({ modifiers: ["Shift"], position: { x: 90, y: 20 } });
  await expect(bar(page).getByRole("status")).toHaveText("3 selected");
  await row(page, "Gold customers, 90 days").click({ modifiers: ["Control"], position: { x: 90, y: 20 } });
  await expect(bar(page).getByRole("status")).toHaveText("2 selected");
  await expect(page.getByRole("row", { selected: true })).toHaveCount(2);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expectAccessible(page);
  await picture(page, "several");
  await bar(page).getByRole("button", { name: "Clear selection" }).click();
  await expect(bar(page)).toHaveCount(0);
});

test("rows are selected by the keyboard alone, those far away too", async ({ page }) => {
  await openWindow(page, { history: "300" });
  await page.getByRole("grid").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(bar(page).getByRole("status")).toHaveText("3 selected");
  await page.keyboard.press("Shift+ArrowUp");
  await expect(bar(page).getByRole("status")).toHaveText("2 selected");
  await page.keyboard.press("Control+Space");
  await expect(bar(page).getByRole("status")).toHaveText("1 selected");
  await page.keyboard.press("Shift+End");
  await expect(bar(page).getByRole("status")).toHaveText("299 selected");
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  await page.keyboard.press("Control+a");
  await expect(bar(page).getByRole("status")).toHaveText("300 selected");
});

test("several are deleted, and come back", async ({ page }) => {
  for (const name of ["Gold customers, 90 days", "New stores"]) await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();
  await bar(page).getByRole("button", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete 2 exports?" });
  await expect(dialog.getByRole("listitem")).toHaveText(["Gold customers, 90 days", "New stores"]);
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("40 exports", { exact: true })).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
  await corner(page).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("42 exports", { exact: true })).toBeVisible();
  await expect(row(page, "New stores")).toBeVisible();
});

test("several run, and several schedules are paused and resumed", async ({ page }) => {
  for (const name of ["Coupon redemption", "Points issued by store"]) await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();
  await bar(page).getByRole("button", { name: "Pause", exact: true }).click();
  await expect(row(page, "Coupon redemption")).toContainText("Paused");
  await bar(page).getByRole("button", { name: "Resume", exact: true }).click();
  await expect(row(page, "Coupon redemption")).not.toContainText("Paused");
  await bar(page).getByRole("button", { name: "Run", exact: true }).click();
  await expect(corner(page)).toContainText("2 exports started");
});

test("a search leaves nothing selected that isn't shown", async ({ page }) => {
  await page.getByRole("checkbox", { name: "Select all exports in the list" }).check();
  await expect(bar(page).getByRole("status")).toHaveText("42 selected");
  await page.getByRole("searchbox", { name: "Search exports" }).fill("coupon");
  await expect(bar(page)).toHaveCount(0);
});
