import { expect, test } from "@playwright/test";
import { openScreen, openWindow } from "./support";

test.beforeEach(async ({ page }) => {
  await openWindow(page);
  await openScreen(page, "Settings");
});

test("keeps each change at once and says so", async ({ page }) => {
  await page.getByRole("textbox", { name: "Brand name" }).fill("Borealis Club");
  await page.keyboard.press("Tab");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(page.locator("aside").getByText("Borealis Club")).toBeVisible();
});

test("says what is wrong beside the field, on leaving it", async ({ page }) => {
  const atOnce = page.getByRole("textbox", { name: "Exports at once" });
  await atOnce.fill("99");
  await atOnce.blur();
  await expect(page.getByText("Type a whole number from 1 to 16.")).toBeVisible();
  await expect(atOnce).toHaveAttribute("aria-invalid", "true");
  await atOnce.fill("4");
  await atOnce.blur();
  await expect(page.getByText("Type a whole number from 1 to 16.")).toHaveCount(0);

  const folder = page.getByRole("textbox", { name: "Exports folder" });
  await folder.fill("/forbidden");
  await folder.blur();
  await expect(page.getByText(/Choose a folder that you may write to/)).toBeVisible();
});

test("a name that is typed on after it was saved is kept whole", async ({ page }) => {
  const name = page.getByRole("textbox", { name: "Your name" });
  await name.fill("");
  await name.pressSequentially("Anna ");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await name.pressSequentially("Kovács");
  await expect(name).toHaveValue("Anna Kovács");
});

test("half a number of days isn’t saved: it would remove files", async ({ page }) => {
  const days = page.getByRole("textbox", { name: "Days" });
  await days.fill("3");
  // Another box is saved in less than this.
  await page.waitForTimeout(1_200);
  await expect(page.getByText("Saved", { exact: true })).toHaveCount(0);
  await days.press("Enter");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
});

test("fixes the theme", async ({ page }) => {
  await page.getByText("Dark", { exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByText("Like the system", { exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

test("finds a time zone by typing, with its offset", async ({ page }) => {
  const zone = page.getByRole("combobox", { name: "Your time zone" });
  await zone.click();
  await zone.fill("new york");
  const option = page.getByRole("option", { name: /America\/New_York/ });
  await expect(option).toContainText(/UTC−0[45]:00/);
  await zone.press("ArrowDown");
  await zone.press("Enter");
  await expect(zone).toHaveValue("America/New_York");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
});

test("what was typed but not chosen is dropped", async ({ page }) => {
  const zone = page.getByRole("combobox", { name: "Brand’s time zone" });
  await zone.click();
  await zone.fill("tokyo");
  await page.keyboard.press("Escape");
  await expect(zone).toHaveValue("Europe/Budapest");
});

test("turns the removal of files off and on", async ({ page }) => {
  await page.getByRole("checkbox", { name: "Remove finished files after some time" }).uncheck();
  await expect(page.getByRole("textbox", { name: "Days" })).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Remove finished files after some time" }).check();
  await expect(page.getByRole("textbox", { name: "Days" })).toHaveValue("90");
});

test("about shows every licence, searchable", async ({ page }) => {
  await openScreen(page, "About");
  await expect(page.getByText(/^Version \d/)).toBeVisible();
  await page.getByRole("searchbox").fill("ofl");
  await expect(page.getByText("1 of 18 packages")).toBeVisible();
  await expect(page.getByRole("cell", { name: "@fontsource-variable/inter" })).toBeVisible();
});

test("about shows the log and saves a report", async ({ page }) => {
  await openScreen(page, "About");
  const log = page.getByRole("region", { name: "Log" }).last();
  await expect(log.getByText(/tables found/)).toBeVisible();
  // The newest stands first, with all its lines.
  await expect(log.locator(".entry").first()).toContainText("tables found");
  await expect(log.getByText(/did not answer within 15 s/)).toBeVisible();
  await page.getByRole("combobox", { name: /^Show:/ }).click();
  await page.getByRole("option", { name: "Warnings and errors" }).click();
  await expect(log.locator(".entry")).toHaveCount(2);
  await page.getByRole("combobox", { name: /^Show:/ }).click();
  await page.getByRole("option", { name: "Errors", exact: true }).click();
  await expect(log.locator(".entry")).toHaveCount(1);
  await page.getByRole("button", { name: "Save report…" }).click();
  await expect(page.getByText("Report saved to /home/k.nagy/Documents/export-desk-report.zip")).toBeVisible();
});

test("About looks for updates, installs one and restarts", async ({ page }) => {
  await openWindow(page, { update: "slow" });
  await openScreen(page, "About");
  const card = page.getByRole("region", { name: "Updates" });
  await expect(card.getByRole("status")).toHaveText(/Nobody was asked yet/);
  await expect(card.getByRole("checkbox", { name: "Look for updates once a day" })).not.toBeChecked();
  await card.getByRole("button", { name: "Look for updates" }).click();
  await expect(card.getByRole("status")).toHaveText("Version 0.2.0 is there");
  await expect(card.getByText("Quicker previews of large folders.")).toBeVisible();
  await card.getByRole("button", { name: "Download and install" }).click();
  await expect(card.getByRole("progressbar")).toBeVisible();
  await card.getByRole("button", { name: "Not now" }).click();
  await expect(card.getByRole("status")).toHaveText("Version 0.2.0 is there");
  await card.getByRole("button", { name: "Download and install" }).click();
  await expect(card.getByRole("status")).toHaveText("Version 0.2.0 is installed");
  await card.getByRole("button", { name: "Restart to finish" }).click();
  await expect(page.getByText("“Points of last week” is running")).toBeVisible();
  await card.getByRole("button", { name: "Restart to finish" }).click();
  await expect(page.getByRole("heading", { name: "Exports" })).toBeVisible();
});

for (const [kind, told] of [
  ["none", "This is the newest version."],
  ["older", "The server offers 0.0.9, which is older and isn’t taken."],
  ["off", "This build doesn't know where updates come from."],
] as const) {
  test(`About says what becomes of a look for updates: ${kind}`, async ({ page }) => {
    await openWindow(page, { update: kind });
    await openScreen(page, "About");
    const card = page.getByRole("region", { name: "Updates" });
    if (kind !== "off") await card.getByRole("button", { name: "Look for updates" }).click();
    await expect(card).toContainText(told);
  });
}

for (const [kind, told] of [
  ["waits", "It is installed as soon as nothing is disturbed: “Points of last week” is running."],
  ["tampered", "was changed after it was signed"],
] as const) {
  test(`About says why an update isn’t installed: ${kind}`, async ({ page }) => {
    await openWindow(page, { update: kind });
    await openScreen(page, "About");
    const card = page.getByRole("region", { name: "Updates" });
    await card.getByRole("button", { name: "Look for updates" }).click();
    await card.getByRole("button", { name: "Download and install" }).click();
    await expect(card).toContainText(told);
  });
}
