/** What the engine says in English is shown in the window's language. */
import type { Component } from "svelte";
import { render } from "svelte/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ExportRow, Schedule, Upcoming } from "../ipc/backend";
import SchedulePanel from "../screens/details/SchedulePanel.svelte";
import NextRunList from "../screens/schedules/editor/NextRunList.svelte";
import type { NextRuns } from "../screens/schedules/next-runs.svelte";
import Timeline from "../screens/schedules/Timeline.svelte";
import { offsetsOf } from "../ipc/fake/zones";
import { keepZones } from "../zones";
import { chooseLanguage } from "./language.svelte";

vi.mock("../state/app.svelte", () => ({ app: { zone: "Europe/Budapest", settings: null, instant: () => "" } }));

const twice = "02:30 comes twice on 25 October, runs the first time";
const fire = { at: "2026-10-25T00:30:00Z", local: "2026-10-25T02:30:00+02:00", note: twice };
const schedule: Schedule = { when: { kind: "daily", times: ["02:30"] } };

beforeAll(async () => {
  vi.stubGlobal("location", { search: "" });
  vi.stubGlobal("document", { documentElement: {} });
  keepZones(offsetsOf(["Europe/Budapest"]));
  await chooseLanguage("de");
});

afterAll(async () => {
  await chooseLanguage("en");
  vi.unstubAllGlobals();
});

function shown<Props extends Record<string, unknown>>(part: Component<Props>, props: Props): string {
  return render(part as Component, { props }).body.replace(/<[^>]*>/g, "");
}

describe("in German", () => {
  it("a note of the next runs", () => {
    const next = { fires: [fire], problem: null, settled: true } as unknown as NextRuns;
    expect(shown(NextRunList, { next, timezone: "Europe/Budapest", once: false })).toContain("zweimal");
  });

  it("a note of the timeline", () => {
    const run = { ...fire, export_id: 1, export_name: "Points", timezone: "Europe/Budapest" } as Upcoming;
    expect(shown(Timeline, { runs: [run] })).toContain("zweimal");
  });

  it("why a schedule is paused", () => {
    const row = { status: "inactive", timezone: "UTC", next_fire: null, latest_status: null, paused_because: "It failed 3 times in a row" } as unknown as ExportRow;
    const words = shown(SchedulePanel, { row, schedule, onchange: () => undefined });
    expect(words).toContain("3 Mal in Folge");
  });
});
