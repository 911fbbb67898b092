/** Connections: adding, testing, deleting, and their offline copy. */
import { expect, test, type Page } from "@playwright/test";
import { openScreen, openWindow } from "./support";
import { go } from "./wizard.support";

const corner = "section[aria-label=Notifications]";

test.beforeEach(async ({ page }) => {
  await openWindow(page);
  await openScreen(page, "Connections");
});

async function choose(page: Page, kind: string): Promise<void> {
  await page.getByRole("button", { name: "Add a connection" }).click();
  await page.getByTestId(`kind-${kind}`).click();
}

async function more(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `More for ${name}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("tests a connection and says what was found and what is wrong", async ({ page }) => {
  await page.getByRole("button", { name: "Test Warehouse drop" }).click();
  await expect(page.getByText("5 data models found, 1 problem")).toBeVisible();
  await expect(page.getByText(/is missing in customers.csv/)).toBeVisible();
});

test("adds a folder, checked beside its fields", async ({ page }) => {
  await choose(page, "folder");
  const dialog = page.getByRole("dialog", { name: "Add: Folder with files" });
  await dialog.getByRole("button", { name: "Save connection" }).click();
  await expect(dialog.getByText("Give it a name.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("button", { name: "Choose folder…" }).click();
  await expect(dialog.getByRole("textbox", { name: "Folder" })).toHaveValue("/srv/exports/aurora");
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("aurora");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Warehouse drop");
  await dialog.getByRole("button", { name: "Save connection" }).click();
  await expect(dialog.getByText(/exists already/)).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Nightly files");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Nightly files" })).toBeVisible();
});

test("adds a database with TLS, tests it, and leads to its mapping", async ({ page }) => {
  await choose(page, "postgres");
  const dialog = page.getByRole("dialog", { name: "Add: PostgreSQL" });
  await expect(dialog.getByLabel(/^Encryption/)).toContainText("TLS, the certificate is checked");
  await dialog.getByRole("textbox", { name: "Name" }).fill("Points archive");
  await dialog.getByRole("textbox", { name: "Host" }).fill("db.example.com");
  await dialog.getByRole("textbox", { name: "Database" }).fill("archive");
  await dialog.getByRole("textbox", { name: "User" }).fill("reader");
  await dialog.getByLabel(/^Password/).fill("wrong");
  await dialog.getByRole("button", { name: "Test" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Check the user and the password.");
  await dialog.getByLabel(/^Password/).fill("right");
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Test" }).click();
  await expect(dialog.getByText("3 data models found")).toBeVisible();
  await dialog.getByRole("button", { name: "Save connection" }).click();
  await expect(page.getByText("PostgreSQL · archive at db.example.com, as reader")).toBeVisible();
  await page.locator(corner).getByRole("button", { name: "Open mapping" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mapping" })).toBeVisible();
});

test("a connection without TLS is labelled so", async ({ page }) => {
  await expect(page.getByRole("listitem").filter({ hasText: "Shop, test server" })).toContainText("Not encrypted");
  await more(page, "Loyalty database", "Edit…");
  const dialog = page.getByRole("dialog", { name: "Edit “Loyalty database”" });
  await expect(dialog.getByText("Saved in the keychain")).toBeVisible();
  await dialog.getByLabel(/^Encryption/).click();
  await page.getByRole("option", { name: "None" }).click();
  await expect(dialog.getByText("This connection isn’t encrypted")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: /Own certificate authority/ })).toHaveCount(0);
});

test("a folder that isn't there is said with a hint", async ({ page }) => {
  await more(page, "Warehouse drop", "Edit…");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Folder" }).fill("/missing");
  await dialog.getByRole("button", { name: "Test" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Check the path, or choose the folder.");
});

test("deletes after one question; the demo brand stays", async ({ page }) => {
  await expect(page.getByRole("button", { name: /^More for Demo/ })).toHaveCount(0);
  await more(page, "Warehouse drop", "Delete");
  await page.getByRole("dialog", { name: "Delete “Warehouse drop”?" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "Warehouse drop" })).toHaveCount(0);
});

test("an offline copy is sized before, made, and its age shown where it is used", async ({ page }) => {
  await more(page, "Shop, test server", "Offline copy…");
  const dialog = page.getByRole("dialog", { name: "Offline copy of Shop, test server" });
  await dialog.getByRole("button", { name: "Save and copy now" }).click();
  await expect(dialog.getByText("Choose at least one data model.")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Events" }).check();
  await expect(dialog.getByText("About 6,412,880 rows, 513 MB, in 15 s")).toBeVisible();
  await dialog.getByLabel(/^Rows of Events/).click();
  await page.getByRole("option", { name: "last days" }).click();
  await dialog.getByRole("textbox", { name: "Days of Events" }).fill("x");
  await expect(dialog.getByText("Type a whole number of days from 1 to 36500.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Days of Events" }).fill("36");
  await expect(dialog.getByText("About 320,644 rows, 25.7 MB, in 1 s")).toBeVisible();
  await dialog.getByTestId("schedule-daily").check();
  await dialog.getByRole("button", { name: "Save and copy now" }).click();
  await expect(page.locator(corner).getByText("The offline copy is fresh: 320,644 rows")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Shop, test server" })).toContainText(/offline copy from (today|yesterday)/);
  await openScreen(page, "Exports");
  await page.getByRole("button", { name: "New export" }).first().click();
  await page.getByRole("combobox", { name: /^Connection/ }).or(page.getByLabel(/^Connection/)).first().click();
  await page.getByRole("option", { name: "Shop, test server" }).click();
  await expect(page.getByText(/^Uses the offline copy from (today|yesterday)/)).toBeVisible();
  await page.getByTestId("model-events").click();
  await expect(page.getByTestId("preview-count")).toContainText(/offline copy from (today|yesterday)/);
  await go(page, "review");
  await expect(page.getByTestId("review-model")).toContainText(/offline copy from (today|yesterday)/);
});

test("days between full copies that can’t be read aren’t saved as never", async ({ page }) => {
  await more(page, "Loyalty database", "Offline copy…");
  const dialog = page.getByRole("dialog", { name: "Offline copy of Loyalty database" });
  await dialog.getByRole("textbox", { name: "Days between full copies" }).fill("weekly");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog.getByText("Type a whole number of days from 1 to 3650.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Days between full copies" }).fill("14");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(dialog).toHaveCount(0);
});

test("a copy is stopped while it is made, and removed", async ({ page }) => {
  await more(page, "Loyalty database", "Offline copy…");
  const dialog = page.getByRole("dialog", { name: "Offline copy of Loyalty database" });
  await expect(dialog.getByText("1,204,510 rows, 96.4 MB")).toBeVisible();
  await dialog.getByRole("button", { name: "Save and copy now" }).click();
  await dialog.getByRole("button", { name: "Stop" }).click();
  await expect(dialog.getByRole("button", { name: "Save", exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: "Remove the copy" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Loyalty database" })).not.toContainText("offline copy");
});
