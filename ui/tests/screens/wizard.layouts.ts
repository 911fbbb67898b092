/** What a partner's file may need: fixed widths, constant columns, other words for values, replacements, names. */
import { expect, test } from "@playwright/test";
import { expectAccessible, expectFits, picture } from "./support";
import { beginEvents, chooseFields, customise, file, go, settled } from "./wizard.support";

test("a fixed-width file with record types, codes and padded numbers", async ({ page }) => {
  await beginEvents(page, "Bank");
  await go(page, "format");
  await page.getByRole("radio", { name: /^Fixed width/ }).check();
  await go(page, "fields");
  await expect(page.getByTestId("widths")).toContainText("A fixed-width file needs chosen fields");
  await page.getByTestId("choose-all").click();
  await page.getByTestId("clear-fields").click();
  await chooseFields(page, ["signed", "points"]);

  // A width isn't told to be missing before the step was left once, but the count says it.
  await expect(page.getByTestId("widths")).toContainText("0 of 2 widths set");
  await page.getByRole("textbox", { name: "Width of Signed" }).fill("1");
  await page.getByRole("textbox", { name: "Width of Points" }).fill("8");
  await page.getByRole("button", { name: "Settings of Points" }).click();
  await page.getByRole("textbox", { name: "Filled with" }).fill("0");

  await page.getByRole("button", { name: "Settings of Signed" }).click();
  await page.getByRole("button", { name: "Replace values" }).click();
  const map = page.getByTestId("value-map");
  await expect(map.getByRole("textbox", { name: "Written for true" })).toHaveValue("Y");
  await map.getByRole("textbox", { name: "Written for false" }).fill("N");
  await map.getByRole("button", { name: "Add a value" }).click();
  await map.getByRole("textbox", { name: "Written for (empty value)" }).fill("-");

  await page.getByTestId("add-constant").click();
  await expect(page.getByTestId("constant-0-header")).toBeFocused();
  await page.getByTestId("constant-0-header").fill("type");
  await page.getByTestId("constant-0-value").fill("D");
  await page.getByTestId("constant-0").getByRole("textbox", { name: "Width" }).fill("1");
  // It comes last, and goes to the front by its handle's keys.
  await page.getByRole("button", { name: "Move type", exact: true }).press("Home");
  await expect(page.getByTestId("columns").locator("li").first()).toHaveAttribute("data-testid", "constant-0");
  await expect(page.getByTestId("widths")).toContainText("10 characters a line");

  await go(page, "format");
  await customise(page);
  await page.getByRole("radio", { name: /^No header/ }).check();
  await settled(page);
  await expect.poll(async () => (await file(page).innerText()).split("\n")[0]).toMatch(/^D[YN-][ 0-9-]{8}$/);

  await go(page, "review");
  await expect(page.getByTestId("review-fields")).toContainText("and 1 constant column");
  await expect(page.getByTestId("review-format")).toContainText("fixed width");
});

test("an XML file with attributes and names of its own", async ({ page }) => {
  await beginEvents(page, "Feed");
  await chooseFields(page, ["id", "action"]);
  await go(page, "format");
  await page.getByRole("radio", { name: /^XML/ }).check();
  await customise(page);
  await page.getByRole("radio", { name: /^Attributes/ }).check();
  await page.getByRole("textbox", { name: "Root element" }).fill("events");
  await page.getByRole("textbox", { name: "Row element" }).fill("event");
  await settled(page);
  await expect.poll(async () => file(page).innerText()).toMatch(/<events>\s[\s\S]*<event id="\w+" action="\w+"/);
  await expectAccessible(page);

  await go(page, "review");
  await expect(page.getByTestId("review-format")).toContainText("values as attributes");
});

test("widths are set from the first rows, and that is undone", async ({ page }) => {
  await beginEvents(page, "Wide");
  await chooseFields(page, ["id", "action", "points"]);
  await go(page, "format");
  await page.getByRole("radio", { name: /^Fixed width/ }).check();
  await go(page, "fields");
  await page.getByRole("textbox", { name: "Width of Action" }).fill("40");
  await page.getByTestId("propose-widths").click();
  // Ids have 24 characters; what was set already stays.
  await expect(page.getByRole("textbox", { name: "Width of ID" })).toHaveValue("24");
  await expect(page.getByRole("textbox", { name: "Width of Action" })).toHaveValue("40");
  await expect(page.getByText("2 widths set from")).toBeVisible();
  await settled(page);
  await expect(file(page)).toContainText(/^id {22}action {34}points/);
  await page.getByRole("region", { name: "Notifications" }).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("textbox", { name: "Width of ID" })).toHaveValue("");
});

