/** Forced colours and text at 200 %: nothing that matters is lost. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import { expectAccessible, openDetails, openScreen, openWindow, picture } from "./support";
import { beginEvents, chooseFields, file, go, stepNames } from "./wizard.support";

const screens = ["Exports", "Schedules", "Targets", "Connections", "Settings", "About"] as const;

/** Both look different, as people see them. */
async function differ(one: Locator, other: Locator, what: string): Promise<void> {
  const [before, after] = await Promise.all([one.screenshot({ animations: "disabled" }), other.screenshot({ animations: "disabled" })]);
  expect(before.equals(after), what).toBe(false);
}

test.describe("forced colours", () => {
  test.beforeEach(async ({ page }) => page.emulateMedia({ forcedColors: "active" }));

  test("every screen stays readable", async ({ page }) => {
    await openWindow(page);
    for (const screen of screens) {
      await openScreen(page, screen);
      await expectAccessible(page);
      await picture(page, `forced-${screen.toLowerCase()}`);
    }
  });

  test("what is on looks other than what is off", async ({ page }) => {
    await openWindow(page);
    const boxes = page.getByRole("row").getByRole("checkbox", { name: /^Select (Points issued by store|Coupon redemption)$/ });
    await boxes.nth(0).check();
    await page.mouse.move(0, 0);
    await differ(boxes.nth(0), boxes.nth(1), "a ticked box");
    await openScreen(page, "Schedules");
    const first = page.getByRole("switch", { name: "Coupon redemption runs on schedule" });
    const before = await first.screenshot({ animations: "disabled" });
    await first.click();
    await expect(first).not.toBeChecked();
    await page.mouse.move(0, 0);
    await page.getByRole("heading", { level: 1 }).click();
    expect((await first.screenshot({ animations: "disabled" })).equals(before), "a switch").toBe(false);
  });

  test("the row that the keys are at, the open row and the step are marked by lines", async ({ page }) => {
    const line = (place: Locator) => place.evaluate((element) => getComputedStyle(element).outlineStyle);
    await openWindow(page);
    const grid = page.getByRole("grid");
    await grid.focus();
    await page.keyboard.press("ArrowDown");
    const active = await grid.getAttribute("aria-activedescendant");
    expect(await line(page.locator(`[id="${active}"]`))).toBe("dashed");
    await openDetails(page, "Coupon redemption");
    expect(await line(page.getByRole("row").and(page.locator("[aria-current='true']")))).toBe("solid");
    await page.keyboard.press("Escape");
    await beginEvents(page);
    expect(await line(page.getByTestId("step-name"))).toBe("solid");
    expect(await line(page.getByTestId("step-filters"))).toBe("none");
  });
});

test.describe("text at 200 %", () => {
  // As the system's size of text, from the start.
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      document.addEventListener("DOMContentLoaded", () => (document.documentElement.style.fontSize = "200%"));
    });
  });

  /** Only the table of exports, which needs both directions, may be scrolled sideways in itself. */
  async function expectNoSideways(page: Page): Promise<void> {
    const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    expect(width).toBeLessThanOrEqual((room ?? 0) + 1);
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll("main, main *")]
        .filter((element) => element.getAttribute("role") !== "grid" && !element.closest("table, pre") && element.scrollWidth > element.clientWidth + 1)
        .filter((element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX))
        .map((element) => `${element.tagName}.${element.className}: ${element.scrollWidth} in ${element.clientWidth}`),
    );
    expect(wide).toEqual([]);
  }

  test("every screen fits, and its heading is in sight", async ({ page }) => {
    await openWindow(page);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe("32px");
    for (const screen of screens) {
      await openScreen(page, screen);
      await expectNoSideways(page);
      await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
      await picture(page, `large-${screen.toLowerCase()}`);
    }
  });

  test("every step of the wizard can be read and left", async ({ page }) => {
    await beginEvents(page);
    for (const step of stepNames) {
      await go(page, step);
      await expect(page.getByRole("heading", { level: 2 }).first()).toBeInViewport();
      await expect(page.getByTestId("back").or(page.getByTestId("next")).first()).toBeInViewport();
      await picture(page, `large-step-${step}`);
    }
  });
});

test("nothing is lost when text is spaced out", async ({ page }) => {
  // The spacing that WCAG names, in every text.
  const spaced = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }";
  const lost = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("main button, main label, main h1, main h2, main h3")]
        .filter((element) => element instanceof HTMLElement && element.offsetParent !== null && element.closest(".spoken") === null && getComputedStyle(element).overflow === "hidden")
        // What ends with dots has all of it in its title.
        .filter((element) => element.scrollHeight > element.clientHeight + 1 || (element.scrollWidth > element.clientWidth + 1 && !element.closest("[title]")))
        .map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 40)}`),
    );
  await openWindow(page);
  await page.addStyleTag({ content: spaced });
  for (const screen of screens) {
    await openScreen(page, screen);
    expect(await lost(), screen).toEqual([]);
    await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
    await picture(page, `spaced-${screen.toLowerCase()}`);
  }
  await openScreen(page, "Exports");
  await page.getByRole("button", { name: "New export" }).click();
  await page.getByTestId("model-events").click();
  for (const step of stepNames) {
    await go(page, step);
    expect(await lost(), step).toEqual([]);
    await expect(page.getByTestId("back").or(page.getByTestId("next")).first()).toBeInViewport();
    await picture(page, `spaced-step-${step}`);
  }
});

test("the question mark can be switched off", async ({ page }) => {
  await openWindow(page);
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await page.keyboard.press("?");
  await sheet.getByRole("checkbox", { name: "? alone shows these shortcuts" }).uncheck();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("?");
  // Whatever the question mark did would have been done before what comes next.
  await page.keyboard.press("Control+/");
  await expect(sheet).toHaveCount(1);
  await expect(sheet.getByRole("checkbox")).not.toBeChecked();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});

test("nothing has to be dragged", async ({ page }) => {
  await beginEvents(page);
  await chooseFields(page, ["id", "points"]);
  await page.getByRole("button", { name: "Settings of Points" }).click();
  await expect(page.getByRole("button", { name: "Move down" })).toBeDisabled();
  await page.getByRole("button", { name: "Move up" }).click();
  await expect(page.getByTestId("column-0")).toContainText("Points");
  await expect(file(page)).toContainText("points,id");
  const bar = page.getByRole("separator", { name: "Height of the preview" });
  const before = await page.getByTestId("preview").boundingBox();
  await bar.click();
  await expect(bar).toHaveAttribute("aria-valuenow", "60");
  await expect.poll(async () => (await page.getByTestId("preview").boundingBox())?.height).toBeGreaterThan((before?.height ?? 0) * 1.5);
  await bar.click();
  await expect(bar).toHaveAttribute("aria-valuenow", "28");
});
