/** The window in other languages: at once, by their rules, and with room for their words. */
import { expect, test, type Page } from "@playwright/test";
import { expectFits, openScreen, openWindow, picture } from "./support";
import { beginEvents, go, stepNames } from "./wizard.support";

const screenOrder = ["exports", "schedules", "profiles", "targets", "connections", "settings", "about"];

async function choose(page: Page, language: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.locator(".palette").getByRole("combobox").fill(language);
  await page.getByRole("option", { name: new RegExp(`${language}$`) }).click();
  await expect(page.locator(".palette")).toHaveCount(0);
}

test("Settings changes the language of everything at once", async ({ page }) => {
  await openWindow(page);
  await openScreen(page, "Settings");
  await page.getByLabel(/^Language/).click();
  await page.getByRole("option", { name: "Deutsch" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Einstellungen");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  const navigation = page.getByRole("navigation", { name: "Bereiche" });

  await navigation.getByRole("button", { name: /^Exporte/ }).click();
  const list = page.getByRole("grid");
  await expect(list.getByRole("columnheader", { name: "Zeilen" })).toBeVisible();
  await expect(list.getByText(/^(Heute|Gestern) \d\d:\d\d$/).first()).toBeVisible();
  await expect(list.getByText(/^\d{1,3}(\.\d{3})+$/).first()).toBeVisible();
  await expect(list.getByText(/^Täglich|^Wöchentlich/).first()).toBeVisible();

  await navigation.getByRole("button", { name: /^Zeitpläne/ }).click();
  await expect(page.getByRole("heading", { name: "Die nächsten 30 Tage" })).toBeVisible();
  await expect(page.getByText(/^(Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag), \d+\. \p{L}+$/u).first()).toBeVisible();

  await navigation.getByRole("button", { name: /^Einstellungen/ }).click();
  await page.getByLabel(/^Sprache/).click();
  await page.getByRole("option", { name: "Magyar" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Beállítások");
  await page.getByRole("navigation", { name: "Képernyők" }).getByRole("button", { name: /^Exportok/ }).click();
  await expect(list.getByText(/^(Ma|Tegnap) \d\d:\d\d$/).first()).toBeVisible();
  await expect(list.getByText(/^\d{1,3}(\s\d{3})+$/).first()).toBeVisible();
  await page.getByRole("navigation", { name: "Képernyők" }).getByRole("button", { name: /^Ütemezések/ }).click();
  await expect(page.getByText(/^\p{L}+ \d+\., (hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap)$/u).first()).toBeVisible();
});

test("a half-typed export keeps what was typed", async ({ page }) => {
  await beginEvents(page, "Points by store");
  await go(page, "filters");
  await page.getByRole("button", { name: "Add a condition" }).click();
  await go(page, "name");
  await page.getByTestId("export-name").fill("Half a na");
  await choose(page, "Deutsch");
  await expect(page.getByTestId("export-name")).toHaveValue("Half a na");
  await expect(page.getByTestId("step-name")).toContainText("Name und Zeitzone");
  await expect(page.getByRole("status").getByText("1 Problem zu beheben")).toBeVisible();
  await choose(page, "Magyar");
  await expect(page.getByTestId("export-name")).toHaveValue("Half a na");
  await go(page, "filters");
  await expect(page.getByRole("heading", { name: "Szűrők" })).toBeVisible();
  await expect(page.getByTestId("condition-0-0")).toBeVisible();
});

test("a sentence is whole in each language", async ({ page }) => {
  await openWindow(page, { language: "de" });
  await page.getByRole("grid").getByTitle("Coupon redemption", { exact: true }).first().click();
  const details = page.getByRole("dialog", { name: "Coupon redemption" });
  await expect(details.getByText(/erstellt .* von/)).toBeVisible();
  await choose(page, "Magyar");
  await expect(details.getByText(/létrehozva: /)).toBeVisible();
});

test("the handbook is in the language of the window, and is searched in it", async ({ page }) => {
  await openWindow(page, { language: "de" });
  for (const [language, chapter, box, words, found, told] of [
    ["de", "Ihr erster Export", "Suchen", "Stunde übersprungen", "Zeitpläne und Zeitumstellung", "Aus 02:30 wird 03:30"],
    ["Magyar", "Az első export", "Keresés", "kimarado ora", "Ütemezések és óraátállítás", "02:30-ból 03:30 lesz"],
    ["English", "Your first export", "Search the handbook", "skipped hour", "Schedules and clock rules", "02:30 becomes 03:30"],
  ] as const) {
    if (language !== "de") await choose(page, language);
    await page.keyboard.press("F1");
    const handbook = page.getByRole("dialog");
    await expect(handbook.getByRole("heading", { level: 3, name: chapter })).toBeVisible();
    await expectFits(page);
    await handbook.getByRole("searchbox", { name: box }).fill(words);
    await expect(handbook.getByRole("navigation").getByRole("listitem")).toHaveText([found]);
    await expect(handbook.getByRole("article")).toContainText(told);
    await page.keyboard.press("Escape");
    await expect(handbook).toHaveCount(0);
  }
});

test.describe("the system's language", () => {
  for (const [locale, heading] of [["hu-HU", "Exportok"], ["de-AT", "Exporte"], ["fr-FR", "Exports"], ["en-US", "Exports"]] as const) {
    test.describe(locale, () => {
      test.use({ locale });
      test("is the window's, where it has that", async ({ page }) => {
        await openWindow(page);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
      });
    });
  }
});

/** Every main screen, by its place, for its name is another in each language. */
async function visit(page: Page, language: string, look: (name: string) => Promise<void>): Promise<void> {
  await openWindow(page, { language });
  for (const [place, name] of screenOrder.entries()) {
    await page.getByRole("navigation").first().getByRole("button").nth(place).click();
    await expect(page.getByRole("navigation").first().getByRole("button").nth(place)).toHaveAttribute("aria-current", "page");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    await look(name);
  }
  await page.getByRole("navigation").first().getByRole("button").first().click();
  await page.getByRole("grid").getByTitle("Coupon redemption", { exact: true }).first().click();
  await page.getByRole("dialog").waitFor();
  await look("details");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("option").first().waitFor();
  await look("palette");
  await page.keyboard.press("Escape");
  await page.goto(`/?${new URLSearchParams({ language, draft: "1" }).toString()}`);
  await page.getByTestId("continue-draft").click();
  await page.getByTestId("wizard").waitFor();
  for (const step of stepNames) {
    await go(page, step);
    await page.waitForLoadState("networkidle");
    await look(`wizard-${step}`);
  }
}

for (const language of ["de", "hu", "pseudo"]) {
  test(`there is room for the words of ${language}`, async ({ page }) => {
    await visit(page, language, async (name) => {
      await picture(page, `language-${language}-${name}`);
      await expectFits(page);
    });
  });
}

test("from right to left, the sidebar is at the right and lines begin there", async ({ page }) => {
  await openWindow(page, { language: "pseudo" });
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  const navigation = await page.getByRole("navigation").first().boundingBox();
  const heading = await page.getByRole("heading", { level: 1 }).boundingBox();
  expect(navigation?.x).toBeGreaterThan(640);
  expect((heading?.x ?? 0) + (heading?.width ?? 0)).toBeLessThan(navigation?.x ?? 0);
});
