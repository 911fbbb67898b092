/** How targets look: both themes and sizes, axe, long names, right to left. */
import { expect, test, type Page } from "@playwright/test";
import { expectAccessible, expectFits, openScreen, openWindow, picture } from "./support";

const add = async (page: Page, kind: string) => {
  await openScreen(page, "Targets");
  await page.getByRole("button", { name: "Add a target" }).first().click();
  await page.getByTestId(`kind-${kind}`).click();
};

const looks: { name: string; query?: Record<string, string>; open: (page: Page) => Promise<void> }[] = [
  { name: "targets-none", query: { targets: "none" }, open: (page) => openScreen(page, "Targets") },
  {
    name: "targets",
    open: async (page) => {
      await openScreen(page, "Targets");
      await page.getByRole("button", { name: "Test BI inbox" }).click();
      await page.getByText("Everything works.").waitFor();
      await page.getByRole("button", { name: "Test Partner drop, old server" }).click();
      await page.getByText("Can't reach").waitFor();
    },
  },
  {
    name: "target-kinds",
    open: async (page) => {
      await openScreen(page, "Targets");
      await page.getByRole("button", { name: "Add a target" }).click();
    },
  },
  {
    name: "target-unknown-key",
    open: async (page) => {
      await add(page, "sftp");
      await page.getByRole("textbox", { name: "Name" }).fill("Partner inbox");
      await page.getByRole("textbox", { name: "Host" }).fill("sftp.partner.example.com");
      await page.getByRole("textbox", { name: "User" }).fill("loyalty");
      await page.getByLabel("Password", { exact: true }).fill("hunter2");
      await page.getByRole("button", { name: "Test", exact: true }).click();
      await page.getByText("Is this the right server?").waitFor();
    },
  },
  {
    name: "target-changed-key",
    open: async (page) => {
      await add(page, "sftp");
      await page.getByRole("textbox", { name: "Host" }).fill("sftp.changed.example.com");
      await page.getByRole("textbox", { name: "User" }).fill("loyalty");
      await page.getByLabel("Password", { exact: true }).fill("hunter2");
      await page.getByRole("button", { name: "Test", exact: true }).click();
      await page.getByText("The server’s key has changed").waitFor();
    },
  },
  {
    name: "target-ftp",
    open: async (page) => {
      await add(page, "ftp");
      await page.getByRole("button", { name: "Save target" }).click();
      await page.getByText("Type the password.").waitFor();
    },
  },
  { name: "target-s3", open: (page) => add(page, "s3") },
  {
    name: "target-options",
    open: async (page) => {
      await openScreen(page, "Targets");
      await page.getByRole("button", { name: "Edit Finance" }).click();
      await page.getByRole("button", { name: /^How it is delivered/ }).click();
      await page.getByRole("textbox", { name: "Keep trying for" }).scrollIntoViewIfNeeded();
    },
  },
];

for (const theme of ["light", "dark"] as const) {
  for (const { name, query, open } of looks) {
    test(`${name}, ${theme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await openWindow(page, query);
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
  await openScreen(page, "Targets");
  await page.getByRole("button", { name: "Edit BI inbox" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Inbox of the north-eastern region’s partner stores for the spring campaign ".repeat(2).slice(0, 118));
  await page.getByRole("textbox", { name: "Folder on the server" }).fill(`/${"a very long folder/".repeat(12)}`);
  await page.getByRole("button", { name: "Save target" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  for (const [width, height] of [[1280, 800], [900, 600]] as const) {
    await page.setViewportSize({ width, height });
    await expectFits(page);
    await picture(page, `targets-long-${width}`);
  }
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await expectFits(page);
  await picture(page, "targets-rtl");
  await page.getByRole("button", { name: "Edit Finance" }).click();
  await expectFits(page);
  await picture(page, "target-rtl");
});
