/** What partners answer: the rule in a target's form, and the answers in the drawer. */
import { expect, test } from "@playwright/test";
import { expectAccessible, expectFits, openDetails, openScreen, openWindow } from "./support";

const corner = "section[aria-label=Notifications]";

test("a target waits for an answer whose path says which file it is about", async ({ page }) => {
  await openWindow(page);
  await openScreen(page, "Targets");
  await page.getByRole("button", { name: "Edit BI inbox" }).click();
  const dialog = page.getByRole("dialog");
  const path = dialog.getByRole("textbox", { name: "Path of the answer" });
  await expect(path).toHaveCount(0);
  await dialog.getByRole("checkbox", { name: "Wait for the partner’s answer" }).check();
  await dialog.getByRole("button", { name: "Save target" }).click();
  await expect(path).toBeFocused();
  await expect(dialog.getByText("Type the path, such as {stem}_result*.csv.")).toBeVisible();
  await path.fill("../result/{file}");
  await expect(dialog.getByText("Leave out . and .. and empty parts.")).toBeVisible();
  await path.fill("/result/{file}_result");
  await expect(path).not.toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("combobox", { name: /^Wait at most/ }).click();
  await page.getByRole("option", { name: "2 days" }).click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save target" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: "Edit BI inbox" }).click();
  await expect(path).toHaveValue("/result/{file}_result");
  await expect(dialog.getByRole("combobox", { name: /^Wait at most/ })).toContainText("2 days");
  await dialog.getByRole("checkbox", { name: "Wait for the partner’s answer" }).uncheck();
  await expect(path).toHaveCount(0);
});

test("the drawer says what a partner answered, and shows and saves it", async ({ page }) => {
  await openWindow(page);
  await openDetails(page, "Coupon redemption");
  const drawer = page.getByRole("dialog", { name: "Coupon redemption" });
  await expect(drawer.getByText(/^No rows were rejected by/).first()).toBeVisible();
  await expect(drawer.getByText(/^No answer by/).first()).toBeVisible();
  const answers = drawer.getByRole("list", { name: "Answers from Finance" }).filter({ hasText: /Rows were rejected: / }).first();
  await expect(answers).toContainText(/Rows were rejected: .+_rejects\.csv \(23 lines\)/);
  await answers.getByRole("button", { name: /^Show answer/ }).click();
  await expect(answers.getByRole("region")).toContainText("line;member;reason");
  await expect(answers).toContainText("The answer has more lines.");
  await expectAccessible(page);
  await expectFits(page);
  await answers.getByRole("button", { name: /^Hide answer/ }).click();
  await expect(answers.getByRole("region")).toHaveCount(0);
  await answers.getByRole("button", { name: /^Save answer/ }).click();
  await expect(page.locator(corner).getByText("Saved as /home/k.nagy/Downloads/rejects.csv")).toBeVisible();
});
