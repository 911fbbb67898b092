/** Dialogs keep what was typed: nothing that closes one drops it without asking. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import { expectAccessible, openDetails, openScreen, openWindow } from "./support";
import { beginEvents, customise, go } from "./wizard.support";

interface Case {
  /** What it is, for the test's name. */
  dialog: string;
  query?: Record<string, string>;
  /** Opens it, from the window's first screen. */
  open: (page: Page) => Promise<Locator>;
  /** Types or chooses something. */
  change: (page: Page, dialog: Locator) => Promise<void>;
  /** What was changed still stands there. */
  kept: (dialog: Locator) => Promise<void>;
}

async function openMapping(page: Page): Promise<void> {
  await openScreen(page, "Connections");
  await page.getByRole("button", { name: "Mapping of Shop, test server" }).click();
}

const cases: Case[] = [
  {
    dialog: "a new target",
    open: async (page) => {
      await openScreen(page, "Targets");
      await page.getByRole("button", { name: "Add a target" }).click();
      await page.getByTestId("kind-sftp").click();
      return page.getByRole("dialog", { name: "Add: SFTP server" });
    },
    change: (_, dialog) => dialog.getByRole("textbox", { name: "Host" }).fill("sftp.example.com"),
    kept: (dialog) => expect(dialog.getByRole("textbox", { name: "Host" })).toHaveValue("sftp.example.com"),
  },
  {
    dialog: "a connection",
    open: async (page) => {
      await openScreen(page, "Connections");
      await page.getByRole("button", { name: "Add a connection" }).click();
      await page.getByTestId("kind-postgres").click();
      return page.getByRole("dialog", { name: "Add: PostgreSQL" });
    },
    change: (_, dialog) => dialog.getByLabel(/^Password/).fill("hunter2"),
    kept: (dialog) => expect(dialog.getByLabel(/^Password/)).toHaveValue("hunter2"),
  },
  {
    dialog: "a schedule",
    open: async (page) => {
      await openDetails(page, "Coupon redemption");
      await page.getByRole("button", { name: "Change schedule…" }).click();
      return page.getByRole("dialog", { name: "Schedule of “Coupon redemption”" });
    },
    change: async (_, dialog) => {
      await dialog.getByTestId("schedule-daily").check();
      await dialog.getByRole("textbox", { name: "Time 1" }).fill("21:30");
    },
    kept: (dialog) => expect(dialog.getByRole("textbox", { name: "Time 1" })).toHaveValue("21:30"),
  },
  {
    dialog: "a model of one's own",
    open: async (page) => {
      await openMapping(page);
      await page.getByRole("button", { name: "Create a model from a table…" }).click();
      const dialog = page.getByRole("dialog", { name: "Create a model from a table" });
      await dialog.getByRole("combobox", { name: "Table, view or file" }).fill("gift");
      await page.getByRole("option", { name: /gift_cards/ }).click();
      await expect(dialog.getByRole("textbox", { name: "Name of the model" })).toHaveValue("Gift cards");
      return dialog;
    },
    change: (_, dialog) => dialog.getByRole("textbox", { name: "Name of the model" }).fill("Vouchers"),
    kept: (dialog) => expect(dialog.getByRole("textbox", { name: "Name of the model" })).toHaveValue("Vouchers"),
  },
  {
    dialog: "an offline copy",
    open: async (page) => {
      await openScreen(page, "Connections");
      await page.getByRole("button", { name: "More for Shop, test server" }).click();
      await page.getByRole("menuitem", { name: "Offline copy…" }).click();
      const dialog = page.getByRole("dialog", { name: "Offline copy of Shop, test server" });
      await expect(dialog.getByRole("checkbox", { name: "Events" })).toBeVisible();
      return dialog;
    },
    change: (_, dialog) => dialog.getByRole("checkbox", { name: "Events" }).check(),
    kept: (dialog) => expect(dialog.getByRole("checkbox", { name: "Events" })).toBeChecked(),
  },
  {
    dialog: "a test message",
    query: { mail: "1" },
    open: async (page) => {
      await openScreen(page, "Settings");
      await page.getByRole("button", { name: "Send a test…" }).click();
      return page.getByRole("dialog", { name: "Send a test message" });
    },
    change: (_, dialog) => dialog.getByRole("textbox", { name: "To" }).fill("anna@aurora.example"),
    kept: (dialog) => expect(dialog.getByRole("textbox", { name: "To" })).toHaveValue("anna@aurora.example"),
  },
  {
    dialog: "a preset's name",
    open: async (page) => {
      await beginEvents(page);
      await go(page, "format");
      await customise(page);
      await page.getByRole("radio", { name: /^Semicolon/ }).check();
      await page.getByTestId("save-preset").click();
      return page.getByRole("dialog", { name: "Save as preset" });
    },
    change: (_, dialog) => dialog.getByRole("textbox", { name: "Name of the preset" }).fill("Bank"),
    kept: (dialog) => expect(dialog.getByRole("textbox", { name: "Name of the preset" })).toHaveValue("Bank"),
  },
];

