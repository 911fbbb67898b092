import { expect, test } from "vitest";
import { answersText, waitText } from "../../text/answers";
import { pathProblem, waits } from "./answer";

test("paths of answers that can be matched to their file", () => {
  for (const path of ["{file}.err", "{stem}_result*.csv", "/out/{stem}/r*.txt", " rejects/{stem}.txt "]) expect(pathProblem(path), path).toBeNull();
  const wrong: [string, string][] = [
    ["", answersText.pathMissing],
    ["../result/{file}", answersText.pathLeaves],
    ["results//{file}", answersText.pathLeaves],
    ["results\\{file}", answersText.pathSlash],
    ["{stem}_{date}.csv", answersText.pathParts],
    ["*.csv", answersText.pathUnnamed],
    ["{stem}*result*.csv", answersText.pathStars],
    ["*/{file}.err", answersText.pathStars],
    ["{file}", answersText.pathAlone],
  ];
  for (const [path, says] of wrong) expect(pathProblem(path), path).toBe(says);
});

test("a wait that was set elsewhere can be kept", () => {
  expect(waits(240)).toContain(240);
  expect(waits(90)).toEqual([15, 30, 60, 90, 120, 240, 480, 720, 1440, 2880, 4320, 10_080]);
  expect([90, 240, 1440].map(waitText)).toEqual(["90 minutes", "4 hours", "1 day"]);
});
