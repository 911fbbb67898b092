/** The mapping editor: suggestions, corrections, drift, own models, files. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import { expectAccessible, openScreen, openWindow, picture } from "./support";

const corner = "section[aria-label=Notifications]";

async function openMapping(page: Page, name: string): Promise<void> {
  await openWindow(page);
  await openScreen(page, "Connections");
  await page.getByRole("button", { name: `Mapping of ${name}` }).click();
  await page.getByRole("navigation", { name: "Data models" }).waitFor();
}

async function chooseColumn(page: Page, row: Locator, column: string): Promise<void> {
  const box = row.getByRole("combobox", { name: /^Column of/ });
  await box.click();
  await box.fill(column);
  await page.getByRole("option", { name: new RegExp(`^${column}`) }).first().click();
}

async function chooseOption(page: Page, scope: Locator, label: string, option: string): Promise<void> {
  await scope.getByLabel(new RegExp(`^${label}:`)).click();
  await page.getByRole("option", { name: new RegExp(`^${option}`) }).click();
}

test("suggests by name, shows samples, and says what is missing", async ({ page }) => {
  await openMapping(page, "Shop, test server");
  await page.getByTestId("map-events").click();
  const id = page.getByTestId("field-id");
  await expect(id.getByRole("combobox", { name: "Column of ID" })).toHaveValue("id");
  await expect(id.locator(".mark")).toHaveText("suggested");
  await expect(id.locator("code")).not.toBeEmpty();
  const points = page.getByTestId("field-points");
  await expect(points).toContainText("Missing");
  await chooseColumn(page, points, "point_amount");
  await expect(points).toContainText("manually");
  await expect(page.getByText("not saved yet")).toBeVisible();
  await page.getByRole("button", { name: "Save mapping" }).click();
  await expect(page.locator(corner).getByText("The mapping was saved")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save mapping" })).toBeDisabled();
});

test("drift is said with the field's name and put right", async ({ page }) => {
  await openMapping(page, "Loyalty database");
  const customers = page.getByTestId("map-customers");
  await expect(customers).toContainText("2 problems");
  await expect(page.getByRole("alert")).toContainText("First name: the column given_name is gone.");
  await expect(page.getByRole("alert")).toContainText("Score: attributes is jsonb, which doesn’t fit number.");
  await page.getByTestId("field-first_name").getByRole("button", { name: /^Use the suggestion/ }).click();
  await page.getByTestId("field-score").getByRole("button", { name: /^Use the suggestion/ }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(customers).toContainText(/\d+ of \d+ fields/);
});

test("a field is reached inside a JSON column, with the samples at its path", async ({ page }) => {
  await openMapping(page, "Shop, test server");
  await page.getByTestId("map-customers").click();
  const birth = page.getByTestId("field-birth_date");
  await chooseColumn(page, birth, "attributes");
  await expect(birth).toContainText("doesn’t fit date");
  await birth.getByRole("combobox", { name: /^JSON path/ }).fill("birth");
  await expect(birth).toContainText("Begin it with $.");
  await birth.getByRole("combobox", { name: /^JSON path/ }).fill("$.birth.date");
  await expect(birth.locator("code")).toHaveText("1987-03-02");
});

test("any table becomes a model of one's own", async ({ page }) => {
  await openMapping(page, "Shop, test server");
  await page.getByRole("button", { name: "Create a model from a table…" }).click();
  const dialog = page.getByRole("dialog", { name: "Create a model from a table" });
  await dialog.getByRole("combobox", { name: "Table, view or file" }).fill("gift");
  await page.getByRole("option", { name: /gift_cards/ }).click();
  await expect(dialog.getByRole("textbox", { name: "Name of the model" })).toHaveValue("Gift cards");
  await expect(dialog.getByRole("checkbox", { name: "card_number is part of the key" })).toBeChecked();
  await dialog.getByRole("checkbox", { name: "Include blocked" }).uncheck();
  await dialog.getByRole("button", { name: "Add model" }).click();
  await expect(page.getByTestId("map-gift_cards")).toContainText("all 5 fields");
  await page.getByRole("button", { name: "Save mapping" }).click();
  await openScreen(page, "Exports");
  await page.getByRole("button", { name: "New export" }).first().click();
  await page.getByLabel(/^Connection/).click();
  await page.getByRole("option", { name: "Shop, test server" }).click();
  await page.getByTestId("model-gift_cards").click();
  await expect(page.getByTestId("step-model")).toContainText("Gift cards");
});

test("a delimited file in another encoding becomes a model of one's own", async ({ page }) => {
  await openMapping(page, "Warehouse drop");
  await page.getByRole("button", { name: "Create a model from a table…" }).click();
  const dialog = page.getByRole("dialog", { name: "Create a model from a table" });
  await dialog.getByRole("combobox", { name: "Table, view or file" }).fill("vouchers");
  await page.getByRole("option", { name: /vouchers/ }).click();
  const file = dialog.getByRole("region", { name: "How this file is read" });
  await expect(file.getByRole("alert")).toContainText("has another encoding");
  await expect(dialog.getByRole("button", { name: "Add model" })).toBeDisabled();
  await expect(file.getByLabel(/^Delimiter/)).toHaveText(/Semicolon/);
  await expect(file.getByRole("button", { name: "Use suggestion" })).toHaveCount(0);
  await chooseOption(page, file, "Encoding", "Windows-1252");
  await expect(file.getByText("suggested: UTF-8")).toBeVisible();
  await expect(file.getByRole("alert")).toHaveCount(0);
  const rows = file.getByRole("region", { name: "First rows of vouchers" });
  await expect(rows.getByRole("columnheader")).toHaveText(["number", "holder", "balance", "issued", "blocked", "note"]);
  await expect(rows.getByRole("row").nth(1).getByRole("cell")).toHaveText(["V-0001", "Ágnes Szabó", "25.50", "2026-10-02", "false", "\"\""]);
  await expect(rows.getByRole("row").nth(2).getByRole("cell")).toHaveText(["V-0002", "Müller; Jörg", "13", "2026-10-04", "true", "empty"]);
  await expect(dialog.getByTestId("own-balance").getByLabel(/^Type of balance/)).toHaveText(/Number/);
  await expect(dialog.getByTestId("own-issued").getByLabel(/^Type of issued/)).toHaveText(/Date/);
  await picture(page, "own-model-of-a-file");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Add model" }).click();
  await page.getByRole("button", { name: "Save mapping" }).click();
  await expect(page.locator(corner).getByText("The mapping was saved")).toBeVisible();
  await openScreen(page, "Exports");
  await openScreen(page, "Connections");
  await page.getByRole("button", { name: "Mapping of Warehouse drop" }).click();
  await page.getByTestId("map-vouchers").click();
  await expect(page.getByTestId("field-holder").locator("code")).toContainText("Ágnes Szabó");
  await expect(page.getByRole("button", { name: "How this file is read" })).toContainText("semicolon · quote \" · names in the first row · Windows-1252");
});

test("a file's settings show at once what they do to its rows", async ({ page }) => {
  await openMapping(page, "Warehouse drop");
  await page.getByTestId("map-customers").click();
  const table = page.getByRole("combobox", { name: "Table or file" });
  await table.click();
  await table.fill("vouchers");
  await page.getByRole("option", { name: /vouchers/ }).click();
  const file = page.getByTestId("file-reading");
  await expect(file.getByRole("alert")).toContainText("has another encoding");
  await expect(page.getByTestId("map-customers")).toContainText("the file can’t be read");
  await chooseOption(page, file, "Encoding", "Windows-1252");
  await expect(page.getByTestId("field-first_name")).toContainText("Missing");
  await expect(page.getByTestId("map-customers")).not.toContainText("can’t be read");
  const rows = file.getByRole("region", { name: "First rows of vouchers" });
  await file.getByRole("checkbox", { name: "First row has the column names" }).uncheck();
  await expect(rows.getByRole("columnheader").first()).toHaveText("column1");
  await chooseOption(page, file, "Delimiter", "Other");
  await file.getByRole("textbox", { name: "Character" }).fill("\"");
  await expect(file.getByRole("alert")).toContainText("two meanings");
  await expect(rows).toHaveCount(0);
  await picture(page, "file-reading");
  await file.getByRole("button", { name: "Use suggestion" }).click();
  await expect(file.getByRole("alert")).toContainText("has another encoding");
  await expect(file.getByRole("textbox", { name: "Character" })).toHaveCount(0);
  // The focus stays in the part whose button went.
  await expect(page.getByRole("button", { name: "How this file is read" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(file.getByRole("alert")).toHaveCount(0);
  await expect(file).toContainText("semicolon · quote \" · names in the first row · UTF-8");
});

test("a field without a source can't be chosen in an export", async ({ page }) => {
  await openWindow(page);
  await page.getByRole("button", { name: "New export" }).first().click();
  await page.getByLabel(/^Connection/).click();
  await page.getByRole("option", { name: "Shop, test server" }).click();
  await page.getByTestId("model-events").click();
  await page.getByTestId("step-fields").click();
  await page.getByRole("checkbox", { name: "All fields" }).uncheck();
  await expect(page.getByTestId("add-field-points")).toBeDisabled();
  await expect(page.getByTestId("add-field-points")).toContainText("no source");
  await expect(page.getByTestId("add-field-action")).toBeEnabled();
});

test("the mapping goes to a file and comes from one", async ({ page }) => {
  await openMapping(page, "Shop, test server");
  await page.getByRole("button", { name: "More for this mapping" }).click();
  await page.getByRole("menuitem", { name: "Save as file…" }).click();
  await expect(page.locator(corner).getByText("The mapping was saved as a file")).toBeVisible();
  await page.getByRole("button", { name: "More for this mapping" }).click();
  await page.getByRole("menuitem", { name: "Open from file…" }).click();
  await expect(page.getByTestId("map-customers")).toContainText(/1 of \d+ fields/);
  await page.getByRole("button", { name: "More for this mapping" }).click();
  await page.getByRole("menuitem", { name: "Suggest again" }).click();
  const question = page.getByRole("dialog", { name: "Delete this mapping and suggest it again?" });
  await expect(question).toContainText("Changes that aren’t saved yet are lost.");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByTestId("map-customers")).toContainText(/1 of \d+ fields/);
  await page.getByRole("button", { name: "More for this mapping" }).click();
  await page.getByRole("menuitem", { name: "Suggest again" }).click();
  await question.getByRole("button", { name: "Delete and suggest again" }).click();
  await expect(page.getByTestId("map-events")).toContainText(/\d+ of \d+ fields/);
});

test("leaving asks when something isn't saved", async ({ page }) => {
  await openMapping(page, "Shop, test server");
  await page.getByTestId("map-events").click();
  await chooseColumn(page, page.getByTestId("field-points"), "point_amount");
  await page.getByRole("navigation", { name: "Screens" }).getByRole("button", { name: /^Settings/ }).click();
  await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Go on editing" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mapping" })).toBeVisible();
  await page.getByRole("navigation", { name: "Screens" }).getByRole("button", { name: /^Settings/ }).click();
  await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Leave", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
});
