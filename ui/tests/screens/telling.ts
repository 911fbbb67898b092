/** Who is told what became of a run, and by what. */
import { expect, test } from "@playwright/test";
import { openDetails, openScreen, openWindow } from "./support";
import { beginEvents, go } from "./wizard.support";

const corner = "section[aria-label=Notifications]";

test("an export tells people by e-mail", async ({ page }) => {
  await beginEvents(page, "For finance", { mail: "1" });
  await go(page, "target");
  const part = page.getByTestId("tell-people");
  await part.getByRole("checkbox", { name: "Send an e-mail when a run ends" }).check();
  const to = part.getByRole("textbox", { name: "To" });
  await to.fill("anna@aurora.example");
  await to.press("Enter");
  await to.pressSequentially("bela@aurora.example,");
  await to.fill("nobody");
  await to.press("Tab");
  await expect(part).toContainText("“nobody” isn’t an e-mail address. Write it as name@company.com, or remove it.");
  await expect(page.getByTestId("create-and-run")).toBeDisabled();
  await part.getByRole("button", { name: "Remove nobody" }).click();
  await expect(part).not.toContainText("isn’t an e-mail address");
  // The last one comes back into the box to be put right.
  await expect(to).toBeFocused();
  await page.keyboard.press("Backspace");
  await expect(to).toHaveValue("bela@aurora.example");
  await to.press("Enter");
  await part.getByRole("checkbox", { name: "Attach the file" }).check();
  await expect(part).not.toContainText("No e-mail server is set up yet");
  await go(page, "review");
  await expect(page.getByTestId("review-email")).toHaveText("E-mail to anna@aurora.example and bela@aurora.example when a run is ready or fails, with the file");
  await page.getByTestId("create-and-run").click();
  await openDetails(page, "For finance");
  await expect(page.getByRole("dialog", { name: "For finance" })).toContainText("E-mail to anna@aurora.example and bela@aurora.example");
});

test("several addresses are pasted at once, and nobody is reproached too early", async ({ page }) => {
  await beginEvents(page, "For many");
  await go(page, "target");
  const part = page.getByTestId("tell-people");
  await part.getByRole("checkbox", { name: "Send an e-mail when a run ends" }).check();
  await expect(part).not.toContainText("goes to nobody");
  const to = part.getByRole("textbox", { name: "To" });
  await to.focus();
  await to.press("Tab");
  await expect(part).toContainText("The e-mail goes to nobody. Type an address, or switch the e-mail off.");
  await to.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "Anna Lee <anna@x.org>; bela@x.org\ncyd@x.org");
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(part.getByRole("listitem")).toHaveText([/anna@x.org/, /bela@x.org/, /cyd@x.org/]);
  await part.getByRole("radio", { name: /^When it fails/ }).check();
  await expect(part.getByRole("checkbox", { name: "Attach the file" })).toBeHidden();
  // Without a server it says where to set one up; the draft is kept meanwhile.
  await part.getByRole("button", { name: "Set it up in Settings" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await openScreen(page, "Exports");
  await page.getByRole("button", { name: "Continue" }).click();
  await go(page, "review");
  await expect(page.getByTestId("review-email")).toHaveText("E-mail to anna@x.org, bela@x.org and cyd@x.org when a run fails");
});

test("a click on a notification opens its export", async ({ page }) => {
  await openWindow(page, { clicked: "40" });
  await expect(page.getByRole("dialog", { name: "Coupon redemption" })).toBeVisible();
});

test("chooses which notifications are shown", async ({ page }) => {
  await openWindow(page);
  await openScreen(page, "Settings");
  const ready = page.getByRole("checkbox", { name: "An export is ready" });
  await ready.uncheck();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.getByRole("checkbox", { name: /^Show notifications/ }).uncheck();
  await expect(ready).toBeDisabled();
  await openScreen(page, "Exports");
  await openScreen(page, "Settings");
  await expect(ready).not.toBeChecked();
  await expect(page.getByRole("checkbox", { name: "An export failed" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Start when I log in to this computer" })).not.toBeChecked();
});

test("sets up the e-mail server, checked beside its fields, and tests it", async ({ page }) => {
  await openWindow(page);
  await openScreen(page, "Settings");
  const mail = page.getByRole("region", { name: "E-mail" });
  const save = mail.getByRole("button", { name: "Save e-mail server" });
  await expect(save).toBeDisabled();
  await mail.getByRole("textbox", { name: "Server" }).fill("smtp.aurora.example:465");
  await mail.getByRole("textbox", { name: "User" }).fill("exports");
  await save.click();
  for (const words of ["Type the name alone, such as smtp.company.com", "Type an address such as exports@company.com.", "Type the password of this user"]) {
    await expect(mail.getByText(words)).toBeVisible();
  }
  await mail.getByRole("textbox", { name: "Server" }).fill("smtp.aurora.example");
  await mail.getByText("TLS", { exact: true }).click();
  await expect(mail.getByRole("textbox", { name: "Port" })).toHaveValue("465");
  await mail.getByRole("textbox", { name: "From" }).fill("exports@aurora.example");
  await mail.getByRole("textbox", { name: "Password" }).fill("secret");
  await save.click();
  await expect(page.locator(corner).getByText("The e-mail server was saved")).toBeVisible();
  await expect(mail.getByText("Saved in the keychain; type to replace it.")).toBeVisible();
  await expect(mail.getByRole("textbox", { name: "Password" })).toHaveValue("");

  await mail.getByRole("button", { name: "Send a test…" }).click();
  const dialog = page.getByRole("dialog", { name: "Send a test message" });
  await expect(dialog.getByRole("textbox", { name: "To" })).toHaveValue("exports@aurora.example");
  await dialog.getByRole("textbox", { name: "To" }).fill("refused@elsewhere.example");
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("doesn't take mail for refused@elsewhere.example");
  await dialog.getByRole("textbox", { name: "To" }).fill("anna@aurora.example");
  await page.keyboard.press("Enter");
  await expect(page.locator(corner).getByText("The server took the test message to anna@aurora.example")).toBeVisible();

  await mail.getByRole("button", { name: "Remove…" }).click();
  await page.getByRole("dialog", { name: "Remove the e-mail server?" }).getByRole("button", { name: "Remove" }).click();
  await expect(mail.getByRole("textbox", { name: "Server" })).toHaveValue("");
  await expect(mail.getByRole("button", { name: "Send a test…" })).toHaveCount(0);
});

test("says what to do when the keychain or the tray can't be used", async ({ page }) => {
  await openWindow(page, { keychain: "none", tray: "none" });
  await openScreen(page, "Settings");
  const mail = page.getByRole("region", { name: "E-mail" });
  await expect(mail.getByRole("status").filter({ hasText: "The keychain can’t be used" })).toContainText("Start a secret service such as GNOME Keyring");
  await expect(page.getByText("This desktop shows no tray icons")).toBeVisible();
  await mail.getByRole("textbox", { name: "Server" }).fill("smtp.aurora.example");
  await mail.getByRole("textbox", { name: "From" }).fill("exports@aurora.example");
  await mail.getByRole("textbox", { name: "User" }).fill("exports");
  await mail.getByRole("textbox", { name: "Password" }).fill("secret");
  await mail.getByRole("button", { name: "Save e-mail server" }).click();
  await expect(mail.getByRole("alert")).toContainText("This computer has no keychain");
  await expect(mail.getByRole("textbox", { name: "Password" })).toHaveValue("secret");
});
