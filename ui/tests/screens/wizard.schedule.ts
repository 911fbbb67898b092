/** When an export runs: every kind of schedule, made, checked, kept. */
import { expect, test, type Page } from "@playwright/test";
import { openDetails } from "./support";
import { beginEvents, go } from "./wizard.support";

/** A Tuesday before the clocks of Europe and America go back. */
const OCTOBER = new Date("2026-10-20T10:00:00Z");

const kind = (page: Page, name: string) => page.getByTestId(`schedule-${name}`);
const nextRuns = (page: Page) => page.getByTestId("next-runs").getByRole("listitem");
const editor = (page: Page) => page.getByTestId("schedule-editor");

async function beginSchedule(page: Page, name: string, query: Record<string, string> = {}): Promise<void> {
  await page.clock.setFixedTime(OCTOBER);
  await beginEvents(page, "Points by night", query);
  await go(page, "schedule");
  await kind(page, name).check();
}

test("daily: times are typed or picked, and the next ten runs follow", async ({ page }) => {
  await beginSchedule(page, "daily");
  await expect(nextRuns(page)).toHaveCount(10);
  await expect(nextRuns(page).first()).toContainText("Wed 21 Oct");
  const first = page.getByRole("textbox", { name: "Time 1" });
  await expect(first).toHaveValue("06:00");
  await first.fill("630 pm");
  await first.press("Tab");
  await expect(first).toHaveValue("18:30");
  await expect(nextRuns(page).first()).toContainText("Tue 20 Oct 18:30");

  await page.getByRole("button", { name: "Add a time" }).click();
  await expect(page.getByRole("textbox", { name: "Time 2" })).toBeFocused();
  await page.getByRole("button", { name: "Choose Time 2 from a clock" }).click();
  await page.getByRole("button", { name: "Hour 05" }).click();
  await page.getByRole("button", { name: "Minute 45" }).click();
  await expect(page.getByRole("textbox", { name: "Time 2" })).toHaveValue("05:45");
  await expect(nextRuns(page).nth(1)).toContainText("Wed 21 Oct 05:45");
  await expect(page.getByTestId("step-schedule")).toContainText("Daily 05:45, 18:30");

  await page.getByRole("button", { name: "Remove 18:30" }).click();
  await go(page, "review");
  await expect(page.getByTestId("review-schedule")).toContainText("Every day at 05:45");
  await expect(page.getByTestId("review-schedule")).toContainText("Times of Europe/Budapest. If missed, catches up once, up to 7 days late.");
  await expect(page.getByTestId("create-and-run")).toBeHidden();
  await page.getByTestId("create").click();
  const row = page.getByRole("row").filter({ hasText: "Points by night" });
  await expect(row).toContainText("Daily 05:45");
  await expect(row).toContainText("Tomorrow 05:45");
  await expect(row).toContainText("Active");
});

test("a change of the clocks is told, in the export's zone and the viewer's", async ({ page }) => {
  await beginSchedule(page, "daily", { zone: "America/New_York" });
  await page.getByRole("textbox", { name: "Time 1" }).fill("2:30");
  await page.keyboard.press("Tab");
  const sunday = nextRuns(page).filter({ hasText: "Sun 25 Oct 02:30" });
  await expect(sunday).toContainText("02:30 comes twice on 25 October, runs the first time");
  await expect(sunday).toContainText("Sat 24 Oct 20:30");
  // Europe has gone back, America hasn't yet.
  await expect(nextRuns(page).filter({ hasText: "Mon 26 Oct 02:30" })).toContainText("Sun 25 Oct 21:30");

  await kind(page, "on_date").check();
  await page.getByRole("textbox", { name: "Day" }).fill("2027-03-28");
  await page.keyboard.press("Tab");
  await expect(nextRuns(page)).toHaveCount(1);
  await expect(nextRuns(page)).toContainText("03:30");
  await expect(nextRuns(page)).toContainText("02:30 does not exist on 28 March, runs 03:30");
});

