import type { Filing } from "../canonical/record.ts";
import type { Traced } from "../canonical/traced.ts";
import { makeFinding, type Finding } from "../document/finding.ts";
import type { AlignedUnit, FormAlignment } from "./align-form.ts";
import type { Slot } from "./align-row.ts";
import { findPlaces } from "./places.ts";
import type { Mapping } from "./picture.ts";

/** A label that stands in the document whole, with nothing beside it. */
interface BlankField {
  readonly field: string;
  readonly label: Slot;
  readonly form: number;
  readonly section: number;
}

type Project = Traced<Filing>["projects"][number];

/** Single fields of a project that a form with a label for them asks to be filled in, each with where the record has it. */
const projectFields: ReadonlyMap<string, (project: Project) => unknown> = new Map([
  ["name", ({ name }) => name],
  ["category", ({ category }) => category],
  ["supervisingDepartment", ({ supervisingDepartment }) => supervisingDepartment],
  ["supervisingDepartmentCode", ({ supervisingDepartmentCode }) => supervisingDepartmentCode],
  ["implementingUnit", ({ implementingUnit }) => implementingUnit],
  ["manager", ({ manager }) => manager],
  ["phone", ({ phone }) => phone],
  ["startDate", ({ startDate }) => startDate],
  ["endDate", ({ endDate }) => endDate],
  ["startDate~endDate", ({ startDate }) => startDate],
]);

/** The same of a department; an item of its budget has no row in the record where it is blank. */
const departmentFields: ReadonlyMap<string, string> = new Map([
  ["department.fundingDepartment", "fundingDepartment"],
  ["department.staffCount", "staffCount"],
  ["department.subordinateUnitCount", "subordinateUnitCount"],
  ["department.budget.expenditure.basic", "budget"],
  ["department.budget.expenditure.project", "budget"],
]);

/** A label less like the mapping's is damaged, and what stands beside it may be somewhere else. */
const wholeLabel = 0.95;

/**
 * Labels that a form prints with nothing beside them, where it asks for a value: 主管部门编码, 联系电话, 基本支出. Where the
 * record has the value from elsewhere, or where the line is damaged, nothing is said. Adds field-blank.
 */
export function findBlankFields(mapping: Mapping, alignment: FormAlignment, filings: readonly Traced<Filing>[]): Finding[] {
  const blanks = alignment.aligned.flatMap((aligned) => listBlanks(mapping, aligned));
  const forms = [...new Set(alignment.aligned.map(({ form }) => form))];
  const filled = new Set(alignment.aligned.flatMap((aligned) => listFilled(aligned)));
  return blanks.flatMap((blank) => {
    const index = forms.indexOf(blank.form);
    const filing = filings[index];
    if (filing === undefined || filled.has(keyOf(blank))) return [];
    return describeBlank(blank, filing, `filings[${String(index)}]`, listSections(alignment, blank.form));
  });
}

function keyOf({ form, section, field }: Pick<BlankField, "form" | "section" | "field">): string {
  return `${String(form)} ${String(section)} ${field}`;
}

const isFilled = ({ chunks }: Slot): boolean => chunks.some((chunk) => chunk.text.trim() !== "");

function listBlanks(mapping: Mapping, { row, alignment, unit, form, section }: AlignedUnit): BlankField[] {
  const isSound = mapping.rows[row]?.kind === "row" && unit.running !== true && alignment.unused.every((chunk) => chunk.text.trim() === "");
  if (!isSound) return [];
  return alignment.slots.flatMap((slot, index) => {
    const label = alignment.slots[index - 1];
    if (slot.element.kind !== "field" || isFilled(slot) || label?.element.kind !== "label" || !isFilled(label) || label.similarity < wholeLabel) return [];
    return [{ field: slot.element.use.field, label, form, section }];
  });
}

function listFilled({ alignment, form, section }: AlignedUnit): string[] {
  return alignment.slots.flatMap((slot) => (slot.element.kind === "field" && isFilled(slot) ? [keyOf({ form, section, field: slot.element.use.field })] : []));
}

/** The sections of a form that are its projects, in order. */
function listSections({ aligned }: FormAlignment, form: number): number[] {
  const sections = [...new Set(aligned.flatMap((one) => (one.form === form ? [one.section] : [])))];
  return sections.some((section) => section > 0) ? sections.filter((section) => section > 0) : sections;
}

function describeBlank({ field, label, section }: BlankField, filing: Traced<Filing>, path: string, sections: readonly number[]): Finding[] {
  const ofDepartment = departmentFields.get(field);
  if (ofDepartment !== undefined && filing.department !== null) return [report(label, `${path}.department.${ofDepartment}`)];
  const index = sections.indexOf(section);
  const project = filing.projects[index];
  const get = projectFields.get(field);
  const isListed = filing.projects.length === sections.length && filing.department === null;
  if (!isListed || project === undefined || get === undefined || get(project) !== null) return [];
  return [report(label, `${path}.projects[${String(index)}].${field.replace(/~.*$/u, "")}`)];
}

function report({ chunks }: Slot, path: string): Finding {
  const label = chunks.map((chunk) => chunk.text.replace(/\s+/gu, "")).join("");
  return makeFinding("field-blank", `${label} is printed, and nothing stands beside it.`, { path, expected: label, at: findPlaces(chunks.flatMap((chunk) => chunk.spans)) });
}
