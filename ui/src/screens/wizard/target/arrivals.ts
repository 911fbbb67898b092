/** Where the file of an export will arrive, and what is worth a second look about that. */
import type { ExportSpec, Problem } from "../../../ipc/backend";
import type { Target } from "../../../ipc/targets";
import { profiles } from "../../../state/profiles.svelte";
import { targets } from "../../../state/targets.svelte";
import { targetText as text } from "../../../text/wizard-steps";
import { targetsText } from "../../../text/targets";
import { arrivalOf, isAlwaysSame } from "../../targets/arrival";
import { isUnencrypted } from "../../targets/kinds";
import { exampleValues } from "../example-name";
import type { StepProblem } from "../steps";
import { listed } from "../wording";

/** The chosen targets that exist. */
export function chosenTargets(spec: ExportSpec): Target[] {
  return (spec.targets ?? []).map((name) => targets.named(name)).filter((target) => target !== null);
}

/** By example: with the name, the moment and the rows of now. */
export function arrivalAt(target: Target, spec: ExportSpec, matching: number | null): string {
  const applied = profiles.applied(spec);
  return arrivalOf(target.settings, applied, exampleValues(applied, matching));
}

export function arrivalsOf(wizard: { spec: ExportSpec }, matching: number | null): { target: Target; path: string }[] {
  return chosenTargets(wizard.spec).map((target) => ({ target, path: arrivalAt(target, wizard.spec, matching) }));
}

/** Targets that are gone; nothing is said before they are known. */
export function checkTargets(spec: ExportSpec): StepProblem[] {
  if (targets.list === null) return [];
  return (spec.targets ?? []).flatMap((name, index) =>
    targets.named(name) ? [] : [{ path: `targets[${index}]`, step: "target" as const, message: text.gone(name), hint: text.goneHint }],
  );
}

/** What doesn't keep it from running. */
export function targetWarnings(spec: ExportSpec): Problem[] {
  const chosen = chosenTargets(spec);
  const applied = profiles.applied(spec);
  const same = chosen.filter((target) => isAlwaysSame(target.settings, applied));
  const named = (some: Target[]) => listed(some.map((target) => target.name));
  const replaced = same.filter((target) => target.options.if_exists === "replace");
  const refused = same.filter((target) => target.options.if_exists === "fail");
  const open = chosen.filter((target) => isUnencrypted(target.settings));
  return [
    ...(replaced.length > 0 ? [{ path: "targets", message: `${text.sameName}.`, hint: text.sameReplaces(named(replaced)) }] : []),
    ...(refused.length > 0 ? [{ path: "targets", message: `${text.sameName}.`, hint: text.sameFails(named(refused)) }] : []),
    ...open.map((target) => ({
      path: "targets",
      message: `${target.name}: ${target.settings.kind === "ftp" ? targetsText.ftpWarning : targetsText.httpWarning}.`,
      hint: target.settings.kind === "ftp" ? targetsText.ftpWarningText : targetsText.httpWarningText,
    })),
  ];
}
