/** How connections, mapping and offline copies look: both themes and sizes, axe, long names, right to left. */
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, expectFits, openScreen, openWindow, picture } from "./support";

const looks: { name: string; open: (page: Page) => Promise<void> }[] = [
  {
    name: "databases",
    open: async (page) => {
      await page.getByRole("button", { name: "Test Loyalty database" }).click();
      await page.getByText("3 data models found").waitFor();
    },
  },
  { name: "connection-kinds", open: (page) => page.getByRole("button", { name: "Add a connection" }).click() },
  {
    name: "database",
    open: async (page) => {
      await page.getByRole("button", { name: "More for Shop, test server" }).click();
      await page.getByRole("menuitem", { name: "Edit…" }).click();
      await page.getByText("This connection isn’t encrypted").waitFor();
    },
  },
  {
    name: "mapping",
    open: async (page) => {
      await page.getByRole("button", { name: "Mapping of Loyalty database" }).click();
      await page.getByTestId("field-first_name").getByRole("button", { name: /^Use the suggestion/ }).waitFor();
    },
  },
  {
    name: "own-model",
    open: async (page) => {
      await page.getByRole("button", { name: "Mapping of Loyalty database" }).click();
      await page.getByRole("button", { name: "Create a model from a table…" }).click();
      await page.getByRole("combobox", { name: "Table, view or file" }).fill("gift");
      await page.getByRole("option", { name: /gift_cards/ }).click();
      await page.getByRole("checkbox", { name: "Include blocked" }).waitFor();
    },
  },
  {
    name: "file-reading",
    open: async (page) => {
      await page.getByRole("button", { name: "Mapping of Warehouse drop" }).click();
      await page.getByTestId("map-customers").click();
      const table = page.getByRole("combobox", { name: "Table or file" });
      await table.click();
      await table.fill("vouchers");
      await page.getByRole("option", { name: /vouchers/ }).click();
      await page.getByLabel(/^Encoding:/).click();
      await page.getByRole("option", { name: /^Windows-1252/ }).click();
      await page.getByTestId("field-first_name").waitFor();
    },
  },
  {
    name: "offline",
    open: async (page) => {
      await page.getByRole("button", { name: "More for Loyalty database" }).click();
      await page.getByRole("menuitem", { name: "Offline copy…" }).click();
      await page.getByText(/^About [\d,]+ rows/).waitFor();
    },
  },
];

for (const theme of ["light", "dark"] as const) {
  for (const { name, open } of looks) {
    test(`${name}, ${theme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await openWindow(page);
      await openScreen(page, "Connections");
      await open(page);
      await picture(page, `${name}-${theme}`);
      await expectAccessible(page);
      await page.setViewportSize({ width: 900, height: 600 });
      await expectFits(page);
      await picture(page, `${name}-${theme}-narrow`);
    });
  }
}

test("long names and the window turned right to left", async ({ page }) => {
  await openWindow(page);
  await openScreen(page, "Connections");
  await page.getByRole("button", { name: "More for Loyalty database" }).click();
  await page.getByRole("menuitem", { name: "Edit…" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Database of the north-eastern region’s partner stores, spring campaign included, old and new ".slice(0, 118));
  await page.getByRole("textbox", { name: "Host" }).fill(`${"very-long-".repeat(12)}name.example.com`);
  await page.getByRole("button", { name: "Save connection" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.setViewportSize({ width: 900, height: 600 });
  await expectFits(page);
  await picture(page, "databases-long-narrow");
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await expectFits(page);
  await page.getByRole("button", { name: "Mapping of Warehouse drop" }).click();
  await page.getByRole("navigation", { name: "Data models" }).waitFor();
  await expectFits(page);
  await picture(page, "mapping-rtl-narrow");
});
