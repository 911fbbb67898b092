/** Encrypted files: partners' keys and passwords, in the wizard and in a profile. */
import { expect, test } from "@playwright/test";
import { expectAccessible, openWindow } from "./support";
import { beginEvents, customise, go } from "./wizard.support";

test("a file is encrypted to a partner's key and signed", async ({ page }) => {
  await beginEvents(page);
  await go(page, "format");
  await customise(page);
  await page.getByTestId("encryption-pgp").check();
  await expect(page.getByText("Add the public key of everyone who may read the file.")).toBeVisible();

  // A private key that is pasted by mistake isn't kept.
  await page.getByRole("textbox", { name: "Or paste a key" }).fill("-----BEGIN PGP PRIVATE KEY BLOCK-----\nsecret");
  await page.getByRole("button", { name: "Add pasted key" }).click();
  await expect(page.getByRole("alert")).toContainText("This is a private key");
  await expect(page.getByRole("textbox", { name: "Or paste a key" })).toHaveValue("");
  await expect(page.getByTestId("pgp-key")).toHaveCount(0);

  await page.getByTestId("add-pgp-key").click();
  const key = page.getByTestId("pgp-key");
  await expect(key).toContainText("Northwind files <files@northwind.example>");
  await expect(key).toContainText("Encrypts with sub-key");
  await expect(key).toContainText("RSA 3072");
  await expect(key).toContainText("no run encrypts to an expired one");
  await expect(page.getByTestId("preview")).toContainText("The file is encrypted; this is what is inside.");

  await page.getByTestId("ending-asc").check();
  await page.getByTestId("signature-yes").check();
  await page.getByTestId("save-signing-key").click();
  await expect(page.getByTestId("signing-key")).toContainText("Signs as Aurora exports");
  await expectAccessible(page);

  // A preset changes how the file is written, not who can read it.
  await page.getByTestId("preset-Excel").click();
  await expect(key).toHaveCount(1);
  await expect(page.getByText("PGP for 1 key (.asc), signed").first()).toBeVisible();
  await key.getByRole("button", { name: /^Remove the key of Northwind/ }).click();
  await expect(key).toHaveCount(0);
});

test("a key that was pasted is taken with the next step, or the step stays", async ({ page }) => {
  await beginEvents(page);
  await go(page, "format");
  await customise(page);
  await page.getByTestId("encryption-pgp").check();
  const box = page.getByRole("textbox", { name: "Or paste a key" });
  await box.fill("no key");
  await page.getByTestId("next").click();
  await expect(page.getByRole("alert")).toContainText("There is no PGP key in it");
  await expect(box).toBeVisible();
  await box.fill("-----BEGIN PGP PUBLIC KEY BLOCK-----\nPartner <files@partner.example>|");
  await page.getByTestId("next").click();
  await expect(box).toHaveCount(0);
  await go(page, "format");
  await expect(page.getByTestId("pgp-key")).toContainText("Partner <files@partner.example>");
});

test("a profile protects zips by a password in the keychain", async ({ page }) => {
  await openWindow(page);
  await page.getByRole("navigation", { name: "Screens" }).getByRole("button", { name: /^Profiles/ }).click();
  await page.getByTestId("add-profile").click();
  await page.getByTestId("profile-name").fill("Bank");
  await page.getByTestId("encryption-password").check();
  await expect(page.getByText("Windows Explorer can’t open such files.")).toBeVisible();
  await page.getByRole("textbox", { name: "Name of the password" }).fill("Bank");
  await expect(page.getByTestId("zip-password")).toContainText("No password is saved");
  const password = page.getByRole("textbox", { name: "Password", exact: true });
  await password.fill("short");
  await expect(page.getByTestId("save-zip-password")).toBeDisabled();
  await page.getByLabel("Save it though it is short").check();
  await expect(page.getByTestId("save-zip-password")).toBeEnabled();
  await password.fill("correct horse battery");
  await page.getByTestId("save-zip-password").click();
  await expect(page.getByTestId("zip-password")).toContainText("A password is saved under this name.");
  await expectAccessible(page);
  await page.getByTestId("save-profile").click();
  await expect(page.getByTestId("profile-Bank")).toContainText("password (AES-256)");
});
