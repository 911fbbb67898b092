/** A model's fields as choices of a combobox. */
import type { DataModel, Field } from "../../ipc/backend";
import type { ComboboxOption } from "../../parts/Combobox.svelte";
import { typeText } from "../../text/wizard-operators";
import { findField } from "./spec";

/** Name, then the id where it differs, and the type; searched by all three. */
export function fieldOption(field: Field): ComboboxOption {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  const detail = plain(field.label) === plain(field.id) ? typeText[field.type] : `${field.id} · ${typeText[field.type]}`;
  return { value: field.id, label: field.label, detail };
}

/** All fields that have a source, and the one that is chosen already if it is a member of an object. */
export function fieldOptions(model: DataModel | null, chosen = "", fits: (field: Field) => boolean = () => true): ComboboxOption[] {
  if (!model) return [];
  const options = model.fields.filter((field) => fits(field) && (!field.missing || field.id === chosen)).map(fieldOption);
  const member = model.fields.some((field) => field.id === chosen) ? null : findField(model, chosen);
  return member ? [fieldOption(member), ...options] : options;
}
