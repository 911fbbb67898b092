/** Targets: saving, testing, trusting, deleting. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import { openScreen, openWindow } from "./support";

async function openTargets(page: Page, query: Record<string, string> = {}): Promise<void> {
  await openWindow(page, query);
  await openScreen(page, "Targets");
}

async function addSftp(page: Page, host: string, name = "Partner inbox"): Promise<Locator> {
  await page.getByRole("button", { name: "Add a target" }).click();
  await page.getByTestId("kind-sftp").click();
  const dialog = page.getByRole("dialog", { name: "Add: SFTP server" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("textbox", { name: "Host" }).fill(host);
  await dialog.getByRole("textbox", { name: "User" }).fill("loyalty");
  await dialog.getByLabel("Password", { exact: true }).fill("hunter2");
  return dialog;
}

test("says each target's kind, place and how many exports use it", async ({ page }) => {
  await openTargets(page);
  const card = page.getByRole("listitem").filter({ hasText: "BI inbox" });
  await expect(card).toContainText("SFTP · sftp.example.com, folder /in/loyalty/{date}, as bi-export");
  await expect(card).toContainText("2 exports use it");
  const ftp = page.getByRole("listitem").filter({ hasText: "Partner drop, old server" });
  await expect(ftp).toContainText("Not encrypted");
});

test("tests one, step by step, with times", async ({ page }) => {
  await openTargets(page, { slow: "400" });
  await page.getByRole("button", { name: "Test BI inbox" }).click();
  const steps = page.getByRole("region", { name: "Test of BI inbox" });
  await expect(steps.getByText("Finding the host…").first()).toBeVisible();
  await expect(steps.getByText("Sign in", { exact: true })).toBeVisible();
  await expect(steps.getByText("Everything works.")).toBeVisible();
  await expect(steps.getByRole("listitem")).toHaveCount(8);
  await expect(steps.getByRole("listitem").last()).toContainText(/Remove it.*\d ms/);
});

test("a step that fails says why and what to do, and nothing is tried behind it", async ({ page }) => {
  await openTargets(page);
  await page.getByRole("button", { name: "Test Partner drop, old server" }).click();
  const steps = page.getByRole("region", { name: "Test of Partner drop, old server" });
  await expect(steps).toContainText("Can't reach ftp.unreachable.example.com:21");
  await expect(steps).toContainText("Check the host and port, or whether a VPN is needed.");
  await expect(steps.getByRole("listitem")).toHaveCount(2);
});

test("a test can be stopped", async ({ page }) => {
  await openTargets(page, { slow: "400" });
  await page.getByRole("button", { name: "Test BI inbox" }).click();
  await page.getByRole("button", { name: "Stop testing BI inbox" }).click();
  await expect(page.getByRole("region", { name: "Test of BI inbox" })).toContainText("The test was stopped");
  await expect(page.getByRole("button", { name: "Test BI inbox" })).toBeVisible();
});

test("an unknown server asks with its fingerprint before anything is sent", async ({ page }) => {
  await openTargets(page);
  const dialog = await addSftp(page, "sftp.partner.example.com");
  await dialog.getByRole("button", { name: "Test" }).click();
  const question = dialog.getByRole("group", { name: "Is this the right server?" });
  await expect(question).toContainText("SHA256:t0mY5kq0H3v7u1Qm8vWJc2rKz1e9B6xNfLwP4dSaG8E");
  await expect(dialog.getByText("Sign in", { exact: true })).toHaveCount(0);
  await question.getByRole("button", { name: "Trust this server" }).click();
  await expect(dialog.getByText("Everything works.")).toBeVisible();
});

test("a server that isn't trusted leaves the test without a trace", async ({ page }) => {
  await openTargets(page);
  const dialog = await addSftp(page, "sftp.partner.example.com");
  await dialog.getByRole("button", { name: "Test" }).click();
  await dialog.getByRole("group", { name: "Is this the right server?" }).getByRole("button", { name: "Cancel" }).click();
  await expect(dialog.getByRole("region", { name: /^Test of/ })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Test" }).click();
  await expect(dialog.getByRole("group", { name: "Is this the right server?" })).toBeVisible();
});

test("a changed key is a hard stop that explains itself", async ({ page }) => {
  await openTargets(page);
  const dialog = await addSftp(page, "sftp.changed.example.com");
  await dialog.getByRole("button", { name: "Test" }).click();
  const alert = dialog.getByRole("alert", { name: "The server’s key has changed" });
  await expect(alert).toContainText("Trusted before");
  await expect(alert).toContainText("Shown now");
  await expect(dialog.getByRole("button", { name: "Trust this server" })).toHaveCount(0);
});

test("what is missing is said beside its field, and the first one has the focus", async ({ page }) => {
  await openTargets(page);
  await page.getByRole("button", { name: "Add a target" }).click();
  await page.getByTestId("kind-s3").click();
  const dialog = page.getByRole("dialog", { name: "Add: S3 storage" });
  await dialog.getByRole("button", { name: "Save target" }).click();
  await expect(dialog.getByText("Give it a name.")).toBeVisible();
  await expect(dialog.getByText("Type the bucket’s name.")).toBeVisible();
  await expect(dialog.getByText("Paste the secret access key.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toBeFocused();
  await dialog.getByRole("textbox", { name: "Name" }).fill("BI inbox");
  await expect(dialog.getByText(/“BI inbox” exists already/)).toBeVisible();
});

test("plain FTP says that it isn't encrypted where it is chosen", async ({ page }) => {
  await openTargets(page);
  await page.getByRole("button", { name: "Add a target" }).click();
  await expect(page.getByTestId("kind-ftp")).toContainText("Not encrypted");
  await page.getByTestId("kind-ftp").click();
  await expect(page.getByText("Plain FTP isn’t encrypted")).toBeVisible();
  await page.getByRole("button", { name: "Another kind" }).click();
  await page.getByTestId("kind-ftps").click();
  await expect(page.getByText("Plain FTP isn’t encrypted")).toHaveCount(0);
});

test("the encryption moves the port along, and what was typed otherwise stays", async ({ page }) => {
  await openTargets(page);
  await page.getByRole("button", { name: "Add a target" }).click();
  await page.getByTestId("kind-ftps").click();
  const port = page.getByRole("textbox", { name: "Port" });
  await expect(port).toHaveValue("21");
  await page.getByLabel(/^Encryption/).click();
  await page.getByRole("option", { name: /^Implicit/ }).click();
  await expect(port).toHaveValue("990");
  await port.fill("2121");
  await page.getByLabel(/^Encryption/).click();
  await page.getByRole("option", { name: /^Explicit/ }).click();
  await expect(port).toHaveValue("2121");
});

test("a saved password is never shown; it is kept, or replaced", async ({ page }) => {
  await openTargets(page);
  await page.getByRole("button", { name: "Edit Finance" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit “Finance”" });
  await expect(dialog.getByText("Saved in the keychain")).toBeVisible();
  await dialog.getByRole("button", { name: "Replace the saved password" }).click();
  await expect(dialog.getByLabel("Password", { exact: true })).toBeFocused();
  await expect(dialog.getByLabel("Password", { exact: true })).toHaveValue("");
  await dialog.getByRole("button", { name: "Save target" }).click();
  await expect(dialog.getByText("Type the password.")).toBeVisible();
  await dialog.getByRole("button", { name: "Keep the saved one" }).click();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Finance inbox");
  await dialog.getByRole("button", { name: "Save target" }).click();
  await expect(page.getByRole("heading", { name: "Finance inbox" })).toBeVisible();
});

test("how it is delivered is said in a line and changed below it", async ({ page }) => {
  await openTargets(page);
  await page.getByRole("button", { name: "Edit Finance" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit “Finance”" });
  const options = dialog.getByRole("button", { name: /^How it is delivered/ });
  await expect(options).toContainText("keeps both, with a number · tried for 12 hours");
  await options.click();
  await dialog.getByRole("textbox", { name: "Bandwidth limit" }).fill("fast");
  await dialog.getByRole("checkbox", { name: "Write an empty .ready file after it" }).check();
  await options.click();
  await dialog.getByRole("button", { name: "Save target" }).click();
  await expect(dialog.getByText("Type a whole number from 8 to 1048576, or nothing.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Bandwidth limit" }).fill("512");
  await options.click();
  await expect(options).toContainText("keeps both, with a number · .ready marker · at most 512 KiB/s · tried for 12 hours");
});

test("one in use isn't deleted; another goes after one question", async ({ page }) => {
  await openTargets(page);
  await page.getByRole("button", { name: "Delete Finance" }).click();
  const refused = page.getByRole("dialog", { name: "“Finance” is in use" });
  await expect(refused).toContainText("1 export delivers to it.");
  await refused.getByRole("button", { name: "Close" }).first().click();
  const dialog = await addSftp(page, "sftp.example.com");
  await dialog.getByRole("button", { name: "Save target" }).click();
  await page.getByRole("button", { name: "Delete Partner inbox" }).click();
  await page.getByRole("dialog", { name: "Delete “Partner inbox”?" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "Partner inbox" })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Finance" })).toBeVisible();
});

test("a first target by keyboard alone", async ({ page }) => {
  await openTargets(page, { targets: "none" });
  await expect(page.getByRole("heading", { name: "Files stay on this computer" })).toBeVisible();
  await page.getByRole("button", { name: "Add a target" }).first().focus();
  await page.keyboard.press("Enter");
  await page.getByTestId("kind-sftp").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("Inbox");
  await page.keyboard.press("Tab");
  await page.keyboard.type("sftp.example.com");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("anna");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: "SSH agent" }).waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page.getByText("The keys that this computer’s SSH agent holds are offered.")).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Inbox" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
