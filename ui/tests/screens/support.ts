/** What every screen test needs: to open the window, to look at it, to check it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.env["SCREENSHOTS"] ?? "output/pictures";

/** Opens the window; `query` chooses the fake backend's history and pace. */
export async function openWindow(page: Page, query: Record<string, string> = {}): Promise<void> {
  page.on("pageerror", (error) => {
    throw error;
  });
  page.on("console", (message) => {
    if (message.type() === "error") throw new Error(message.text());
  });
  await page.goto(`/?${new URLSearchParams(query).toString()}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

export async function openScreen(page: Page, name: "Exports" | "Schedules" | "Targets" | "Connections" | "Settings" | "About"): Promise<void> {
  await page.getByRole("navigation", { name: "Screens" }).getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

export async function openDetails(page: Page, name: string): Promise<void> {
  await page.getByRole("grid").getByTitle(name, { exact: true }).first().click();
  await page.getByRole("dialog", { name }).waitFor();
}

export async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${pictures}/${name}.png`, animations: "disabled" });
}

/** No violation that axe calls serious or critical. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (root: Document, options: object) => Promise<AxeResults> } };
    return axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
  });
  const serious = results.violations
    .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
    .map((violation) => `${violation.id}: ${violation.help}\n  ${violation.nodes.map((node) => node.html.slice(0, 220)).join("\n  ")}`);
  expect(serious.join("\n"), "accessibility").toBe("");
}

/** Nothing reaches beyond the window, and nothing in it but a preview has to be scrolled sideways. */
export async function expectFits(page: Page): Promise<void> {
  const wide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("main, main *, aside")]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && !element.matches("[role=region][tabindex='0']"))
      .filter((element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX) || element === document.documentElement)
      .map((element) => `${element.tagName}.${element.className}: ${element.scrollWidth} in ${element.clientWidth}`),
  );
  expect(wide).toEqual([]);
}
