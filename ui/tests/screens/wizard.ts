/** Each step of the wizard, and what is made of it. */
import { expect, test } from "@playwright/test";
import { openDetails, openWindow } from "./support";
import { beginEvents, chooseAggregate, chooseFields, condition, customise, file, go, matching, openWizard, settled, stepNames } from "./wizard.support";

test.describe("data model", () => {
  test("comes first; then every step is open", async ({ page }) => {
    await openWizard(page);
    for (const step of stepNames.slice(1)) await expect(page.getByTestId(`step-${step}`)).toBeDisabled();
    await expect(page.getByTestId("next")).toBeDisabled();
    await page.getByTestId("model-customers").click();
    for (const step of stepNames) await expect(page.getByTestId(`step-${step}`)).toBeEnabled();
    await expect(page.getByTestId("step-model")).toContainText("Customers");
    await expect(file(page)).toContainText("id,external_ids");
  });

  test("shows its fields, searchable", async ({ page }) => {
    await openWizard(page);
    await page.getByRole("button", { name: /^Events: \d+ fields/ }).click();
    const list = page.getByRole("dialog", { name: "Fields of Events" });
    await list.getByRole("searchbox").fill("correlation");
    await expect(list.getByRole("row")).toHaveCount(2);
    await expect(list).toContainText("Correlation ID, a UUID.");
    await list.getByRole("searchbox").fill("point_add");
    await expect(list).toContainText("point_spend");
    await page.keyboard.press("Escape");
    await expect(list).toBeHidden();
    await expect(page.getByTestId("wizard")).toBeVisible();
  });

  test("says what another model doesn't have, and can be taken back", async ({ page }) => {
    await beginEvents(page);
    await go(page, "filters");
    await page.getByTestId("add-group").click();
    await condition(page, 0, 0, "Account", "is empty");
    await go(page, "model");
    await page.getByTestId("model-stores").click();
    await expect(page.getByText("Stores doesn’t have account")).toBeVisible();
    await expect(page.getByTestId("step-filters")).toContainText("every row");
    await page.getByRole("button", { name: "Go back to the model before" }).click();
    await expect(page.getByTestId("step-model")).toContainText("Events");
    await expect(page.getByTestId("step-filters")).toContainText("1 condition");
  });

  test("can come from another connection", async ({ page }) => {
    await openWizard(page);
    await page.getByLabel(/^Connection/).click();
    await page.getByRole("option", { name: "Warehouse drop" }).click();
    await page.getByTestId("model-events").click();
    await go(page, "review");
    await expect(page.getByTestId("review-model")).toContainText("from Warehouse drop");
  });
});

test.describe("name and timezone", () => {
  test("the file name takes parts at the caret and shows its result", async ({ page }) => {
    await beginEvents(page, "Gold: members");
    const template = page.getByTestId("file-name");
    await template.fill("-end");
    await template.press("Home");
    await page.getByRole("button", { name: "Insert name" }).click();
    await page.getByRole("button", { name: "Insert date" }).click();
    await expect(template).toHaveValue("{name}{date}-end");
    await expect(page.getByTestId("file-name-example")).toHaveText(/^Gold- members\d{4}-\d{2}-\d{2}-end\.zip$/);
    await template.fill("{nmae}");
    await expect(page.getByText("part {nmae} isn’t known")).toBeVisible();
  });

  test("a missing name is said on leaving the box", async ({ page }) => {
    await beginEvents(page, "");
    await expect(page.getByText("The export has no name.")).toBeHidden();
    await page.getByTestId("export-name").press("Tab");
    await expect(page.getByText("The export has no name.")).toBeVisible();
  });

  test("brand's and user's zones stand on top, the others are searched", async ({ page }) => {
    await beginEvents(page, "Zones", { zone: "America/New_York" });
    const zone = page.getByRole("combobox", { name: "Time zone" });
    await zone.click();
    await expect(page.getByRole("option").nth(0)).toContainText("The brand’s");
    await expect(page.getByRole("option").nth(1)).toContainText("America/New_York");
    await zone.fill("tok");
    await page.getByRole("option", { name: /Asia\/Tokyo.*UTC\+09:00/ }).click();
    await expect(page.getByTestId("step-name")).toContainText("Asia/Tokyo");
    await expect(file(page)).toContainText("+09:00");
  });
});

