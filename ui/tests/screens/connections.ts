import { expect, test } from "@playwright/test";
import { openScreen, openWindow } from "./support";

test.beforeEach(async ({ page }) => {
  await openWindow(page);
  await openScreen(page, "Connections");
});

test("tests a connection and says what was found and what is wrong", async ({ page }) => {
  await page.getByRole("button", { name: "Test Warehouse drop" }).click();
  await expect(page.getByText("5 data models found, 1 problem")).toBeVisible();
  await expect(page.getByText(/is missing in customers.csv/)).toBeVisible();
});

test("adds a folder, checked beside its fields", async ({ page }) => {
  await page.getByRole("button", { name: "Add a folder" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a folder" });
  await dialog.getByRole("button", { name: "Save connection" }).click();
  await expect(dialog.getByText("Type a name, so that you know it again.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("button", { name: "Choose…" }).click();
  await expect(dialog.getByRole("textbox", { name: "Folder" })).toHaveValue("/srv/exports/aurora");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Warehouse drop");
  await dialog.getByRole("button", { name: "Save connection" }).click();
  await expect(dialog.getByText(/exists already/)).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Nightly files");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Nightly files" })).toBeVisible();
});

test("a folder that isn't there is said with a hint", async ({ page }) => {
  await page.getByRole("button", { name: "Edit Warehouse drop" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Folder" }).fill("/missing");
  await dialog.getByRole("button", { name: "Test" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Check the path, or choose the folder.");
});

test("deletes after one question; the demo brand stays", async ({ page }) => {
  await expect(page.getByRole("button", { name: /^Delete Demo/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Delete Warehouse drop" }).click();
  await page.getByRole("dialog", { name: "Delete “Warehouse drop”?" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "Warehouse drop" })).toHaveCount(0);
});
