/** Sets: exports that are delivered together. */
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, openDetails, openWindow, picture } from "./support";

const bar = (page: Page) => page.getByRole("toolbar", { name: "Selected exports" });
const corner = (page: Page) => page.getByRole("region", { name: "Notifications" });

async function together(page: Page, names: string[]) {
  for (const name of names) await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();
  await bar(page).getByRole("button", { name: "Export together…" }).click();
}

test.beforeEach(async ({ page }) => openWindow(page));

test("one export alone is no set", async ({ page }) => {
  await page.getByRole("checkbox", { name: "Select New stores", exact: true }).check();
  await expect(bar(page).getByRole("button", { name: "Export together…" })).toBeDisabled();
});

test("a new set asks before what was typed is dropped", async ({ page }) => {
  await together(page, ["New stores", "Coupon redemption"]);
  const dialog = page.getByRole("dialog", { name: "Export together" });
  await dialog.getByLabel("Name", { exact: true }).fill("Acme together");
  await page.keyboard.press("Escape");
  const question = dialog.getByRole("alertdialog", { name: /aren’t saved yet/ });
  await question.getByRole("button", { name: "Go on editing" }).click();
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("Acme together");
});

test("a set is made of selected exports, runs, and shows the rows of each", async ({ page }) => {
  await together(page, ["Gold customers, 90 days", "New stores", "Coupon redemption"]);
  const dialog = page.getByRole("dialog", { name: "Export together" });
  const members = dialog.getByRole("list", { name: "Exports in the set, in their order" });
  await expect(members.getByRole("listitem")).toHaveCount(3);
  // What can't be in a set is said, not dropped silently.
  await expect(members.getByRole("listitem").filter({ hasText: "Coupon redemption" })).toContainText("Without its schedule");
  await dialog.getByRole("button", { name: "Remove New stores from the set" }).click();
  const first = await members.getByRole("listitem").first().locator("bdi").innerText();
  await dialog.getByRole("button", { name: `Move ${first} down` }).click();
  await expect(members.getByRole("listitem").last()).toContainText(first);
  // Without a name there is no set.
  await dialog.getByRole("button", { name: "Create set" }).click();
  await expect(dialog).toContainText("Give it a name.");
  await dialog.getByLabel("Name", { exact: true }).fill("Acme together");
  await expectAccessible(page);
  await picture(page, "set");
  await dialog.getByRole("button", { name: "Create set" }).click();
  await expect(corner(page)).toContainText("“Acme together” was created");
  const details = page.getByRole("dialog", { name: "Acme together" });
  await expect(details).toContainText("2 exports · created");
  await expect(details).toContainText("One zip archive");
  await details.getByRole("button", { name: "Run now" }).click();
  await expect(details.getByRole("button", { name: "Download", exact: true })).toBeVisible({ timeout: 20_000 });
  await details.getByRole("button", { name: "Run 1, show log" }).click();
  await expect(details.getByTestId("run-members").getByRole("listitem")).toHaveCount(2);
  await expect(details.getByTestId("run-members")).toContainText(`${first}.csv`);
  await expect(details.getByRole("button", { name: "Compare two runs…" })).toHaveCount(0);
  await expectAccessible(page);
  await picture(page, "set-details");
});

test("a set is edited in its own dialog, and the last but one export stays", async ({ page }) => {
  await together(page, ["Gold customers, 90 days", "New stores"]);
  await page.getByTestId("set-name").fill("Pair");
  await page.getByRole("button", { name: "Create set" }).click();
  const details = page.getByRole("dialog", { name: "Pair" });
  await details.getByRole("button", { name: "Edit", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Edit “Pair”" });
  await dialog.getByRole("radio", { name: "Files side by side" }).check({ force: true });
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(corner(page)).toContainText("“Pair” was saved");
  await expect(details).toContainText("Files side by side");
  await details.getByRole("button", { name: "Edit", exact: true }).click();
  await dialog.getByRole("button", { name: "Remove New stores from the set" }).click();
  await expect(dialog).toContainText("A set needs at least two exports.");
  await expect(dialog.getByRole("button", { name: "Save", exact: true })).toBeDisabled();
  // What would be lost is asked about.
  await page.keyboard.press("Escape");
  await expect(dialog).toContainText("Your changes aren’t saved yet.");
});

test("a set can’t be in a set", async ({ page }) => {
  await together(page, ["Gold customers, 90 days", "New stores"]);
  await page.getByTestId("set-name").fill("Pair");
  await page.getByRole("button", { name: "Create set" }).click();
  await page.getByRole("button", { name: "Close details" }).click();
  await openDetails(page, "Pair");
  await page.getByRole("button", { name: "Close details" }).click();
  await page.getByRole("checkbox", { name: "Select Pair", exact: true }).check();
  await bar(page).getByRole("button", { name: "Export together…" }).click();
  await expect(corner(page)).toContainText("A set can’t be in another set");
});