test.describe("filters", () => {
  test.beforeEach(async ({ page }) => {
    await beginEvents(page);
    await go(page, "filters");
    await page.getByTestId("add-group").click();
  });

  test("operators follow the type, the value follows the operator", async ({ page }) => {
    const row = await condition(page, 0, 0, "Process timestamp", "is in the last");
    await expect(row.getByRole("textbox", { name: "Count for Process timestamp" })).toHaveValue("30");
    await row.getByRole("textbox", { name: "Count for Process timestamp" }).fill("90");
    await expect(page.getByTestId("filter-sentence")).toHaveText("Process timestamp is in the last 90 days");

    await condition(page, 0, 0, "Points", "is between");
    await row.getByRole("textbox", { name: "Points from" }).fill("10");
    await row.getByRole("textbox", { name: "Points to" }).fill("12,5");
    await expect(page.getByTestId("filter-sentence")).toHaveText("Points is between 10 and 12.5");

    await condition(page, 0, 0, "Signed", "is true");
    await expect(page.getByTestId("filter-sentence")).toHaveText("Signed is true");

    await condition(page, 0, 0, "Expiry date", "is on or after");
    const day = row.getByRole("textbox", { name: "Value for Expiry date" });
    await day.fill("2026-03-31");
    await day.press("Enter");
    await expect(page.getByTestId("filter-sentence")).toHaveText("Expiry date is on or after 31 Mar 2026");
    await row.getByRole("button", { name: /from a calendar/ }).click();
    await page.getByRole("button", { name: /Tuesday, 10 March 2026|Tuesday, March 10, 2026/ }).click();
    await expect(day).toHaveValue("2026-03-10");
  });

  test("several values are chosen, typed and pasted", async ({ page }) => {
    const row = await condition(page, 0, 0, "Action", "is one of");
    const values = row.getByRole("combobox", { name: "Values for Action" });
    await values.click();
    await page.getByRole("option", { name: "checkout", exact: true }).click();
    await values.fill("my_event");
    await page.getByRole("option", { name: "Use “my_event”" }).click();
    await expect(row.getByRole("button", { name: "Remove checkout" })).toBeVisible();
    await expect(page.getByTestId("filter-sentence")).toHaveText("Action is one of checkout or my_event");
    await row.getByRole("button", { name: "Remove checkout" }).click();
    await expect(page.getByTestId("filter-sentence")).toHaveText("Action is one of my_event");

    await condition(page, 0, 0, "Account", "is one of");
    const accounts = row.getByRole("combobox", { name: "Values for Account" });
    await accounts.fill("a1");
    await accounts.press("Enter");
    await accounts.fill("a2");
    await accounts.press("Tab");
    await expect(page.getByTestId("filter-sentence")).toHaveText("Account is one of “a1” or “a2”");
  });

  test("a long list is pasted at once", async ({ page }) => {
    const row = await condition(page, 0, 0, "Account", "is one of");
    await row.getByRole("combobox", { name: "Values for Account" }).focus();
    await page.evaluate(() => {
      const clipboard = new DataTransfer();
      clipboard.setData("text", Array.from({ length: 3000 }, (_, index) => `a${index}`).join("\n"));
      document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
    });
    await expect(row.getByText("and 2,988 more")).toBeVisible();
    await expect(row.getByText("3,000 values added.")).toBeVisible();
    await expect(page.getByTestId("filter-sentence")).toContainText("or 2,994 more");
    await row.getByRole("button", { name: "Remove all values" }).click();
    await expect(page.getByTestId("filter-sentence")).toHaveText("Account is one of …");
  });

  test("groups, duplicates, removal and its undoing", async ({ page }) => {
    await condition(page, 0, 0, "Account", "contains");
    await page.getByTestId("condition-0-0").getByRole("textbox", { name: "Value for Account" }).fill("gold");
    await page.getByTestId("condition-0-0").getByRole("button", { name: "Match case" }).click();
    await page.getByTestId("condition-0-0").getByRole("button", { name: "Duplicate this condition" }).click();
    await page.getByTestId("add-group").click();
    await condition(page, 1, 0, "Points", "is at least");
    await page.getByTestId("condition-1-0").getByRole("textbox", { name: "Value for Points" }).fill("100");
    await expect(page.getByTestId("filter-sentence")).toHaveText(
      "(Account contains “gold” (in any case) and Account contains “gold” (in any case)) or Points is at least 100",
    );
    await page.getByTestId("condition-0-1").getByRole("button", { name: "Remove this condition" }).click();
    await page.getByRole("button", { name: "Group 2", exact: true }).click();
    await page.getByRole("menuitem", { name: "Remove group 2" }).click();
    await expect(page.getByTestId("step-filters")).toContainText("1 condition");
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect(page.getByTestId("step-filters")).toContainText("2 groups");
  });

  test("an unfinished condition keeps the last preview and is said calmly", async ({ page }) => {
    await page.getByTestId("condition-0-0").getByRole("button", { name: "Remove this condition" }).click();
    await expect(matching(page)).toContainText("6,412,880 rows match");
    await page.getByTestId("add-group").click();
    await condition(page, 0, 0, "Account");
    await expect(page.getByText("Choose a value for Account. Fix this to refresh the preview.")).toBeVisible();
    await expect(matching(page)).toContainText("6,412,880 rows match");
    await expect(file(page)).toContainText("id,customer");
    await page.getByTestId("condition-0-0").getByLabel(/^Comparison/).click();
    await page.getByRole("option", { name: "is empty", exact: true }).click();
    await expect(page.getByText("The preview goes on when")).toBeHidden();
    await expect(matching(page)).not.toContainText("6,412,880");
  });
});

