/** From the wizard's Target step to what the drawer says of each delivery. */
import { expect, test } from "@playwright/test";
import { expectAccessible, expectFits, openDetails, openWindow, picture } from "./support";
import { beginEvents, go } from "./wizard.support";

const corner = "section[aria-label=Notifications]";

test("several targets can be chosen; where the file arrives is shown before", async ({ page }) => {
  await beginEvents(page, "Points: “all”");
  await go(page, "target");
  await expect(page.getByText("This computer").first()).toBeVisible();
  await page.getByRole("checkbox", { name: "BI inbox" }).check();
  await page.getByRole("checkbox", { name: "Data lake" }).check();
  const arrivals = page.getByTestId("arrival");
  await expect(arrivals.first()).toHaveText(/^sftp:\/\/sftp\.example\.com\/in\/loyalty\/\d{4}-\d{2}-\d{2}\/Points- “all”\.zip$/);
  await expect(arrivals.last()).toHaveText(/^s3:\/\/aurora-exports\/loyalty\/events\/\d{4}-\d{2}-\d{2}\/Points- “all”\.zip$/);
  await expect(page.getByTestId("step-target")).toContainText("BI inbox and 1 other");
  await go(page, "review");
  await expect(page.getByTestId("review-target")).toContainText("This computer, BI inbox and Data lake");
  await expect(page.getByTestId("review-target")).toContainText("sftp://sftp.example.com/in/loyalty/");
});

test("warns of a name that every run has, and of a target that isn't encrypted", async ({ page }) => {
  await beginEvents(page);
  await go(page, "target");
  await page.getByRole("checkbox", { name: "Partner drop, old server" }).check();
  await expect(page.getByText(/each file replaces the one before/)).toBeVisible();
  await expect(page.getByText(/Plain FTP isn’t encrypted/)).toBeVisible();
  await go(page, "review");
  await expect(page.getByRole("region", { name: "Worth a second look" }).getByRole("button")).toHaveCount(2);
  await go(page, "name");
  await page.getByTestId("file-name").fill("{name}-{run}");
  await go(page, "target");
  await expect(page.getByText(/each file replaces the one before/)).toHaveCount(0);
});

test("a target is added in place and chosen at once", async ({ page }) => {
  await beginEvents(page);
  await go(page, "target");
  await page.getByRole("button", { name: "Add a target" }).click();
  await page.getByTestId("kind-folder").click();
  const dialog = page.getByRole("dialog", { name: "Add: Another folder" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Team drive");
  await dialog.getByRole("button", { name: "Choose folder…" }).click();
  await expect(dialog.getByRole("textbox", { name: "Folder" })).toHaveValue("/srv/exports/aurora");
  await dialog.getByRole("button", { name: "Save target" }).click();
  await expect(page.getByRole("checkbox", { name: "Team drive" })).toBeChecked();
  await expect(page.getByTestId("arrival")).toHaveText("/srv/exports/aurora/Points by store.zip");
  await page.getByRole("button", { name: "Edit Team drive" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Team drive, new");
  await page.getByRole("button", { name: "Save target" }).click();
  await expect(page.getByRole("checkbox", { name: "Team drive, new" })).toBeChecked();
  await expect(page.getByText(/doesn’t exist any more/)).toHaveCount(0);
});

test("a run delivers with rate and time left, and says how each file was checked", async ({ page }) => {
  await beginEvents(page, "Nightly points");
  await go(page, "target");
  await page.getByRole("checkbox", { name: "BI inbox" }).check();
  await go(page, "review");
  await page.getByRole("button", { name: "Create and run now" }).click();
  const toast = page.locator(corner).getByRole("group", { name: "Nightly points" });
  await expect(toast.getByText(/^Delivering to BI inbox · .+\/s · .+ left$/)).toBeVisible();
  await expect(page.locator(corner).getByText("“Nightly points” is ready")).toBeVisible();
  await openDetails(page, "Nightly points");
  const run = page.getByRole("dialog").getByRole("listitem").first();
  await expect(run).toContainText(/BI inbox\s*Delivered · checked by size and SHA-256/);
  await run.getByRole("button", { name: /Show log/ }).click();
  await expect(run.getByText("Arrived as")).toBeVisible();
  await expect(run).toContainText("SHA256:t0mY5kq0");
});

test("made, not delivered: the file is kept, delivered again or downloaded", async ({ page }) => {
  await openWindow(page);
  await openDetails(page, "Reward catalogue");
  const drawer = page.getByRole("dialog", { name: "Reward catalogue" });
  const run = drawer.getByRole("listitem").first();
  await expect(run).toContainText("Made, not delivered");
  await expect(run).toContainText("The file is complete and kept on this computer.");
  await expect(run).toContainText("Can't reach ftp.unreachable.example.com:21");
  await run.getByRole("button", { name: /^Download the file of run/ }).click();
  await expect(page.locator(corner).getByText(/^Saved as/)).toBeVisible();
  const rows = await run.locator(".amount").innerText();
  await run.getByRole("button", { name: /^Retry delivery of run/ }).click();
  await expect(page.locator(corner).getByRole("alert")).toContainText("“Reward catalogue” is ready, delivery failed");
  expect(await run.locator(".amount").innerText()).toBe(rows);
});

for (const theme of ["light", "dark"] as const) {
  test(`the step and the drawer, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await beginEvents(page);
    await go(page, "target");
    await page.getByRole("checkbox", { name: "BI inbox" }).check();
    await page.getByRole("checkbox", { name: "Partner drop, old server" }).check();
    await picture(page, `wizard-targets-${theme}`);
    await expectAccessible(page);
    await page.setViewportSize({ width: 900, height: 600 });
    await expectFits(page);
    await picture(page, `wizard-targets-${theme}-narrow`);
    await page.setViewportSize({ width: 1280, height: 800 });
    await go(page, "review");
    await picture(page, `wizard-targets-review-${theme}`);
    await page.getByRole("button", { name: "Close" }).click();
    await openDetails(page, "Reward catalogue");
    await page.getByRole("button", { name: /Show log/ }).first().click();
    await picture(page, `undelivered-${theme}`);
    await expectAccessible(page);
    await openDetails(page, "Coupon redemption");
    await page.getByRole("button", { name: /Show log/ }).first().click();
    await page.getByText("Arrived as").first().waitFor();
    await picture(page, `delivered-${theme}`);
    await expectAccessible(page);
    await page.setViewportSize({ width: 900, height: 600 });
    await expectFits(page);
    await picture(page, `delivered-${theme}-narrow`);
  });
}
