/** Profiles: the list, the editor with its live file, a partner's sample, and their use in the wizard. */
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, expectFits, openDetails, openWindow, picture } from "./support";
import { beginEvents, file, go, openWizard, settled } from "./wizard.support";

async function openProfiles(page: Page, query: Record<string, string> = {}): Promise<void> {
  await openWindow(page, query);
  await page.getByRole("navigation", { name: "Screens" }).getByRole("button", { name: /^Profiles/ }).click();
  await page.getByRole("heading", { level: 1, name: "Profiles" }).waitFor();
}

test("a profile is made, changed and shown with its versions", async ({ page }) => {
  await openProfiles(page);
  await page.getByTestId("add-profile").click();
  await page.getByTestId("save-profile").click();
  await expect(page.getByText("Give the profile a name.")).toBeVisible();
  await page.getByTestId("profile-name").fill("Bank");
  await page.getByTestId("profile-file-name").fill("BANK_{seq:06}");
  await page.getByRole("radio", { name: /^Semicolon/ }).check();
  await expect(file(page)).toContainText("id;customer");
  await page.getByTestId("save-profile").click();
  const card = page.getByTestId("profile-Bank");
  await expect(card).toContainText("semicolon");
  await expect(card).toContainText("version 1");

  await card.getByRole("button", { name: "Edit Bank" }).click();
  await page.getByRole("textbox", { name: "Note" }).fill("Nightly");
  await page.getByTestId("save-profile").click();
  await expect(card).toContainText("version 2");
  await card.getByRole("button", { name: "More actions for Bank" }).click();
  await page.getByRole("menuitem", { name: "Versions" }).click();
  await expect(page.getByTestId("versions").getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Use version 1 again" }).click();
  await expect(card).toContainText("version 3");
  await expect(card).not.toContainText("Nightly");

  await card.getByRole("button", { name: "More actions for Bank" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(card).toHaveCount(0);
});

test("what was changed isn't lost by leaving", async ({ page }) => {
  await openProfiles(page);
  await page.getByRole("button", { name: "Edit Northwind card partner" }).click();
  await page.getByRole("textbox", { name: "Note" }).fill("Changed");
  await page.getByRole("navigation", { name: "Screens" }).getByRole("button", { name: /^Targets/ }).click();
  const question = page.getByRole("dialog", { name: "Discard the changes?" });
  await question.getByRole("button", { name: "Keep editing" }).click();
  await expect(page.getByRole("textbox", { name: "Note" })).toHaveValue("Changed");
  await page.getByRole("button", { name: "Profiles", exact: true }).first().click();
  await question.getByRole("button", { name: "Discard changes" }).click();
  await expect(page.getByTestId("profile-Northwind card partner")).toContainText("specification 3.2");
});

test("a partner's sample becomes a profile once its settings are confirmed", async ({ page }) => {
  await openProfiles(page, { profiles: "none" });
  await expect(page.getByRole("heading", { name: "No profile yet" })).toBeVisible();
  await page.getByTestId("from-sample").click();
  await expect(page.getByTestId("guesses")).toContainText("Each of 40 lines has 5 of it.");
  await expect(page.getByTestId("guesses").getByRole("row", { name: /Encoding/ })).toContainText("likely");
  await expectAccessible(page);
  await picture(page, "profile-sample");
  await page.getByTestId("use-sample").click();
  await expect(page.getByTestId("profile-name")).toHaveValue("cards_20261103");
  await expect(page.getByRole("radio", { name: /^Windows-1250/ })).toBeChecked();
  await page.getByTestId("save-profile").click();
  await expect(page.getByTestId("profile-cards_20261103")).toBeVisible();
});

test("an export takes a profile, follows it, and may leave it", async ({ page }) => {
  await beginEvents(page, "Cards");
  await go(page, "format");
  const receiver = page.getByRole("combobox", { name: "Receiver’s profile" });
  await receiver.fill("Northwind");
  await page.getByRole("option", { name: /^Northwind card partner/ }).click();
  await expect(page.getByText("This export follows the profile’s changes. It is version 2 now.")).toBeVisible();
  await expect(page.getByTestId("format-summary")).toContainText("pipe");
  await expect(file(page)).toContainText("id|customer");
  await go(page, "name");
  await expect(page.getByTestId("file-name-example")).toContainText(/^NW_CARDS_\d{8}_000001\.zip$/);
  await go(page, "review");
  await expect(page.getByTestId("review-format")).toContainText("profile Northwind card partner");
  await go(page, "format");
  await page.getByTestId("detach").click();
  await expect(receiver).toHaveValue("No profile");
  await expect(page.getByRole("radio", { name: /^Pipe/ })).toBeChecked();
});

test("values that a receiver wouldn't read exactly are told before the run, and by it", async ({ page }) => {
  await openWizard(page);
  await page.getByTestId("model-customers").click();
  await go(page, "format");
  await page.getByRole("combobox", { name: "Receiver’s profile" }).fill("PostgreSQL");
  await page.getByRole("option", { name: /^PostgreSQL COPY/ }).click();
  await page.getByRole("tab", { name: "Will it load?" }).click();
  await expect(page.getByTestId("preview-load")).toContainText("PostgreSQL COPY will read these rows exactly");
  await page.getByRole("combobox", { name: "Receiver’s profile" }).fill("Google");
  await page.getByRole("option", { name: /^Google Sheets/ }).click();
  await settled(page);
  await expect(page.getByTestId("findings")).toContainText("Google Sheets");
  await expectAccessible(page);
  await picture(page, "profile-findings");
});

test("files of a run of several", async ({ page }) => {
  await openWindow(page);
  await openDetails(page, "Gold customers, 90 days");
  const drawer = page.getByRole("dialog", { name: "Gold customers, 90 days" });
  await expect(drawer).toContainText("3 files");
  await expect(drawer).toContainText("sequence 87");
  await drawer.getByRole("button", { name: /Show log/ }).first().click();
  await expect(drawer.getByTestId("run-files").getByRole("listitem")).toHaveCount(3);
  await expect(drawer.getByTestId("findings")).toContainText("1,204");
  await expectAccessible(page);
  await picture(page, "run-files");
});

test("several files, companions and lines around the rows", async ({ page }) => {
  await beginEvents(page, "Cards");
  await go(page, "format");
  await page.getByTestId("files").click();
  await page.getByRole("textbox", { name: "After the rows" }).fill("TRL{rows:08}");
  await page.getByTestId("split").getByLabel(/^The rows are in/).click();
  await page.getByRole("option", { name: "files of so many rows" }).click();
  await page.getByRole("textbox", { name: "Rows in a file, at most" }).fill("500000");
  await page.getByTestId("add-companion-control").click();
  await expect(page.getByTestId("companion-0-name")).toHaveValue("{name}_control.txt");
  await page.getByTestId("add-companion-sha256").click();
  await expect(page.getByTestId("format-summary")).toContainText("a new file after 500,000 rows, 1 line around the rows, with {name}_control.txt and {file}.sha256");
  await expectAccessible(page);
  await picture(page, "files-form");
  await go(page, "name");
  await expect(page.getByTestId("file-name")).toHaveValue("{name}_{part:03}");
  await page.getByTestId("file-name").fill("{name}");
  await expect(page.getByText("All parts would have one name.").first()).toBeVisible();
  await go(page, "format");
  await page.getByTestId("files").click();
  await page.getByTestId("split").getByLabel(/^The rows are in/).click();
  await page.getByRole("option", { name: "one file" }).click();
  await expect(page.getByText("All parts would have one name.")).toHaveCount(0);
});

for (const theme of ["light", "dark"] as const) {
  test(`how profiles look, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await openProfiles(page);
    const pictures = async (name: string) => {
      await expectAccessible(page);
      await picture(page, `${name}-${theme}`);
      await page.setViewportSize({ width: 900, height: 600 });
      await expectFits(page);
      await picture(page, `${name}-${theme}-narrow`);
      await page.setViewportSize({ width: 1280, height: 800 });
    };
    await pictures("profiles");
    await page.getByRole("button", { name: "Edit Northwind card partner" }).click();
    await expect(file(page)).toContainText("id|customer");
    await pictures("profile-editor");
  });
}