test.describe("aggregation and fields", () => {
  test("each column needs an aggregate, one of them Group", async ({ page }) => {
    await beginEvents(page);
    await go(page, "aggregation");
    await page.getByRole("radio", { name: /One row for each group/ }).check();
    await page.getByRole("button", { name: "Choose fields and aggregates" }).click();
    await chooseFields(page, ["action", "points", "points", "signed"]);
    await chooseAggregate(page, 1, "Sum");
    await chooseAggregate(page, 2, "Max");
    await page.getByTestId("column-3-aggregate").getByLabel(/^Aggregate of/).click();
    await expect(page.getByRole("option")).toHaveText([/^Group/, /^Count/]);
    await page.getByRole("option", { name: /^Count/ }).click();
    await go(page, "review");
    await expect(page.getByTestId("review-problems")).toContainText("Choose what to calculate for Action.");
    await page.getByTestId("review-problems").getByRole("button").first().click();
    await chooseAggregate(page, 0, "Group");
    await expect(file(page)).toContainText("action,points_sum,points_max,signed_count");
    await expect(matching(page)).toContainText("after grouping");
    await go(page, "review");
    await expect(page.getByTestId("review-aggregation")).toContainText("Grouped by Action: sum of Points, max of Points and number of rows");
  });

  test("columns are searched, added, cleared and brought back", async ({ page }) => {
    await beginEvents(page);
    await chooseFields(page, ["id"]);
    await page.getByTestId("search-fields").fill("snapshot");
    await page.getByTestId("search-fields").press("Enter");
    await expect(page.getByTestId("column-1")).toContainText("Snapshot score");
    await page.getByTestId("add-all-fields").click();
    await expect(page.getByTestId("step-fields")).toContainText("45 of 45");
    await page.getByTestId("clear-fields").click();
    await expect(page.getByText("No column yet")).toBeVisible();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(page.getByTestId("step-fields")).toContainText("45 of 45");
    await page.getByRole("checkbox", { name: "All fields" }).check();
    await expect(page.getByTestId("step-fields")).toContainText("all 45");
    await page.getByRole("checkbox", { name: "All fields" }).uncheck();
    await expect(page.getByTestId("step-fields")).toContainText("45 of 45");
  });

  test("columns are moved by keys and by dragging", async ({ page }) => {
    await beginEvents(page);
    await chooseFields(page, ["id", "customer", "action", "points"]);
    const handle = page.getByRole("button", { name: "Move Points", exact: true });
    await handle.focus();
    await page.keyboard.press("Home");
    await expect(handle).toBeFocused();
    await expect(file(page)).toContainText("points,id,customer,action");
    await page.keyboard.press("ArrowDown");
    await expect(page.getByText("Points is column 2 of 4.")).toBeAttached();
    await expect(file(page)).toContainText("id,points,customer,action");

    const from = await page.getByRole("button", { name: "Move Action", exact: true }).boundingBox();
    const to = await page.getByTestId("column-0").boundingBox();
    if (!from || !to) throw new Error("a row is out of sight");
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y + to.height + 4, { steps: 5 });
    await page.mouse.move(to.x + 20, to.y + 6, { steps: 5 });
    await page.mouse.up();
    await expect(file(page)).toContainText("action,id,points,customer");
  });

  test("a column's settings show in the file at once", async ({ page }) => {
    await beginEvents(page);
    await chooseFields(page, ["timestamp", "points"]);
    await page.getByRole("button", { name: "Settings of Timestamp" }).click();
    await page.getByRole("textbox", { name: "Header" }).fill("When");
    await page.getByLabel(/^Date format/).click();
    await page.getByRole("option", { name: /Own pattern/ }).click();
    await page.getByRole("textbox", { name: "Pattern" }).fill("%d.%m.%Y");
    await expect(page.getByText(/Example: \d{2}\.\d{2}\.\d{4}$/)).toBeVisible();
    await expect(file(page)).toContainText(/When,points\n\d{2}\.\d{2}\.\d{4},/);
    await page.getByRole("textbox", { name: "Pattern" }).fill("%Q");
    await expect(page.getByText(/holds a % that isn’t followed by a known letter/).first()).toBeVisible();
    await page.getByRole("button", { name: "Reset settings" }).click();
    await page.getByRole("button", { name: "Settings of Points" }).click();
    await page.getByRole("textbox", { name: "Decimals" }).fill("2");
    await expect(file(page)).toContainText(/timestamp,points\n[^,]+,-?\d+\.00/);
  });

  test("rows are sorted by chosen fields", async ({ page }) => {
    await beginEvents(page);
    await go(page, "fields");
    await page.getByTestId("add-sort").click();
    const sort = page.getByTestId("sort-0");
    await sort.getByRole("combobox", { name: "Sort by" }).fill("points");
    await page.getByRole("option", { name: /^Points/ }).first().click();
    await sort.getByLabel(/^Direction/).click();
    await page.getByRole("option", { name: "Descending" }).click();
    await go(page, "review");
    await expect(page.getByTestId("review-fields")).toContainText("sorted by Points descending");
  });
});

