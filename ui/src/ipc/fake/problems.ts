/** What is wrong with a definition, as the engine would say it. */
import type { ExportSpec, Problem } from "../backend";
import { allModels } from "./models";
import { fieldOf } from "./query";

export function problemsOf(spec: ExportSpec): Problem[] {
  if (spec.members && spec.members.length > 0) {
    const names = spec.members.map(({ name }) => name.trim());
    const twice = names.findIndex((name, index) => names.indexOf(name) < index);
    const same: Problem[] = twice < 0 ? [] : [{ path: `members[${twice}].name`, message: `Two members are called “${names[twice] ?? ""}”`, hint: "Give each its own name." }];
    return [...same, ...spec.members.flatMap((member, index) => problemsOf(member).map((problem) => ({ ...problem, path: `members[${index}].${problem.path}` })))];
  }
  const model = allModels.find((candidate) => candidate.id === spec.model);
  if (!model) return [{ path: "model", message: "No data model is chosen", hint: "Choose one." }];
  const problems: Problem[] = [];
  if (spec.name.trim() === "") problems.push({ path: "name", message: "The export has no name", hint: "Type one." });
  if (spec.fields !== "all" && spec.fields.length === 0) problems.push({ path: "fields", message: "No field is chosen", hint: "Add a field, or choose all fields." });
  spec.filters.forEach((group, place) => group.forEach((condition, index) => {
    if (!fieldOf(model, condition.field)) problems.push({ path: `filters[${place}][${index}].field`, message: `Field \`${condition.field}\` isn't in ${model.label}`, hint: "Choose another field." });
  }));
  if (spec.fields !== "all") spec.fields.forEach((column, index) => {
    if (!fieldOf(model, column.field)) problems.push({ path: `fields[${index}].field`, message: `Field \`${column.field}\` isn't in ${model.label}`, hint: "Remove it." });
    if (spec.aggregation && !column.aggregate) problems.push({ path: `fields[${index}].aggregate`, message: `What to do with \`${column.field}\` isn't chosen`, hint: "Choose Group, Count, Sum, Average, Min or Max." });
  });
  if (spec.aggregation && (spec.fields === "all" || !spec.fields.some((column) => column.aggregate === "group"))) problems.push({ path: "fields", message: "No field is grouped by", hint: "Choose Group for at least one field." });
  return problems;
}
