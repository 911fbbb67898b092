import { expect, test } from "@playwright/test";
import { expectAccessible, openDetails, openScreen, openWindow, picture } from "./support";

test.beforeEach(async ({ page }) => openWindow(page));

const rows = "[role=row][aria-rowindex]:not([aria-rowindex='1'])";

test("shows the newest exports first, with their facts", async ({ page }) => {
  const first = page.locator(rows).first();
  await expect(first).toContainText("Points issued by store");
  await expect(first).toContainText("Events");
  // Minutes ago, which just after midnight was yesterday.
  await expect(first).toContainText(/Today|Yesterday/);
  await expect(first).toContainText("Finished");
  await expect(page.getByRole("columnheader", { name: "Created at" })).toHaveAttribute("aria-sort", "descending");
  await expect(page.getByText("42 exports")).toBeVisible();
});

test("says the exact bytes on hover", async ({ page }) => {
  await expect(page.locator(rows).first().getByTitle(/^[\d,]+ bytes$/)).toHaveText(/^[\d.]+ (KB|MB)$/);
});

test("says why the latest run failed, in one line", async ({ page }) => {
  const failed = page.locator(rows).filter({ hasText: "Failed webhooks" });
  await expect(failed.getByText("Failed", { exact: true })).toBeVisible();
  await expect(failed.locator(".status [title]")).toHaveAttribute("title", /\S/);
});

test("sorts by name and back by clicking the header", async ({ page }) => {
  const header = page.getByRole("columnheader", { name: "Name" });
  await header.getByRole("button").click();
  await expect(header).toHaveAttribute("aria-sort", "ascending");
  await expect(page.locator(rows).first()).toContainText("Birthdays this month");
  await header.getByRole("button").click();
  await expect(header).toHaveAttribute("aria-sort", "descending");
  await expect(page.locator(rows).first()).not.toContainText("Birthdays this month");
});

test("searches the whole history by Ctrl F, and Esc shows all again", async ({ page }) => {
  await page.keyboard.press("Control+f");
  const search = page.getByRole("searchbox", { name: "Search exports" });
  await expect(search).toBeFocused();
  await page.keyboard.type("COUPON");
  await expect(page.getByText(/^\d+ of 42 exports$/)).toBeVisible();
  await expect(page.locator(rows).first()).toContainText(/coupon/i);
  await page.keyboard.press("Escape");
  await expect(page.getByText("42 exports", { exact: true })).toBeVisible();
});

test("Ctrl F leads to the search from other screens too", async ({ page }) => {
  await openScreen(page, "Settings");
  await page.keyboard.press("Control+f");
  await expect(page.getByRole("searchbox", { name: "Search exports" })).toBeFocused();
});

test("keys go on from a clicked row", async ({ page }) => {
  // At their beginning: the drawer stands over the rest.
  const position = { x: 60, y: 20 };
  await page.locator(rows).nth(1).click({ position });
  await page.locator(rows).nth(2).click({ position });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Failed webhooks" })).toBeVisible();
  await page.getByRole("grid").focus();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("says when nothing matches, and leads back", async ({ page }) => {
  await page.getByRole("searchbox").fill("nothing like this");
  await expect(page.getByRole("heading", { name: "No export matches" })).toBeVisible();
  await page.getByRole("button", { name: "Show all exports" }).click();
  await expect(page.locator(rows).first()).toBeVisible();
});

test("filters by status", async ({ page }) => {
  await page.getByRole("combobox", { name: /^Status:/ }).click();
  await page.getByRole("option", { name: "Failed" }).click();
  await expect(page.getByText(/^\d+ of 42 exports$/)).toBeVisible();
  const statuses = await page.locator(`${rows} .status`).allInnerTexts();
  expect(statuses.length).toBeGreaterThan(0);
  expect(statuses.every((text) => text.startsWith("Failed"))).toBe(true);
});

test("is used with the keyboard alone", async ({ page }) => {
  const grid = page.getByRole("grid");
  await grid.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const active = await grid.getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${active}"]`)).toContainText("Coupon redemption");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Coupon redemption" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(grid).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.locator("[aria-rowindex='43']")).toBeVisible();
});

test("a running export shows percent, bar, stage and time left in its row", async ({ page }) => {
  await openWindow(page, { running: "1" });
  const row = page.locator(rows).first();
  await expect(row.getByText(/^Processing \d+%$/)).toBeVisible();
  await expect(row.getByRole("progressbar")).toBeVisible();
  await expect(row.getByText(/^Exporting · \d+ s left$/)).toBeVisible();
  await expect(page.getByText("1 running")).toBeVisible();
});

test("a corner toast follows a run and can be hidden or cancel it", async ({ page }) => {
  await openWindow(page, { running: "1" });
  const corner = page.getByRole("region", { name: "Notifications" });
  await expect(corner.getByRole("progressbar")).toBeVisible();
  await corner.getByRole("button", { name: /^Hide Points/ }).click();
  await expect(corner.getByRole("progressbar")).toHaveCount(0);
  await expect(page.locator(rows).first().getByRole("progressbar")).toBeVisible();

  await openWindow(page, { running: "1" });
  await corner.getByRole("button", { name: "Cancel Points issued by store" }).click();
  await expect(corner.getByText("“Points issued by store” was cancelled")).toBeVisible();
  await expect(page.locator(rows).first().getByRole("progressbar")).toHaveCount(0);
});

test("a draft is offered and can be discarded", async ({ page }) => {
  await openWindow(page, { draft: "1" });
  await expect(page.getByText(/Draft of “Points by action, 90 days”/)).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByText(/Draft of/)).toHaveCount(0);
});

