import { foldName, foldUnit, type FoldedName, type FoldedUnit } from "./fold-name.ts";

/** What one document says of one project, as far as it tells who the project is. Null where the document does not say. */
export interface ProjectReadingFacts {
  /** Names the reading whatever the order of import: its document's hash and its path in the record. */
  readonly id: string;
  /** Two readings of one document are two projects, unless its department's form lists what its own form describes. */
  readonly documentId: string;
  readonly kind: "project" | "department";
  readonly regionCode: string | null;
  readonly fiscalYear: number | null;
  readonly name: string | null;
  readonly code: string | null;
  readonly implementingUnit: string | null;
  readonly supervisingDepartment: string | null;
  /** 填报单位, or the name of the department whose form lists the project. */
  readonly reportingUnit: string | null;
  /** The year's total. */
  readonly amountFen: number | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
}

/** The facts with what is compared again and again worked out once. */
export interface ProjectSketch {
  readonly facts: ProjectReadingFacts;
  /** The form's year, else the year the project starts in. */
  readonly year: number | null;
  readonly name: FoldedName | null;
  readonly code: string | null;
  /** Who carries the project out, where the document says so. */
  readonly unit: FoldedUnit | null;
  /** Everyone the document names with the project, the implementing unit among them. */
  readonly units: readonly FoldedUnit[];
}

/** Prepares a reading for comparison. */
export function sketchProject(facts: ProjectReadingFacts): ProjectSketch {
  const year = facts.fiscalYear ?? (facts.startDate === null ? null : Number(facts.startDate.slice(0, 4)));
  const unit = foldUnit(facts.implementingUnit);
  const others = [facts.supervisingDepartment, facts.reportingUnit].map(foldUnit);
  const units = [unit, ...others].filter((one) => one !== null);
  return {
    facts,
    year,
    name: foldName(facts.name, year),
    code: foldCode(facts.code),
    unit,
    units: units.filter((one, index) => units.findIndex((other) => other.full === one.full) === index),
  };
}

function foldCode(code: string | null): string | null {
  const folded = code?.normalize("NFKC").replace(/[\s\p{Pd}_.]/gu, "").toUpperCase() ?? "";
  return folded === "" ? null : folded;
}