test.describe("format", () => {
  test("presets, and what each choice does to the file", async ({ page }) => {
    await beginEvents(page);
    await chooseFields(page, ["id", "action"]);
    await go(page, "format");
    await customise(page);
    await page.getByTestId("preset-Excel").click();
    await page.getByRole("button", { name: "Show invisible" }).click();
    await expect(file(page)).toContainText("BOMid,actionCRLF");
    await page.getByRole("radio", { name: /^Tab/ }).check();
    await expect(file(page)).toContainText("id→action");
    await page.getByRole("radio", { name: /^Another character/ }).check();
    await page.getByTestId("delimiter-character").fill("~");
    await expect(file(page)).toContainText("id~action");
    await page.getByTestId("delimiter-character").fill("\"");
    await page.getByTestId("delimiter-character").press("Tab");
    await expect(page.getByText("\" is both delimiter and enclosure").first()).toBeVisible();
    await page.getByTestId("preset-PSV").click();
    await expect(file(page)).toContainText("id|action");
    await expect(page.getByTestId("step-format")).toContainText(".psv in .zip");
  });

  test("own presets are saved, offered and removed", async ({ page }) => {
    await beginEvents(page);
    await go(page, "format");
    await customise(page);
    await page.getByRole("radio", { name: /^Semicolon/ }).check();
    await page.getByTestId("save-preset").click();
    const name = page.getByRole("textbox", { name: "Name of the preset" });
    await name.fill("Excel");
    await expect(page.getByText("“Excel” is a ready preset")).toBeVisible();
    await name.fill("Bank");
    await name.press("Enter");
    await expect(page.getByTestId("preset-Bank")).toHaveAttribute("aria-pressed", "true");
    await page.getByTestId("preset-Antavo default").click();
    await page.getByTestId("preset-Bank").click();
    await expect(file(page)).toContainText("id;customer");
    await page.getByRole("button", { name: "Remove the preset Bank" }).click();
    await expect(page.getByTestId("preset-Bank")).toBeHidden();
  });
});

