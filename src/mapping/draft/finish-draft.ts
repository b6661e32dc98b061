import type { AlignedUnit } from "../align-form.ts";
import type { Slot } from "../align-row.ts";
import type { Unit } from "../form-text.ts";
import type { FieldElement, Mapping, PictureElement, PictureRow } from "../picture.ts";
import { labelElement } from "./draft-elements.ts";
import type { DraftedForm, DraftedUnit, DraftPicture } from "./draft-picture.ts";

type Kind = Mapping["kind"];

/** Tells the forms of a document apart, says of each whether it is a department's, and puts the picture together. */
export function finishDraft(picture: DraftPicture, units: readonly Unit[], id: string, departments: readonly number[]): DraftedForm {
  const counted = countForms(picture);
  const kinds = listKinds(counted, departments);
  const forms = new Map(counted.map((one) => [one.row, one.form]));
  const rows = picture.rows.map((row, index) => ({ ...row, elements: row.elements.map((element) => suit(element, row, kinds[forms.get(index) ?? 0] ?? "project")) }));
  const aligned = counted.map((one): AlignedUnit => {
    const row = picture.rows[one.row];
    const slots = row === undefined ? one.alignment.slots : suitSlots(one.alignment.slots, row, kinds[one.form] ?? "project");
    return { ...one, alignment: { ...one.alignment, slots } };
  });
  const taken = new Set(counted.map((one) => one.unit));
  const mapping: Mapping = { id, title: "由通用标签识别的表", kind: kinds[0] ?? "project", formKinds: kinds, regionCode: null, rows, file: "labels.md" };
  return { mapping, alignment: { aligned, left: units.filter((unit) => !taken.has(unit)), score: aligned.length } };
}

/**
 * Each title with a form of its own below it begins another form: a project's or a department's, not the same one going on
 * over a page. Where a form names a second project without a title, that is another project of the same form.
 */
function countForms(picture: DraftPicture): AlignedUnit[] {
  const parts = splitAtTitles(picture);
  const forms: DraftedUnit[][] = [];
  for (const part of parts) {
    const last = forms.at(-1);
    if (last !== undefined && !(isWhole(picture, last) && isWhole(picture, part))) last.push(...part);
    else forms.push([...part]);
  }
  return forms.flatMap((form, index) => countSections(picture, form, index));
}

function splitAtTitles(picture: DraftPicture): DraftedUnit[][] {
  const parts: DraftedUnit[][] = [];
  for (const one of picture.placed) {
    if (parts.length === 0 || picture.titles.has(one.row)) parts.push([]);
    parts.at(-1)?.push(one);
  }
  return parts;
}

/** A form by itself says whose it is and holds a few things more. */
function isWhole(picture: DraftPicture, part: readonly DraftedUnit[]): boolean {
  const fields = part.flatMap(({ alignment }) => listFields(alignment.slots));
  const inLists = part.some((one) => picture.rows[one.row]?.kind === "values" && listFields(one.alignment.slots).includes("name"));
  const about = inLists || fields.includes("name") || fields.includes("department.name") || fields.includes("indicators.name");
  return about && new Set(fields).size >= leastFields;
}

/** Fewer fields than this, its title and year among them, are no form. */
const leastFields = 5;

const listFields = (slots: readonly Slot[]): string[] => slots.flatMap(({ element, chunks }) => (element.kind === "field" && chunks.length > 0 ? [element.use.field] : []));

/** Numbers the projects of a form that has several, one below the other; 0 for what stands before the first. */
function countSections(picture: DraftPicture, form: readonly DraftedUnit[], index: number): AlignedUnit[] {
  const isName = (one: DraftedUnit): boolean => picture.rows[one.row]?.kind === "row" && listFields(one.alignment.slots).includes("name");
  const many = form.filter(isName).length > 1;
  let section = 0;
  return form.map((one) => ({ ...one, form: index, section: many && isName(one) ? (section += 1) : section }));
}

/** A form is a department's where its title or a list of tasks says so, and it is not about one project. */
function listKinds(counted: readonly AlignedUnit[], departments: readonly number[]): Kind[] {
  const forms = Math.max(0, ...counted.map((one) => one.form)) + 1;
  const rows = new Set(departments);
  return Array.from({ length: forms }, (_, form): Kind => (counted.some((one) => one.form === form && rows.has(one.row)) ? "department" : "project"));
}

const departmentFields: Readonly<Record<string, string>> = {
  "goals.overall": "department.goal",
  "goals.annual": "department.goal",
  phone: "preparer.phone",
  "funding.fiscal": "department.budget.income.fiscal",
  "funding.other": "department.budget.income.other",
};
const projectFields: Readonly<Record<string, string>> = { "department.name": "supervisingDepartment", "department.goal": "goals.annual" };

/** A department's form calls its own goal and money what a project's form calls the project's. */
function suit(element: PictureElement, row: PictureRow, kind: Kind): PictureElement {
  if (element.kind !== "field") return element;
  const inList = row.kind === "values" && row.elements.some((one) => one.kind === "field" && one.use.field === "name");
  const field = (kind === "project" ? projectFields : inList ? {} : departmentFields)[element.use.field];
  return field === undefined ? element : rename(element, field);
}

const rename = (element: FieldElement, field: string): FieldElement => ({ ...element, use: { ...element.use, field } });

/** The same for what stands on a line, where the line's own words may say more. */
function suitSlots(slots: readonly Slot[], row: PictureRow, kind: Kind): Slot[] {
  const fields = listFields(slots);
  const amounts = kind === "department" ? suitAmounts(slots) : undefined;
  if (amounts !== undefined) return amounts;
  return slots.map((slot): Slot => {
    const { element } = slot;
    // 填报人 and 联系电话 on one line: the number is the clerk's.
    const clerks = element.kind === "field" && element.use.field === "phone" && fields.includes("preparer.name") && !fields.includes("manager");
    return { ...slot, element: clerks ? rename(element, "preparer.phone") : suit(element, row, kind) };
  });
}

const budgetOf: readonly (readonly [RegExp, string])[] = [
  [/基本支出/u, "department.budget.expenditure.basic"],
  [/项目支出/u, "department.budget.expenditure.project"],
  [/财政|一般公共预算/u, "department.budget.income.fiscal"],
  [/其他/u, "department.budget.income.other"],
];

/** A row of a table of amounts: its label tells which of the department's amounts it is. Undefined where it is no such row. */
function suitAmounts(slots: readonly Slot[]): Slot[] | undefined {
  const source = slots.find(({ element }) => element.kind === "field" && element.use.field === "funding.source");
  const text = source?.chunks.map((chunk) => chunk.text).join("") ?? "";
  const field = source === undefined ? undefined : budgetOf.find(([words]) => words.test(text))?.[1];
  if (source === undefined || field === undefined) return undefined;
  return slots.map((slot): Slot => {
    if (slot === source) return { ...slot, element: labelElement(text, 0) };
    return slot.element.kind === "field" && slot.element.use.field === "funding.amount" ? { ...slot, element: rename(slot.element, field) } : slot;
  });
}
