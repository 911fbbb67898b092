/** Steps through the wizard that more than one test takes. */
import { expect, type Locator, type Page } from "@playwright/test";
import { openWindow } from "./support";

export type StepName =
  | "model" | "name" | "filters" | "aggregation" | "fields" | "format" | "schedule" | "target" | "review";

export const stepNames: StepName[] = [
  "model", "name", "filters", "aggregation", "fields", "format", "schedule", "target", "review",
];

export async function openWizard(page: Page, query: Record<string, string> = {}): Promise<void> {
  await openWindow(page, query);
  await page.getByRole("button", { name: "New export" }).first().click();
  await page.getByTestId("wizard").waitFor();
}

/** A new export of the events, with a name. */
export async function beginEvents(page: Page, name = "Points by store", query: Record<string, string> = {}): Promise<void> {
  await openWizard(page, query);
  await page.getByTestId("model-events").click();
  await go(page, "name");
  await page.getByTestId("export-name").fill(name);
}

/** Shows the single settings of the format. */
export async function customise(page: Page): Promise<void> {
  await page.getByTestId("customise").click();
  await expect(page.getByRole("radiogroup", { name: "Compression" })).toBeVisible();
}

export async function go(page: Page, step: StepName): Promise<void> {
  await page.getByTestId(`step-${step}`).click();
}

/** Chooses attribute and operator of a condition that is there already. */
export async function condition(page: Page, group: number, row: number, attribute: string, operator?: string): Promise<Locator> {
  const place = page.getByTestId(`condition-${group}-${row}`);
  await place.getByRole("combobox", { name: "Field" }).fill(attribute);
  await page.getByRole("option", { name: new RegExp(`^${attribute}\\b`, "i") }).first().click();
  if (operator) {
    await place.getByLabel(/^Comparison/).click();
    await page.getByRole("option", { name: operator, exact: true }).click();
  }
  return place;
}

export const file = (page: Page): Locator => page.getByTestId("preview-file");
export const matching = (page: Page): Locator => page.getByTestId("preview-count");

/** The preview says all that it will say of the present definition. */
export async function settled(page: Page): Promise<void> {
  const dock = page.getByTestId("preview");
  await expect(dock.locator(".content")).toHaveAttribute("aria-busy", "false");
  // An unfinished definition keeps the last preview, and says so.
  await expect(dock.locator(".panel:not(:has(.note)) .content.old")).toHaveCount(0);
}

/** Unticks *All fields* and adds fields by their ids. */
export async function chooseFields(page: Page, ids: string[]): Promise<void> {
  await go(page, "fields");
  const all = page.getByRole("checkbox", { name: "All fields" });
  if (await all.isVisible()) await all.uncheck();
  for (const id of ids) await page.getByTestId(`add-field-${id}`).click();
}

export async function chooseAggregate(page: Page, column: number, name: string): Promise<void> {
  await page.getByTestId(`column-${column}-aggregate`).getByLabel(/^Aggregate of/).click();
  await page.getByRole("option", { name: new RegExp(`^${name}\\b`) }).click();
}
