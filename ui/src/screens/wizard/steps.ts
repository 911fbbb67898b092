/** The nine steps, what stands under their names, and where problems belong. */
import type { DataModel, ExportSpec, Problem, When } from "../../ipc/backend";
import { deltaText } from "../../text/deltas";
import { wizardText } from "../../text/wizard";
import { targetText } from "../../text/wizard-steps";
import { scheduleWords } from "../schedules/words";
import { archiveWords } from "./sentences";
import { sourcedFields } from "./spec";
import { count } from "./wording";

export const steps = [
  "model", "name", "filters", "aggregation", "fields", "format", "schedule", "target", "review",
] as const;
export type Step = (typeof steps)[number];

export function isStep(text: string): text is Step {
  return steps.some((step) => step === text);
}

/** When the export runs: by itself once it is created, only by hand, or on a schedule. */
export type Beginning = "now" | "by_hand" | When["kind"];

const byRoot: Record<string, Step> = {
  model: "model",
  name: "name",
  timezone: "name",
  file_name: "name",
  entry_name: "name",
  filters: "filters",
  delta: "filters",
  aggregation: "aggregation",
  fields: "fields",
  constants: "fields",
  sort: "fields",
  format: "format",
  when_empty: "format",
  split: "format",
  companions: "format",
  sequence: "format",
  new_names_only: "format",
  schedule: "schedule",
  target: "target",
  targets: "target",
  email: "target",
};

/** The step that a problem's path leads to. */
export function stepOf(path: string): Step {
  const root = /^[a-z_]+/.exec(path)?.[0] ?? "";
  return byRoot[root] ?? "review";
}

export interface StepProblem extends Problem {
  step: Step;
}

/** `BI inbox and 1 other`; this computer keeps the file in any case. */
export function targetWords(spec: ExportSpec): string {
  const [first, ...rest] = spec.targets ?? [];
  return first === undefined ? wizardText.values.thisComputer : targetText.sum(first, rest.length);
}

/** What stands under a step's name in the rail. */
export function stepValue(step: Step, spec: ExportSpec, model: DataModel | null, beginning: Beginning): string {
  const text = wizardText.values;
  if (!model && step !== "model") return "";
  switch (step) {
    case "model": return model?.label ?? text.notChosen;
    // The name stands in the header already.
    case "name": return spec.timezone;
    case "filters": {
      const groups = spec.filters.length;
      const conditions = spec.filters.reduce((sum, group) => sum + group.length, 0);
      const rows = groups === 0 ? text.everyRow : groups === 1 ? text.conditions(conditions) : text.groups(groups);
      if (!spec.delta) return rows;
      const short = spec.delta.by === "rows" ? deltaText.shortRows : deltaText.short;
      return groups === 0 ? short : `${rows}, ${short}`;
    }
    case "aggregation": return spec.aggregation ? text.on : text.off;
    case "fields": {
      if (spec.fields === "all") return text.allOf(count(sourcedFields(model).length));
      return spec.aggregation
        ? text.columns(spec.fields.length)
        : text.someOf(count(spec.fields.length), count(sourcedFields(model).length));
    }
    case "format": return archiveWords(spec.format);
    case "schedule":
      if (spec.schedule) return scheduleWords(spec.schedule);
      return text.beginnings[beginning === "by_hand" ? "by_hand" : "now"];
    case "target": return targetWords(spec);
    case "review": return "";
  }
}
