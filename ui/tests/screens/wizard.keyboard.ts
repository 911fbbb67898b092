/** A whole export with no pointer: two filter groups, an aggregation, from start to end. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import { openWindow } from "./support";

/** Presses Tab until the focus is where it should be. */
async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  for (let presses = 0; presses < most; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target, `reached by Tab within ${most} presses`).toBeFocused();
}

/** Types into the combobox that has the focus and takes what is found first. */
async function pick(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await expect(page.getByRole("option").first()).toHaveAttribute("data-highlighted", "");
  await page.keyboard.press("Enter");
}

/** Opens the select that has the focus and takes an entry by its first letters. */
async function choose(page: Page, option: RegExp): Promise<void> {
  await page.keyboard.press("Enter");
  const wanted = page.getByRole("option", { name: option });
  await wanted.waitFor();
  for (let presses = 0; presses < 30; presses += 1) {
    if ((await wanted.getAttribute("data-highlighted")) !== null) break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listbox")).toBeHidden();
}

test("an export is made with the keyboard alone", async ({ page }) => {
  await openWindow(page);
  await tabTo(page, page.getByRole("button", { name: "New export" }).first());
  await page.keyboard.press("Enter");

  // The heading of each step has the focus, so Tab goes to its first control.
  await expect(page.getByRole("heading", { level: 2, name: "Data model" })).toBeFocused();
  // The data models are one stop; arrow keys lead from one to the next.
  await tabTo(page, page.locator("[data-testid^=model-]").first());
  const events = page.getByTestId("model-events");
  for (let presses = 0; presses < 12 && !(await events.evaluate((card) => card === document.activeElement)); presses += 1) await page.keyboard.press("ArrowRight");
  await expect(events).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");

  await expect(page.getByRole("heading", { level: 2, name: "Name & time zone" })).toBeFocused();
  await tabTo(page, page.getByTestId("export-name"));
  await page.keyboard.type("Made by keys");
  await page.keyboard.press("Control+Enter");

  await expect(page.getByRole("heading", { level: 2, name: "Filters" })).toBeFocused();
  await tabTo(page, page.getByTestId("add-group"));
  await page.keyboard.press("Enter");
  const first = page.getByTestId("condition-0-0");
  await expect(first.getByRole("combobox", { name: "Field" })).toBeFocused();
  await pick(page, "action");
  await tabTo(page, first.getByLabel(/^Comparison/));
  await choose(page, /^is one of$/);
  await tabTo(page, first.getByRole("combobox", { name: "Values for Action" }));
  await pick(page, "checkout_accept");
  await pick(page, "refund");
  await page.keyboard.press("Escape");

  await tabTo(page, page.getByTestId("add-condition-0"));
  await page.keyboard.press("Enter");
  const second = page.getByTestId("condition-0-1");
  await expect(second.getByRole("combobox", { name: "Field" })).toBeFocused();
  await pick(page, "points number");
  await tabTo(page, second.getByLabel(/^Comparison/));
  await choose(page, /^is at least$/);
  await tabTo(page, second.getByRole("textbox"));
  await page.keyboard.type("100");

  await tabTo(page, page.getByTestId("add-group"));
  await page.keyboard.press("Enter");
  await pick(page, "process");
  await tabTo(page, page.getByTestId("condition-1-0").getByLabel(/^Comparison/));
  await choose(page, /^is in this month$/);
  await expect(page.getByTestId("filter-sentence")).toHaveText(
    "(Action is one of checkout_accept or refund and Points is at least 100) or Process timestamp is in this month",
  );
  await page.keyboard.press("Control+Enter");

  await expect(page.getByRole("heading", { level: 2, name: "Aggregation" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /One row for each group/ })).toBeChecked();
  await page.keyboard.press("Control+Enter");

  await tabTo(page, page.getByTestId("search-fields"));
  for (const field of ["action", "points number"]) {
    await page.keyboard.type(field);
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("search-fields")).toHaveValue("");
  }
  await tabTo(page, page.getByTestId("column-0-aggregate").getByLabel(/^Aggregate of/), 80);
  await choose(page, /^Group/);
  await tabTo(page, page.getByTestId("column-1-aggregate").getByLabel(/^Aggregate of/));
  await choose(page, /^Sum/);
  await expect(page.getByTestId("preview-file")).toContainText("action,points_sum");

  for (const step of ["Format", "Schedule", "Target", "Review"]) {
    await page.keyboard.press("Control+Enter");
    await expect(page.getByRole("heading", { level: 2, name: step, exact: true })).toBeFocused();
  }
  await expect(page.getByTestId("review-problems")).toBeHidden();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("wizard")).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: "Made by keys" })).toBeVisible();
});