test.describe("preview", () => {
  test("tells what Excel would do", async ({ page }) => {
    await beginEvents(page);
    await chooseFields(page, ["date", "points"]);
    await page.getByRole("tab", { name: "In Excel" }).click();
    await expect(page.getByTestId("preview-excel")).toContainText("Taken for a date");
    await page.getByTestId("step-format").click();
    await page.getByTestId("preset-PSV").click();
    await page.getByRole("button", { name: "Use the Excel preset" }).click();
    await expect(page.getByTestId("preset-Excel")).toHaveAttribute("aria-pressed", "true");
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(page.getByTestId("preset-PSV")).toHaveAttribute("aria-pressed", "true");
    await page.getByRole("tab", { name: "Table" }).click();
    await expect(page.getByTestId("preview-table").getByRole("columnheader")).toHaveCount(3);
  });

  test("is resized by keys and hidden", async ({ page }) => {
    await beginEvents(page);
    const bar = page.getByRole("separator", { name: "Height of the preview" });
    await bar.focus();
    const before = Number(await bar.getAttribute("aria-valuenow"));
    await page.keyboard.press("ArrowUp");
    await expect(bar).toHaveAttribute("aria-valuenow", String(before + 4));
    await page.getByRole("button", { name: "Hide the preview" }).click();
    await expect(file(page)).toBeHidden();
    await expect(matching(page)).toContainText("rows match");
    await page.getByRole("button", { name: "Show the preview" }).click();
    await expect(file(page)).toBeVisible();
  });

  test("an older answer never replaces a newer one", async ({ page }) => {
    await page.clock.install();
    await beginEvents(page, "Slow", { slow: "500" });
    await go(page, "fields");
    await settled(page);
    await expect(file(page)).toContainText("id,customer");
    // From here on, time goes on only when told to.
    await page.clock.pauseAt(Date.now() + 60_000);
    await chooseFields(page, ["id"]);
    await page.clock.runFor(300);
    await expect(page.getByTestId("preview").locator(".content")).toHaveAttribute("aria-busy", "true");
    await page.getByTestId("add-field-action").click();
    // The first answer is there by now, and belongs to nothing any more.
    await page.clock.runFor(500);
    await expect(file(page)).toContainText("id,customer");
    await page.clock.runFor(5_000);
    await expect(file(page)).toContainText("id,action");
  });
});

test.describe("the end", () => {
  test("by hand: it is created and waits", async ({ page }) => {
    await beginEvents(page, "Waits for me");
    await go(page, "schedule");
    await page.getByRole("radio", { name: /^Manually/ }).check();
    await expect(page.getByTestId("step-schedule")).toContainText("manually");
    await go(page, "target");
    await expect(page.getByTestId("wizard")).toContainText("/home/k.nagy/Exports");
    await go(page, "review");
    await expect(page.getByTestId("create-and-run")).toBeHidden();
    await page.getByTestId("create").click();
    await expect(page.getByTestId("wizard")).toBeHidden();
    const row = page.getByRole("row").filter({ hasText: "Waits for me" });
    await expect(row).toContainText("Pending");
  });

  test("now: it is created and runs", async ({ page }) => {
    await beginEvents(page, "Runs at once");
    await go(page, "review");
    await page.getByTestId("create-and-run").click();
    await expect(page.getByTestId("wizard")).toBeHidden();
    await expect(page.getByRole("row").filter({ hasText: "Runs at once" })).toContainText(/Processing|Pending|Finished/);
  });

  test("Review lists every problem with the way to it", async ({ page }) => {
    await beginEvents(page, "");
    await go(page, "filters");
    await page.getByTestId("add-group").click();
    await chooseFields(page, []);
    await go(page, "review");
    const problems = page.getByTestId("review-problems");
    await expect(problems).toContainText("3 problems to fix");
    await expect(page.getByTestId("create-and-run")).toBeDisabled();
    await expect(page.getByTestId("step-filters")).toContainText("1 problem");
    await problems.getByRole("button", { name: /The export has no name/ }).click();
    await expect(page.getByRole("heading", { level: 2, name: "Name & time zone" })).toBeFocused();
  });

  test("an export is edited and saved", async ({ page }) => {
    await openWizard(page);
    await page.getByTestId("close-wizard").click();
    await openDetails(page, "Coupon redemption");
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Edit export" })).toBeVisible();
    await go(page, "name");
    await page.getByTestId("export-name").fill("Coupon redemption, renamed");
    await page.getByTestId("create").click();
    await expect(page.getByTestId("wizard")).toBeHidden();
    await expect(page.getByText("Coupon redemption, renamed").first()).toBeVisible();
  });
});