for (const { dialog: name, query, open, change, kept } of cases) {
  test(`Esc asks before it drops what was typed: ${name}`, async ({ page }) => {
    await openWindow(page, query);
    const dialog = await open(page);
    await change(page, dialog);
    const question = dialog.getByRole("alertdialog", { name: /aren’t saved yet/ });
    await page.keyboard.press("Escape");
    await expect(question.getByRole("button", { name: "Go on editing" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(question).toHaveCount(0);
    await kept(dialog);
    // The mouse drops no more than the key.
    await page.mouse.click(4, 4);
    await expect(question).toBeVisible();
    await question.getByRole("button", { name: "Go on editing" }).click();
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(question).toBeVisible();
    await kept(dialog);
    await question.getByRole("button", { name: "Discard" }).click();
    await expect(dialog).toHaveCount(0);
  });

  test(`Esc closes at once where nothing was typed: ${name}`, async ({ page }) => {
    await openWindow(page, query);
    const dialog = await open(page);
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  });
}

test("the question is read out, and the focus goes back to what was typed", async ({ page }) => {
  await openWindow(page);
  await openScreen(page, "Targets");
  await page.getByRole("button", { name: "Add a target" }).click();
  await page.getByTestId("kind-folder").click();
  const name = page.getByRole("textbox", { name: "Name" });
  await name.fill("Shared drive");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(name).toBeFocused();
});

test("an e-mail server that isn't saved isn't left without asking", async ({ page }) => {
  await openWindow(page);
  await openScreen(page, "Settings");
  const mail = page.getByRole("region", { name: "E-mail" });
  await mail.getByRole("textbox", { name: "Server" }).fill("smtp.aurora.example");
  await page.getByRole("navigation", { name: "Screens" }).getByRole("button", { name: /^Exports/ }).click();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Go on editing" }).click();
  await expect(mail.getByRole("textbox", { name: "Server" })).toHaveValue("smtp.aurora.example");
  await page.getByRole("navigation", { name: "Screens" }).getByRole("button", { name: /^Exports/ }).click();
  await question.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Exports" })).toBeVisible();
});

test("what was typed in a dialog isn’t dropped for a message’s “Show”", async ({ page }) => {
  await openWindow(page);
  await openDetails(page, "New stores");
  await page.getByRole("dialog", { name: "New stores" }).getByRole("button", { name: "Run now" }).click();
  await openScreen(page, "Targets");
  await page.getByRole("button", { name: "Add a target" }).click();
  await page.getByTestId("kind-folder").click();
  const dialog = page.getByRole("dialog", { name: /^Add: / });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Shared drive");
  const show = page.getByRole("region", { name: "Notifications" }).getByRole("button", { name: "Show", exact: true });
  await show.dispatchEvent("click");
  const question = dialog.getByRole("alertdialog", { name: /aren’t saved yet/ });
  await expect(question).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Shared drive");
  // Once that is settled, it is shown.
  await question.getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("dialog", { name: "New stores" })).toBeVisible();
});
