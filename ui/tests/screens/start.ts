import { expect, test } from "@playwright/test";
import { openWindow } from "./support";

test("first start: a recipe is one click from a finished file", async ({ page }) => {
  await openWindow(page, { history: "empty" });
  await expect(page.getByRole("heading", { name: "Welcome to Export Desk" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Make this file/ })).toHaveCount(3);
  await page.getByRole("button", { name: "Make this file: Points by action, 90 days" }).click();
  await expect(page.getByRole("grid")).toBeVisible();
  await expect(page.getByText("“Points by action, 90 days” is ready")).toBeVisible();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Points by action, 90 days" }).getByRole("button", { name: "Download", exact: true })).toBeVisible();
});

test("first start leads to the own data", async ({ page }) => {
  await openWindow(page, { history: "empty" });
  await page.getByRole("button", { name: /^Connect your data/ }).click();
  await expect(page.getByRole("dialog", { name: "Add a connection" })).toBeVisible();
});

test("a damaged history is said, and moved aside on request", async ({ page }) => {
  await openWindow(page, { history: "damaged" });
  await expect(page.getByRole("alert")).toContainText("is damaged");
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await page.getByRole("button", { name: "Set it aside and start with an empty history" }).click();
  await expect(page.getByRole("heading", { name: "Welcome to Export Desk" })).toBeVisible();
  await expect(page.getByText(/history-damaged-/)).toBeVisible();
});
