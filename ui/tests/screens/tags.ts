/** Tags and favourites in the list. */
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, openWindow, picture } from "./support";

const row = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByTitle(name, { exact: true }) });
const bar = (page: Page) => page.getByRole("toolbar", { name: "Selected exports" });
const show = (page: Page) => page.getByRole("combobox", { name: /^Show:/ });

test.beforeEach(async ({ page }) => openWindow(page));

test("several exports get tags, which narrow the list and are found", async ({ page }) => {
  for (const name of ["Gold customers, 90 days", "New stores"]) await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();
  await bar(page).getByRole("button", { name: "Tags…" }).click();
  const dialog = page.getByRole("dialog", { name: "Tags of 2 exports" });
  await dialog.getByLabel("New tag").fill("quarterly, nightly run");
  await dialog.getByLabel("New tag").press("Enter");
  await expect(dialog.getByRole("checkbox")).toHaveCount(2);
  await expectAccessible(page);
  await picture(page, "tags-dialog");
  await dialog.getByRole("button", { name: "Save tags" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row(page, "New stores")).toContainText("quarterly");
  await bar(page).getByRole("button", { name: "Clear selection" }).click();

  // One of them loses a tag: the others keep it, and the dialog says how many have it.
  await row(page, "New stores").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Tags…" }).click();
  await page.getByRole("dialog").getByRole("checkbox", { name: "nightly run" }).uncheck();
  await page.getByRole("dialog").getByRole("button", { name: "Save tags" }).click();
  await expect(row(page, "New stores")).not.toContainText("nightly run");
  await expect(row(page, "Gold customers, 90 days")).toContainText("nightly run");

  await row(page, "New stores").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Add to favourites" }).click();
  await expect(row(page, "New stores").getByRole("img", { name: "Favourite" })).toBeVisible();
  await expectAccessible(page);
  await picture(page, "tags");

  await show(page).click();
  await page.getByRole("option", { name: /nightly run/ }).click();
  await expect(page.getByText("1 of 42 exports", { exact: true })).toBeVisible();
  await show(page).click();
  await page.getByRole("option", { name: /Favourites/ }).click();
  await expect(row(page, "New stores")).toBeVisible();
  await expect(page.getByText("1 of 42 exports", { exact: true })).toBeVisible();
  await show(page).click();
  await page.getByRole("option", { name: "all", exact: true }).click();
  await page.getByLabel("Search exports").fill("QUARTERLY");
  await expect(page.getByText("2 of 42 exports", { exact: true })).toBeVisible();
});
