import type { Database } from "better-sqlite3";
import type { Sourced } from "../canonical/canonical-project.ts";
import type { Indicator } from "../canonical/record.ts";
import { prepareInsert } from "./prepare-insert.ts";

/** Whose indicators they are: a project's or a department's. */
export type IndicatorOwner = { readonly kind: "project" | "department"; readonly id: number };

/** Prepares the writing of one owner's indicators, in their order. */
export function prepareIndicatorWriter(database: Database): (owner: IndicatorOwner, indicators: readonly Sourced<Indicator>[]) => void {
  const insert = prepareInsert(database, "indicators", [
    "project_id",
    "department_id",
    "ordinal",
    "scope",
    "level1",
    "level2",
    "level1_code",
    "level2_code",
    "name",
    "explanation",
    "target_raw",
    "target_comparator",
    "target_value",
    "target_upper",
    "target_unit",
    "target_text",
    "weight",
    "direction",
    "note",
    "document_id",
    "path",
    "confidence",
  ]);
  return (owner, indicators) => {
    for (const [ordinal, indicator] of indicators.entries()) insert({ ...ownerColumns(owner), ordinal, ...indicatorColumns(indicator) });
  };
}

function ownerColumns(owner: IndicatorOwner) {
  return {
    project_id: owner.kind === "project" ? owner.id : null,
    department_id: owner.kind === "department" ? owner.id : null,
  };
}

function indicatorColumns({ value, documentId, path, confidence }: Sourced<Indicator>) {
  const { scope, level1, level2, name, explanation, weight, direction, note } = value;
  return {
    ...{ scope, level1, level2, name, explanation, weight, direction, note, path, confidence },
    level1_code: value.level1Code,
    level2_code: value.level2Code,
    target_raw: value.target?.raw ?? null,
    target_comparator: value.target?.comparator ?? null,
    target_value: value.target?.value ?? null,
    target_upper: value.target?.upper ?? null,
    target_unit: value.target?.unit ?? null,
    target_text: value.target?.text ?? null,
    document_id: documentId,
  };
}