test("weekly: any days, at least one", async ({ page }) => {
  await beginSchedule(page, "weekly");
  await expect(editor(page).locator("[aria-pressed=true]")).toHaveCount(0);
  await page.getByRole("button", { name: "Mon–Fri" }).click();
  await expect(page.getByTestId("step-schedule")).toContainText("Weekly Mon–Fri 06:00");
  await expect(nextRuns(page).nth(3)).toContainText("Mon 26 Oct");
  for (const day of ["Mon", "Tue", "Wed", "Thu", "Fri"]) await page.getByRole("button", { name: day, exact: true }).click();
  await expect(editor(page)).toContainText("No day of the week is chosen. Choose at least one.");
  await expect(page.getByTestId("create")).toBeDisabled();
  await page.getByRole("button", { name: "Sun", exact: true }).click();
  await expect(editor(page)).not.toContainText("Choose at least one");
  await expect(nextRuns(page).first()).toContainText("Sun 25 Oct 06:00");
});

test("monthly: days that some months don't have, and the last", async ({ page }) => {
  await beginSchedule(page, "monthly");
  await expect(editor(page).locator("[aria-pressed=true]")).toHaveCount(0);
  await expect(page.getByTestId("create")).toBeDisabled();
  await expect(editor(page)).not.toContainText("No day of the month is chosen.");
  await page.getByRole("button", { name: "Day 31" }).click();
  await expect(editor(page)).toContainText("A month that has no 31 is passed over.");
  await expect(nextRuns(page).nth(1)).toContainText("Thu 31 Dec");
  await page.getByRole("button", { name: "Last day of the month" }).click();
  await expect(nextRuns(page).nth(1)).toContainText("Mon 30 Nov");
  await expect(nextRuns(page).nth(0)).toContainText("Sat 31 Oct");
  await expect(nextRuns(page)).toHaveCount(10);
  await go(page, "review");
  await expect(page.getByTestId("review-schedule")).toContainText("On the 31st and last day of every month at 06:00");
});

test("on a date: the past is refused in words", async ({ page }) => {
  await beginSchedule(page, "on_date");
  await expect(page.getByRole("textbox", { name: "Day" })).toHaveValue("2026-10-21");
  await page.getByRole("textbox", { name: "Day" }).fill("2026-10-20");
  await page.getByRole("textbox", { name: "Time" }).fill("12:00");
  await page.keyboard.press("Tab");
  await expect(editor(page)).toContainText("20 Oct 2026, 12:00 has passed in Europe/Budapest. Choose a later day or time.");
  await expect(page.getByTestId("create")).toBeDisabled();
  await page.getByRole("textbox", { name: "Time" }).fill("12:01");
  await page.keyboard.press("Tab");
  await expect(editor(page)).not.toContainText("has passed");
  await expect(nextRuns(page)).toContainText("Tue 20 Oct 12:01");
  await page.getByRole("button", { name: "Choose Day from a calendar" }).click();
  await page.getByRole("button", { name: /31 October 2026/ }).click();
  await expect(page.getByRole("textbox", { name: "Day" })).toHaveValue("2026-10-31");
  await page.getByTestId("create").click();
  const row = page.getByRole("row").filter({ hasText: "Points by night" });
  await expect(row).toContainText("On 31 Oct 2026, 12:01");
  await expect(row).toContainText("Pending");
});

test("what can't be a day or time stays as it was typed, with words beside it", async ({ page }) => {
  await beginSchedule(page, "daily");
  const time = page.getByRole("textbox", { name: "Time 1" });
  await time.fill("half past six");
  await time.press("Tab");
  await expect(editor(page)).toContainText("“half past six” isn’t a time of day. Write it as 06:00 or 18:30.");
  await expect(time).toHaveAttribute("aria-invalid", "true");
  await expect(time).toHaveValue("half past six");
  await time.fill("6");
  await time.press("Tab");
  const first = page.getByRole("textbox", { name: "First day" });
  const last = page.getByRole("textbox", { name: "Last day" });
  await first.fill("31 Oct");
  await first.press("Tab");
  await expect(editor(page)).toContainText("“31 Oct” isn’t a day.");
  await first.fill("2026-10-31");
  await last.fill("2026-10-30");
  await last.press("Tab");
  await expect(editor(page)).toContainText("The last day is before the first.");
  await last.fill("2026-11-02");
  await last.press("Tab");
  await expect(nextRuns(page)).toHaveCount(3);
  await expect(page.getByText("Then it ends.")).toBeVisible();
  await go(page, "review");
  await expect(page.getByTestId("review-schedule")).toContainText("from 31 October 2026 until 2 November 2026");
});

