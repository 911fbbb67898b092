/** Files that are dropped on the window open the right thing. */
import { expect, test, type Page } from "@playwright/test";
import { openScreen, openWindow } from "./support";

const drop = (page: Page, path: string) => page.evaluate((detail) => window.dispatchEvent(new CustomEvent("fake-drop", { detail: [detail] })), path);

test.beforeEach(async ({ page }) => openWindow(page));

test("a definition opens in the wizard, to be looked at", async ({ page }) => {
  await openScreen(page, "Settings");
  await drop(page, "/home/k.nagy/Gold.json");
  await expect(page.getByTestId("wizard")).toBeVisible();
  await expect(page.getByTestId("export-name")).not.toHaveValue("");
});

test("what isn't a definition is said", async ({ page }) => {
  await drop(page, "/home/k.nagy/broken.json");
  await expect(page.getByRole("alert").filter({ hasText: "This isn't a definition" })).toBeVisible();
  await drop(page, "/home/k.nagy/photo.png");
  await expect(page.getByRole("alert").filter({ hasText: "“photo.png” can’t be opened" })).toBeVisible();
});

test("a table begins a connection to its folder, from any screen", async ({ page }) => {
  await drop(page, "/data/brand/members.csv");
  const dialog = page.getByRole("dialog", { name: "Add: Folder with files" });
  await expect(dialog.getByRole("textbox", { name: "Folder" })).toHaveValue("/data/brand");
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("brand");
  // What stands in a dialog isn't replaced.
  await dialog.getByRole("textbox", { name: "Name" }).fill("Mine");
  await drop(page, "/data/shop.sqlite");
  await expect(page.getByText("Close the dialog first, then drop the file again")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Mine");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await drop(page, "/data/shop.sqlite");
  await expect(page.getByRole("dialog", { name: /^Add: SQLite/ })).toBeVisible();
});