test.describe("the draft", () => {
  test("survives closing and is offered anew", async ({ page }) => {
    await beginEvents(page, "Half done");
    await go(page, "filters");
    await expect(page.getByTestId("draft-state")).toHaveText(/^draft saved \d{2}:\d{2}$/);
    await page.getByTestId("close-wizard").click();
    await page.getByRole("button", { name: "New export" }).first().click();
    await expect(page.getByTestId("restore-draft")).toContainText("“Half done”");
    await page.getByTestId("continue-draft").click();
    await expect(page.getByTestId("restore-draft")).toBeHidden();
    await expect(page.getByTestId("step-model")).toContainText("Events");
    await go(page, "name");
    await expect(page.getByTestId("export-name")).toHaveValue("Half done");
  });

  test("isn't begun by looking, and can be given up", async ({ page }) => {
    await openWizard(page, { draft: "1" });
    await page.getByTestId("forget-draft").click();
    await expect(page.getByTestId("restore-draft")).toBeHidden();
    await page.getByTestId("close-wizard").click();
    await page.getByRole("button", { name: "New export" }).first().click();
    await page.getByTestId("wizard").waitFor();
    await expect(page.getByTestId("restore-draft")).toBeHidden();
    await expect(page.getByTestId("draft-state")).toHaveText("");
  });

  test("Esc keeps it and closes", async ({ page }) => {
    await beginEvents(page, "By Esc");
    await page.getByRole("combobox", { name: "Time zone" }).click();
    await page.keyboard.press("Escape");
    await expect(page.getByTestId("wizard")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByTestId("wizard")).toBeHidden();
    await expect(page.getByText(/By Esc/).first()).toBeVisible();
  });

  test("of another export stays until it is given up", async ({ page }) => {
    await openWindow(page, { draft: "1" });
    await openDetails(page, "Gold customers, 90 days");
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByTestId("export-name").fill("Gold customers");
    await expect(page.getByTestId("restore-draft")).toContainText("Only one draft is kept");
    await page.getByTestId("create").click();
    await expect(page.getByText(/Draft of “Points by action, 90 days”/)).toBeVisible();

    await openDetails(page, "Gold customers");
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByTestId("export-name").fill("Gold");
    await page.getByTestId("close-wizard").click();
    const question = page.getByRole("dialog", { name: "Close and lose your changes?" });
    await question.getByRole("button", { name: "Go on editing" }).click();
    await expect(page.getByTestId("export-name")).toHaveValue("Gold");
    await page.getByTestId("close-wizard").click();
    await question.getByRole("button", { name: "Replace the draft and close" }).click();
    await expect(page.getByText(/Draft of “Gold”/)).toBeVisible();
  });

  test("is gone once it has become an export", async ({ page }) => {
    await beginEvents(page, "Becomes real");
    await expect(page.getByTestId("draft-state")).toHaveText(/draft saved/);
    await go(page, "review");
    await page.getByTestId("create").click();
    await page.getByRole("button", { name: "New export" }).first().click();
    await page.getByTestId("wizard").waitFor();
    await expect(page.getByTestId("restore-draft")).toBeHidden();
  });
});

test("what was imported is made at once, though its data models are still on their way", async ({ page }) => {
  await openWindow(page, { slow: "900" });
  await page.getByRole("button", { name: "New from…" }).click();
  await page.getByRole("menuitem", { name: "Import a definition…" }).click();
  await page.getByTestId("wizard").waitFor();
  await expect(page.getByTestId("wizard").getByText("Reading the data models…")).toBeVisible();
  await page.getByTestId("create-and-run").click();
  await expect(page.getByTestId("create-and-run")).toHaveAttribute("aria-busy", "true");
  await expect(page.getByTestId("wizard")).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: /^43 exports$/ })).toBeVisible();
});

