/** How every screen looks: pictures in both themes and sizes, axe, nothing cut off. */
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, expectFits, openDetails, openScreen, openWindow, picture } from "./support";

const screens: { name: string; query?: Record<string, string>; open?: (page: Page) => Promise<void> }[] = [
  { name: "list" },
  { name: "running", query: { running: "1" }, open: async (page) => void (await page.getByText(/^Exporting · /).first().waitFor()) },
  { name: "details", open: (page) => openDetails(page, "Coupon redemption") },
  {
    name: "log",
    open: async (page) => {
      await openDetails(page, "Failed webhooks");
      await page.getByRole("button", { name: /Show log/ }).first().click();
      await page.getByRole("log").getByText("Error:").waitFor();
    },
  },
  {
    name: "delete",
    open: async (page) => {
      await openDetails(page, "Coupon redemption");
      await page.getByRole("button", { name: "More actions" }).click();
      await page.getByRole("menuitem", { name: "Delete" }).click();
    },
  },
  {
    name: "compare",
    open: async (page) => {
      await openDetails(page, "Coupon redemption");
      await page.getByRole("button", { name: "Compare two runs…" }).click();
      await page.getByRole("button", { name: "Compare", exact: true }).click();
      await page.getByRole("table").first().waitFor();
    },
  },
  {
    name: "connections",
    open: async (page) => {
      await openScreen(page, "Connections");
      await page.getByRole("button", { name: "Test Warehouse drop" }).click();
      await page.getByText("5 data models found").waitFor();
    },
  },
  {
    name: "connection",
    open: async (page) => {
      await openScreen(page, "Connections");
      await page.getByRole("button", { name: "Add a connection" }).click();
      await page.getByTestId("kind-folder").click();
      await page.getByRole("button", { name: "Save connection" }).click();
    },
  },
  { name: "schedules", open: (page) => openScreen(page, "Schedules") },
  {
    name: "schedules-paused",
    open: async (page) => {
      await openScreen(page, "Schedules");
      await page.getByRole("button", { name: "Pause all" }).click();
      await page.getByRole("button", { name: "Resume all" }).waitFor();
    },
  },
  { name: "schedules-none", query: { history: "empty" }, open: (page) => openScreen(page, "Schedules") },
  { name: "scheduled", open: (page) => openDetails(page, "Changes by administrators") },
  {
    name: "change-schedule",
    query: { zone: "Asia/Tokyo" },
    open: async (page) => {
      await openDetails(page, "Coupon redemption");
      await page.getByRole("button", { name: "Change schedule…" }).click();
      await page.getByTestId("next-runs").waitFor();
    },
  },
  { name: "settings", open: (page) => openScreen(page, "Settings") },
  {
    name: "mail",
    query: { mail: "1", keychain: "none", tray: "none" },
    open: async (page) => {
      await openScreen(page, "Settings");
      await page.getByRole("textbox", { name: "Port", exact: true }).fill("0");
      await page.getByRole("textbox", { name: "Password" }).fill("secret");
      await page.getByRole("button", { name: "Save e-mail server" }).click();
      await page.getByText("Type a whole number from 1 to 65535.").waitFor();
    },
  },
  {
    name: "zones",
    open: async (page) => {
      await openScreen(page, "Settings");
      await page.getByRole("combobox", { name: "Brand’s time zone" }).click();
      await page.getByRole("option").first().waitFor();
    },
  },
  { name: "about", open: (page) => openScreen(page, "About") },
  { name: "first-start", query: { history: "empty" } },
  { name: "damaged", query: { history: "damaged" } },
  {
    name: "nothing-found",
    open: async (page) => {
      await page.getByRole("searchbox").fill("nothing like this");
      await page.getByRole("heading", { name: "No export matches" }).waitFor();
    },
  },
];

for (const theme of ["light", "dark"] as const) {
  for (const { name, query, open } of screens) {
    test(`${name}, ${theme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await openWindow(page, query);
      await open?.(page);
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      await picture(page, `${name}-${theme}`);
      await expectAccessible(page);
      await page.setViewportSize({ width: 900, height: 600 });
      await expectFits(page);
      await picture(page, `${name}-${theme}-narrow`);
    });
  }
}

test("a long name is cut in the list and whole in the drawer", async ({ page }) => {
  await openWindow(page);
  await page.getByRole("searchbox").fill("north-eastern");
  const title = page.getByTitle(/^Every customer of the north-eastern region/).first();
  await expect(title).toBeVisible();
  const box = await title.boundingBox();
  expect(box?.height).toBeLessThan(24);
  await title.click();
  await page.getByRole("dialog").waitFor();
  await page.setViewportSize({ width: 900, height: 600 });
  await expectFits(page);
  await picture(page, "long-name");
});

test("right-to-left text keeps its order and place", async ({ page }) => {
  await openWindow(page);
  await page.getByRole("searchbox").fill("תלושים");
  const name = page.getByText("תלושים שמומשו החודש").first();
  await expect(name).toBeVisible();
  await name.click();
  await expect(page.getByRole("dialog").getByRole("heading", { level: 2 })).toHaveText("תלושים שמומשו החודש");
  await expectFits(page);
  await picture(page, "right-to-left");
});