test("waits for a slow engine without blinking", async ({ page }) => {
  await openWindow(page, { slow: "700" });
  await expect(page.locator(rows).first()).toContainText("Points issued by store");
  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  await expect(page.locator(rows).first()).toContainText("Points issued by store");
  await expect(page.locator(rows).first()).toContainText("Birthdays this month");
});

test("a definition is kept as a template, begun with, and deleted", async ({ page }) => {
  await openDetails(page, "Coupon redemption");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Save as template" }).click();
  await expect(page.getByText("“Coupon redemption” is a template now")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "New from…" }).click();
  await page.getByRole("menuitem", { name: "From a template…" }).click();
  const dialog = page.getByRole("dialog", { name: "Begin with a template" });
  await expect(dialog.getByRole("listitem")).toHaveCount(4);
  await expectAccessible(page);
  await picture(page, "templates");
  await dialog.getByRole("button", { name: /^Coupon redemption/ }).click();
  await expect(page.getByTestId("wizard")).toBeVisible();
  await expect(page.getByTestId("wizard")).toContainText("Coupon redemption");
  await page.getByTestId("close-wizard").click();

  await page.getByRole("button", { name: "New from…" }).click();
  await page.getByRole("menuitem", { name: "From a template…" }).click();
  await dialog.getByRole("button", { name: "Delete the template Coupon redemption" }).click();
  await expect(dialog.getByRole("listitem")).toHaveCount(3);
});

test("the other button of the mouse offers what can be done with a row", async ({ page }) => {
  const row = page.locator(rows).filter({ hasText: "Coupon redemption" }).first();
  await row.click({ button: "right" });
  const menu = page.getByRole("menu", { name: "Actions for Coupon redemption" });
  await expect(menu.getByRole("menuitem")).toHaveText(["Open details", "Run now", "Download", "Clone", "Edit", "Change filters…", "Change schedule…", "Pause schedule", "Add to favourites", "Tags…", "Delete"]);
  await menu.getByRole("menuitem", { name: "Pause schedule" }).click();
  await expect(row).toContainText("Paused");
  await row.click({ button: "right" });
  await menu.getByRole("menuitem", { name: "Download" }).click();
  await expect(page.getByText(/^Saved as/)).toBeVisible();
  await row.click({ button: "right" });
  await menu.getByRole("menuitem", { name: "Clone" }).click();
  await expect(page.getByTestId("wizard")).toContainText("Coupon redemption (copy)");
  await page.getByTestId("close-wizard").click();
  // From the keyboard it is that of the row that the keys are at.
  await page.getByRole("grid").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ContextMenu");
  await expect(page.getByRole("menu", { name: "Actions for Gold customers, 90 days" })).toBeVisible();
  await page.keyboard.press("Escape");
  await row.hover();
  await row.getByRole("button", { name: "Actions for Coupon redemption" }).click();
  await menu.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Delete “Coupon redemption”?" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("41 exports")).toBeVisible();
});

test("columns are chosen, and stay so", async ({ page }) => {
  const head = (name: string) => page.getByRole("columnheader", { name });
  await expect(head("Last run")).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  for (const name of ["Created at", "Next run"]) await page.getByRole("menuitemcheckbox", { name }).click();
  await page.keyboard.press("Escape");
  await expect(head("Created at")).toHaveCount(0);
  await expect(head("By")).toBeVisible();
  await openWindow(page);
  await expect(head("Created at")).toHaveCount(0);
});

test("what needs attention is one click away", async ({ page }) => {
  await page.getByRole("button", { name: "2 need attention" }).click();
  await expect(page.locator(rows).filter({ hasText: "Changes by administrators" })).toBeVisible();
  await expect(page.locator(rows).filter({ hasText: "Coupon redemption" })).toHaveCount(0);
  await page.getByRole("button", { name: "Show all exports" }).click();
  await expect(page.getByText("42 exports", { exact: true })).toBeVisible();
});

test("Ctrl with plus, minus and 0 draws everything larger, smaller and as it was", async ({ page }) => {
  const zoom = () => page.evaluate(() => document.documentElement.style.zoom);
  await page.keyboard.press("Control+=");
  await expect.poll(zoom).toBe("1.1");
  await openWindow(page);
  await expect.poll(zoom).toBe("1.1");
  for (let times = 0; times < 12; times += 1) await page.keyboard.press("Control+=");
  await expect.poll(zoom).toBe("2");
  await page.keyboard.press("Control+0");
  await page.keyboard.press("Control+-");
  await expect.poll(zoom).toBe("0.9");
});

test("the search finds words in any order", async ({ page }) => {
  await page.getByRole("searchbox", { name: "Search exports" }).fill("2 coupon");
  await expect(page.locator(rows).filter({ hasText: "Coupon redemption 2" })).toHaveCount(1);
  await expect(page.locator(rows).filter({ hasNotText: /coupon/i })).toHaveCount(0);
});

test("the search finds exports by their fields and targets", async ({ page }) => {
  const search = page.getByRole("searchbox", { name: "Search exports" });
  await search.fill("inbox bi");
  await expect(page.getByText(/^\d+ of 42 exports$/)).toBeVisible();
  await expect(page.locator(`${rows} .title`)).toHaveText(["Points issued by store", "Checkouts of last month"]);
  await search.fill("external_ids gold");
  await expect(page.locator(rows).filter({ hasNotText: "Gold customers" })).toHaveCount(0);
  await expect(page.locator(rows).first()).toContainText("Gold customers, 90 days");
});
