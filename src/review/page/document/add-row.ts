import { signal } from "@preact/signals";
import { formatForEdit } from "../format/format-value.ts";
import { currentValue, type Section } from "./record-model.ts";
import { answer, isEditing, select } from "./document-state.ts";

/** The lists that a row can be added to. */
export const openLists = ["indicators", "funding", "budgetItems", "schedule", "budget"] as const;
export type OpenList = (typeof openLists)[number];

/** The fields that a person fills in for a new row, as their paths in it; a target is typed as it is printed. */
export const rowFields: Readonly<Record<OpenList, readonly string[]>> = {
  indicators: ["scope", "level1", "level2", "name", "target.raw", "level1Code", "level2Code", "weight", "note"],
  funding: ["scope", "source", "period", "amountFen"],
  budgetItems: ["group", "name", "quantity", "quantityUnit", "unitPriceFen", "amountFen", "fiscalYear", "note"],
  schedule: ["content", "start", "end"],
  budget: ["side", "item", "amountFen"],
};

/** The field that a text found in the document goes into. */
export const mainFields: Readonly<Record<OpenList, string>> = { indicators: "name", funding: "amountFen", budgetItems: "name", schedule: "content", budget: "amountFen" };

/** The row that is being added: to which part of the record, to which list, and the text it starts with. */
export interface Addition {
  readonly section: string;
  readonly list: OpenList;
  readonly text: string;
}

export const addition = signal<Addition | null>(null);

/** The lists of a part of the record. */
export function listsOf({ kind }: Section): readonly OpenList[] {
  if (kind === "project") return ["indicators", "funding", "budgetItems", "schedule"];
  return kind === "department" ? ["indicators", "budget"] : [];
}

/** Opens the form for a new row. */
export function startAdding(section: string, list: OpenList, text = ""): void {
  isEditing.value = false;
  addition.value = { section, list, text };
}

/** Opens the form for a row beside the chosen value; where that is in no list, for an indicator of its project. */
export function startAddingBeside(key: string, section: Section): void {
  const list = listsOf(section).find((one) => key.startsWith(`${section.path}.${one}[`)) ?? listsOf(section)[0];
  if (list !== undefined) startAdding(section.path, list);
}

/** The path of the row after a list's last. */
export function nextRowPath({ section, list }: Addition): string {
  const start = `${section}.${list}[`;
  const positions = (answer.value?.review?.fields ?? []).flatMap(({ path }) => (path.startsWith(start) ? [Number.parseInt(path.slice(start.length), 10)] : []));
  return `${start}${Math.max(-1, ...positions) + 1}]`;
}

/** What a new row most likely has in a field: what the list's last row has in those that repeat, else nothing. */
export function usualText(given: Addition, field: string): string {
  if (field === mainFields[given.list] && given.text !== "") return given.text;
  if (!["scope", "level1", "level2", "level1Code", "level2Code", "group", "fiscalYear"].includes(field)) return "";
  const before = nextRowPath(given).replace(/\[(\d+)\]$/u, (_, at: string) => `[${Number(at) - 1}]`);
  const last = answer.value?.review?.fields.find(({ path }) => path === `${before}.${field}`);
  if (last !== undefined) return formatForEdit(last.path, currentValue(last));
  return field === "scope" ? "annual" : "";
}

/** Closes the form, and chooses the row that was added with it. */
export function endAdding(row: string | null): void {
  addition.value = null;
  const key = row === null ? undefined : answer.value?.review?.fields.find(({ path }) => path.startsWith(`${row}.`))?.path;
  if (key !== undefined) select(key);
}