test("characters of texts are replaced", async ({ page }) => {
  await beginEvents(page);
  await chooseFields(page, ["id", "action"]);
  await go(page, "format");
  await customise(page);
  await page.getByTestId("add-replacement").click();
  await expect(page.getByRole("textbox", { name: "Replace 1" })).toBeFocused();
  await page.getByRole("textbox", { name: "Replace 1" }).fill("_");
  await page.getByRole("textbox", { name: "With 1" }).fill("~");
  await expect(file(page)).toContainText("~");
  await page.getByRole("button", { name: "Line breaks with spaces" }).click();
  await expect(page.getByRole("textbox", { name: "Replace 2" })).toHaveValue("\\r\\n");
  await expect(page.getByTestId("format-summary")).toContainText("4 replacements inside texts");
  await page.getByRole("textbox", { name: "Replace 1" }).fill("");
  await page.getByRole("textbox", { name: "Replace 1" }).press("Tab");
  await expect(page.getByText("Enter the text that is replaced.")).toBeVisible();
  await expect(page.getByRole("button", { name: "1 problem to fix" })).toBeVisible();
  await page.getByRole("button", { name: "Remove the replacement of", exact: true }).click();
  await expect(page.getByTestId("format-summary")).toContainText("3 replacements inside texts");
});

test("the file inside the archive has a name of its own, and an empty result may fail", async ({ page }) => {
  await beginEvents(page, "Cards");
  await page.getByTestId("entry-name").fill("cards_");
  await page.getByRole("button", { name: "Insert run number" }).click();
  await expect(page.getByTestId("entry-name")).toHaveValue("cards_{run}");
  await expect(page.getByTestId("entry-name-example")).toHaveText("cards_1.csv");
  await expect(page.getByTestId("file-name")).toHaveValue("{name}");
  await page.getByTestId("entry-name").fill("{rows}");
  await expect(page.getByText("The row count isn’t known when the archive is begun.").first()).toBeVisible();
  await page.getByTestId("entry-name").fill("cards");

  await go(page, "format");
  await expect(page.getByTestId("format-summary")).toContainText("a file without rows");
  await customise(page);
  await page.getByRole("radio", { name: "Fail" }).check();
  await expect(page.getByTestId("format-summary")).toContainText("the run fails, no file");
  await go(page, "review");
  await expect(page.getByTestId("review-format")).toContainText("fails if no row matches");
});

test("constant columns among all fields have a place by number", async ({ page }) => {
  await beginEvents(page, "All");
  await go(page, "fields");
  await page.getByTestId("add-constant").click();
  const constant = page.getByTestId("constant-0");
  await constant.getByRole("textbox", { name: "Header" }).fill("source");
  await constant.getByRole("textbox", { name: "Text in every row" }).fill("loyalty");
  await constant.getByRole("textbox", { name: "Place" }).fill("1");
  await expect(file(page)).toContainText("source,id,customer");
  await constant.getByRole("textbox", { name: "Place" }).fill("900");
  await constant.getByRole("textbox", { name: "Place" }).press("Tab");
  await expect(constant).toContainText("Type a number from 1 to 46.");
});

for (const theme of ["light", "dark"] as const) {
  test(`how they look, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await beginEvents(page, "Bank");
    await chooseFields(page, ["signed", "points", "action"]);
    await go(page, "format");
    await page.getByRole("radio", { name: /^Fixed width/ }).check();
    await go(page, "fields");
    await page.getByTestId("add-constant").click();
    await page.getByTestId("constant-0-header").fill("record_type");
    await page.getByTestId("propose-widths").click();
    await expect(page.getByTestId("widths")).toContainText("characters a line");
    await page.getByRole("button", { name: "Settings of Signed" }).click();
    await page.getByRole("button", { name: "Replace values" }).click();
    await settled(page);
    const pictures = async (name: string) => {
      await expectAccessible(page);
      await picture(page, `${name}-${theme}`);
      await page.setViewportSize({ width: 900, height: 600 });
      await expectFits(page);
      await picture(page, `${name}-${theme}-narrow`);
      await page.setViewportSize({ width: 1280, height: 800 });
    };
    await pictures("layout-fields");
    await go(page, "format");
    await page.getByRole("radio", { name: /^Delimited text/ }).check();
    await settled(page);
    await pictures("layout-format");
    await customise(page);
    await page.getByRole("button", { name: "Hide the preview" }).click();
    await page.getByTestId("add-replacement").click();
    await pictures("layout-customise");
    await page.getByTestId("replacements").scrollIntoViewIfNeeded();
    await pictures("layout-customise-below");
  });
}

test("what becomes of a run without rows is chosen and said", async ({ page }) => {
  await beginEvents(page, "Nightly");
  await go(page, "format");
  await customise(page);
  const empty = page.getByRole("radiogroup", { name: "If no row matches" });
  await empty.getByRole("radio", { name: /^Make no file/ }).check();
  await empty.scrollIntoViewIfNeeded();
  await expectFits(page);
  await expectAccessible(page);
  await picture(page, "wizard-format-no-file");
  await go(page, "review");
  await expect(page.getByTestId("review-format")).toContainText("no file if no row matches");
  await go(page, "format");
  await empty.getByRole("radio", { name: /^Make a file/ }).check();
  await go(page, "review");
  await expect(page.getByTestId("review-format")).not.toContainText("if no row matches");
});
