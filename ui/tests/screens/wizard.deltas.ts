/** Exports that take only what is new: made, run, rewound. */
import { expect, test } from "@playwright/test";
import { expectAccessible, expectFits } from "./support";
import { beginEvents, go, matching, settled } from "./wizard.support";

test("new rows by a date: chosen, said, run, begun again", async ({ page }) => {
  await beginEvents(page, "New events");
  await go(page, "filters");
  const part = page.getByTestId("delta");
  await part.getByLabel("Rows of each run").click();
  await page.getByRole("option", { name: "only new rows, by a date" }).click();
  await go(page, "review");
  await expect(page.getByTestId("review-problems")).toContainText("No date says which rows are new.");
  await go(page, "filters");
  await part.getByRole("combobox", { name: "Date of a row" }).fill("Timestamp");
  await page.getByRole("option", { name: /^Timestamp/ }).first().click();
  await part.getByRole("textbox", { name: "Leave out the last" }).fill("15");
  await expect(page.getByTestId("delta-sentence")).toHaveText("Only rows whose Timestamp is new since the last delivered run, up to 15 minutes before the run");
  await expectFits(page);
  await expectAccessible(page);
  await settled(page);
  await expect(matching(page)).toContainText(/full, before/);
  await go(page, "name");
  await page.getByRole("button", { name: /Full or delta/ }).click();
  await go(page, "review");
  await expect(page.getByTestId("review-filters")).toContainText("up to 15 minutes before the run");
  await page.getByTestId("create-and-run").click();
  await expect(page.getByText("“New events” is ready")).toBeVisible();
  await page.getByRole("grid").getByTitle("New events", { exact: true }).first().click();
  const drawer = page.getByRole("dialog", { name: "New events" });
  const panel = drawer.getByTestId("delta-panel");
  await expect(panel).toContainText("The next run takes rows from");
  await expect(panel).toContainText("delivered by run 1");
  await expect(drawer.getByRole("listitem").first()).toContainText("full, before");
  await drawer.getByRole("button", { name: "Run now" }).click();
  await expect(panel).toContainText("delivered by run 2");
  await expect(drawer.getByRole("listitem").first()).toContainText("new from");

  await drawer.getByRole("listitem").nth(1).getByRole("button", { name: /^Actions of run 1/ }).click();
  await page.getByRole("menuitem", { name: "Begin the next run here" }).click();
  await expect(panel).toContainText("delivered by run 1");
  await panel.getByRole("button", { name: "Full again" }).click();
  await expect(panel).toContainText("The next run takes all rows");
});