test("missed runs and failures: the choice is said in words", async ({ page }) => {
  await beginSchedule(page, "daily");
  await page.getByRole("radio", { name: /^Catch up all/ }).check();
  const age = page.getByRole("textbox", { name: "Don’t catch up runs older than" });
  await age.fill("0");
  await age.press("Tab");
  await expect(editor(page)).toContainText("Type a whole number, at most 8760 hours or 365 days.");
  await age.fill("2");
  await age.press("Tab");
  await page.getByRole("checkbox", { name: "Warn me if the file isn’t there in time" }).check();
  // Nothing is wrong before somebody has been there.
  await expect(page.getByText("The time is empty.")).toHaveCount(0);
  await page.getByRole("textbox", { name: "Due by" }).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByText("The time is empty.").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Due by" }).fill("7:30");
  await page.keyboard.press("Tab");
  await expect(page.getByText("The time is empty.")).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Pause after repeated failures" }).check();
  await page.getByRole("textbox", { name: "After failures in a row" }).fill("5");
  await page.keyboard.press("Tab");
  await go(page, "review");
  await expect(page.getByTestId("review-schedule")).toContainText("If missed, catches up all, up to 2 days late. Pauses after 5 failures in a row. Due by 07:30.");
  await go(page, "schedule");
  await page.getByRole("radio", { name: /^Skip/ }).check();
  await expect(age).toBeHidden();
});

test("another kind keeps what fits; by hand and back keeps it all", async ({ page }) => {
  await beginSchedule(page, "weekly");
  await page.getByRole("button", { name: "Fri", exact: true }).click();
  await page.getByRole("textbox", { name: "Time 1" }).fill("21:15");
  await page.keyboard.press("Tab");
  await kind(page, "by_hand").check();
  await expect(editor(page)).toBeHidden();
  await expect(page.getByTestId("step-schedule")).toContainText("manually");
  await kind(page, "weekly").check();
  await expect(page.getByTestId("step-schedule")).toContainText("Weekly Fri 21:15");
  await kind(page, "monthly").check();
  await expect(page.getByTestId("step-schedule")).toContainText("Monthly");
});

test("the draft keeps the schedule, and whether it waits for a hand", async ({ page }) => {
  await beginSchedule(page, "weekly");
  await page.getByRole("button", { name: "Fri", exact: true }).click();
  await page.getByTestId("close-wizard").click();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByTestId("step-schedule")).toContainText("Weekly Fri 06:00");
  await go(page, "schedule");
  await kind(page, "by_hand").check();
  await page.getByTestId("close-wizard").click();
  await page.getByRole("button", { name: "New export" }).first().click();
  await page.getByRole("button", { name: "Continue the draft" }).click();
  await expect(page.getByTestId("step-schedule")).toContainText("manually");
});

test("a date that has passed isn't in the way of other changes", async ({ page }) => {
  await beginSchedule(page, "on_date");
  await page.getByTestId("create").click();
  await page.clock.setFixedTime(new Date("2026-11-02T10:00:00Z"));
  await openDetails(page, "Points by night");
  await page.getByRole("button", { name: "Edit" }).click();
  await go(page, "schedule");
  await expect(page.getByText("It was planned for 21 Oct 2026, 06:00, which has passed")).toBeVisible();
  await expect(kind(page, "by_hand")).toBeChecked();
  await expect(page.getByTestId("create")).toBeEnabled();
});

test("a clone takes the schedule along", async ({ page }) => {
  await beginSchedule(page, "daily");
  await page.getByTestId("create").click();
  await openDetails(page, "Points by night");
  await page.getByRole("button", { name: "Clone" }).click();
  await expect(page.getByTestId("step-schedule")).toContainText("Daily 06:00");
});

test("a schedule is made with the keyboard alone", async ({ page }) => {
  await page.clock.setFixedTime(OCTOBER);
  await beginEvents(page, "By keys");
  await page.getByTestId("step-schedule").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: "Schedule" })).toBeFocused();
  await page.keyboard.press("Tab");
  for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press("ArrowDown");
  await expect(kind(page, "weekly")).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Mon–Fri" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Mon", exact: true })).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("step-schedule")).toContainText("Weekly Sat, Sun");
  await page.keyboard.press("Tab");
  await page.keyboard.type("22.15");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Hour 22" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("textbox", { name: "Time 1" })).toHaveValue("23:15");
  await expect(page.getByTestId("wizard")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Add a time" })).toBeFocused();
  await expect(nextRuns(page).first()).toContainText("Sat 24 Oct 23:15");
});
