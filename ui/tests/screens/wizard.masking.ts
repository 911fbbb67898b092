/** Masked columns: chosen in a column's settings, shown in the preview, with a key of their own. */
import { expect, test } from "@playwright/test";
import { expectAccessible, expectFits, openScreen, picture } from "./support";
import { chooseFields, file, go, openWizard, settled } from "./wizard.support";

test("a hashed address, a part of a name and a new key", async ({ page }) => {
  await openWizard(page);
  await page.getByTestId("model-customers").click();
  await go(page, "name");
  await page.getByTestId("export-name").fill("Audience");
  await chooseFields(page, ["email", "mobile_phone", "last_name"]);

  await page.getByRole("button", { name: "Settings of E-mail" }).click();
  const mask = page.getByTestId("column-0").getByTestId("mask");
  await mask.getByRole("combobox", { name: /^Mask\b/ }).click();
  await page.getByRole("option", { name: /^SHA-256/ }).click();
  await expect(mask).toContainText("Pseudonymous, not anonymous");
  await expect(mask).toContainText("Filters, order of rows and aggregation use the true values.");
  // Other words make no sense of what is masked.
  await expect(page.getByTestId("column-0").getByTestId("value-map")).toHaveCount(0);
  await mask.getByRole("combobox", { name: /^Value is normalised as/ }).click();
  await page.getByRole("option", { name: /^E-mail for Meta/ }).click();
  await settled(page);
  await expect(file(page)).toContainText(/\n[0-9a-f]{64},/);
  await expectAccessible(page);
  await expectFits(page);
  await picture(page, "masking-hash");

  // A keyed hash keeps the recipe and asks for a key, which is made here.
  await mask.getByRole("combobox", { name: /^Mask\b/ }).click();
  await page.getByRole("option", { name: /^Keyed hash/ }).click();
  await mask.getByRole("combobox", { name: /^Key\b/ }).click();
  await page.getByRole("option", { name: "New key…" }).click();
  const made = page.getByTestId("new-mask-key");
  await made.getByRole("textbox", { name: "Name of the key" }).fill("Partner");
  await made.getByRole("textbox", { name: "Own key" }).fill("too short");
  await made.getByRole("button", { name: "Save the key" }).click();
  await expect(made).toContainText("The key has fewer than 16 bytes");
  await made.getByRole("textbox", { name: "Own key" }).fill("");
  await made.getByRole("button", { name: "Make the key" }).click();
  await expect(made).toHaveCount(0);
  await expect(mask).toContainText(/Key id [0-9a-f]{16}/);
  await expect(mask.getByRole("combobox", { name: /^Value is normalised as/ })).toContainText("E-mail for Meta");

  // Phone numbers are read only where their country is told.
  await page.getByRole("button", { name: "Settings of Mobile phone" }).click();
  const phone = page.getByTestId("column-1").getByTestId("mask");
  await phone.getByRole("combobox", { name: /^Mask\b/ }).click();
  await page.getByRole("option", { name: /^SHA-256/ }).click();
  await phone.getByRole("combobox", { name: /^Value is normalised as/ }).click();
  await page.getByRole("option", { name: /^Phone, \+36/ }).click();
  await phone.getByRole("combobox", { name: /^Numbers without \+/ }).click();
  await page.getByRole("option", { name: "Are of one country" }).click();
  await phone.getByRole("textbox", { name: "Country code" }).fill("36");
  await phone.getByRole("textbox", { name: "Digits dropped at the start" }).fill("06");
  await phone.getByRole("combobox", { name: /^What isn’t a phone number/ }).click();
  await page.getByRole("option", { name: "Is left empty and counted" }).click();

  await page.getByRole("button", { name: "Settings of Last name" }).click();
  const name = page.getByTestId("column-2").getByTestId("mask");
  await name.getByRole("combobox", { name: /^Mask\b/ }).click();
  await page.getByRole("option", { name: /^Keep a part/ }).click();
  await name.getByRole("textbox", { name: "First characters" }).fill("1");
  await name.getByRole("textbox", { name: "Last characters" }).fill("");
  await settled(page);
  await expect(file(page)).toContainText(/\n[0-9a-f]{64},[0-9a-f]*,\p{L}\*+/u);
  await expectFits(page);
  await picture(page, "masking-columns");

  await go(page, "review");
  await expect(page.getByTestId("review-fields")).toContainText("3 columns masked");
});

test("Settings has the keys, to be copied and deleted", async ({ page }) => {
  await page.goto("/?maskkey=1");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await openScreen(page, "Settings");
  const keys = page.getByTestId("mask-keys");
  await expect(keys).toContainText("Key id 83186bb6eae762d3");
  await page.getByRole("button", { name: "Delete the key “Partner”" }).click();
  await page.getByRole("button", { name: "Delete key", exact: true }).click();
  await expect(page.getByText("No key yet.")).toBeVisible();
});