test.describe("proposals", () => {
  test("the name follows model and first filter until one is typed", async ({ page }) => {
    await openWizard(page);
    await page.getByTestId("model-events").click();
    await go(page, "name");
    const name = page.getByTestId("export-name");
    await expect(name).toHaveValue("Events");
    await go(page, "filters");
    await page.getByTestId("add-group").click();
    await condition(page, 0, 0, "Customer", "is empty");
    await go(page, "name");
    await expect(name).toHaveValue("Events, Customer is empty");
    await name.fill("Mine");
    await go(page, "filters");
    await condition(page, 0, 0, "Customer", "is not empty");
    await go(page, "name");
    await expect(name).toHaveValue("Mine");
    await name.fill("");
    await go(page, "model");
    await page.getByTestId("model-customers").click();
    await go(page, "name");
    await expect(name).toHaveValue("");
  });

  test("chosen fields become groups and sums when aggregation is turned on", async ({ page }) => {
    await beginEvents(page);
    await chooseFields(page, ["action", "points"]);
    await go(page, "aggregation");
    await page.getByRole("radio", { name: /One row for each group/ }).check();
    await expect(file(page)).toContainText("action,points_sum");
    await go(page, "review");
    await expect(page.getByTestId("review-aggregation")).toContainText("Grouped by Action: sum of Points");
    await expect(page.getByTestId("review-problems")).toBeHidden();
  });

  test("the next export begins with the time zone that was used last", async ({ page }) => {
    await beginEvents(page, "In Tokyo");
    const zone = page.getByRole("combobox", { name: "Time zone" });
    await zone.fill("tok");
    await page.getByRole("option", { name: /Asia\/Tokyo/ }).click();
    await go(page, "review");
    await page.getByTestId("create-and-run").click();
    await expect(page.getByTestId("wizard")).toBeHidden();
    await page.getByRole("button", { name: "New export" }).click();
    await page.getByTestId("model-events").click();
    await expect(page.getByTestId("step-name")).toContainText("Asia/Tokyo");
  });
});

test.describe("undo", () => {
  test("Ctrl Z takes back step by step and shows where; in a box it stays the box's", async ({ page }) => {
    await beginEvents(page);
    await expect(page.getByRole("button", { name: "Redo" })).toBeDisabled();
    await go(page, "filters");
    await page.getByTestId("add-group").click();
    await condition(page, 0, 0, "Customer", "is empty");
    await expect(page.getByTestId("filter-sentence")).toHaveText("Customer is empty");
    await go(page, "aggregation");
    await page.getByRole("radio", { name: /One row for each group/ }).check();
    await expect(page.getByTestId("step-aggregation")).toContainText("on");
    await page.keyboard.press("Control+z");
    await expect(page.getByTestId("step-aggregation")).toContainText("off");
    await go(page, "review");
    await page.getByRole("button", { name: "Undo last change" }).click();
    await expect(page.getByRole("heading", { level: 2, name: "Filters" })).toBeVisible();
    await expect(page.getByTestId("filter-sentence")).not.toHaveText("Customer is empty");
    await page.keyboard.press("Control+Shift+z");
    await expect(page.getByTestId("filter-sentence")).toHaveText("Customer is empty");
    await go(page, "name");
    await page.getByTestId("export-name").fill("Other words");
    await page.getByTestId("export-name").press("Control+z");
    await expect(page.getByTestId("step-filters")).toContainText("1 condition");
  });
});

test("a cell, a row and the sentence are copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await beginEvents(page);
  await chooseFields(page, ["action", "points"]);
  await page.getByRole("tab", { name: "Table" }).click();
  await settled(page);
  const cells = page.getByTestId("preview-table").locator("tbody tr").nth(1).locator("[data-column]");
  const [action, points] = await cells.allInnerTexts();
  await cells.nth(0).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Copy cell" }).click();
  await expect.poll(copied).toBe(action);
  await cells.nth(0).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Copy row" }).click();
  await expect.poll(copied).toBe(`${action}\t${points}`);
  await go(page, "filters");
  await page.getByTestId("add-group").click();
  await condition(page, 0, 0, "Customer", "is empty");
  await page.getByRole("button", { name: "Copy the sentence" }).click();
  await expect.poll(copied).toBe("Customer is empty");
});
