import type { Database } from "better-sqlite3";
import { lowestConfidence } from "../canonical/record-path.ts";
import type { Department } from "../canonical/record.ts";
import type { Traced } from "../canonical/traced.ts";
import { prepareIndicatorWriter } from "./indicator-writer.ts";
import { prepareInsert } from "./prepare-insert.ts";

/** One document's reading of a department's own form. */
export interface DepartmentReading {
  readonly id: number;
  readonly documentId: number;
  readonly filingId: number;
  /** The department's path in its document's record. */
  readonly path: string;
  readonly plain: Department;
  readonly traced: Traced<Department>;
}

/** Prepares the writing of departments with their budget and indicators. */
export function prepareDepartmentWriter(database: Database): (reading: DepartmentReading) => void {
  const insertDepartment = prepareDepartmentInsert(database);
  const writeBudget = prepareBudgetWriter(database);
  const writeIndicators = prepareIndicatorWriter(database);
  return (reading) => {
    insertDepartment(reading);
    writeBudget(reading);
    const indicators = reading.plain.indicators.map((value, index) => ({
      value,
      documentId: reading.documentId,
      path: `${reading.path}.indicators[${index}]`,
      confidence: lowestConfidence(reading.traced.indicators[index]),
    }));
    writeIndicators({ kind: "department", id: reading.id }, indicators);
  };
}

function prepareDepartmentInsert(database: Database): (reading: DepartmentReading) => void {
  const insert = prepareInsert(database, "departments", [
    "id",
    "document_id",
    "filing_id",
    "path",
    "name",
    "funding_department",
    "staff_count",
    "subordinate_unit_count",
    "goal",
    "confidence",
  ]);
  return ({ id, documentId, filingId, path, plain, traced }) => {
    insert({
      ...{ id, document_id: documentId, filing_id: filingId, path, name: plain.name, goal: plain.goal },
      funding_department: plain.fundingDepartment,
      staff_count: plain.staffCount,
      subordinate_unit_count: plain.subordinateUnitCount,
      confidence: lowestConfidence(traced),
    });
  };
}

function prepareBudgetWriter(database: Database): (reading: DepartmentReading) => void {
  const insert = prepareInsert(database, "department_budget", [
    "department_id",
    "ordinal",
    "side",
    "item",
    "amount_fen",
    "path",
    "confidence",
  ]);
  return ({ id, path, plain, traced }) => {
    for (const [ordinal, { side, item, amountFen }] of plain.budget.entries()) {
      const confidence = lowestConfidence(traced.budget[ordinal]);
      insert({ department_id: id, ordinal, side, item, amount_fen: amountFen, path: `${path}.budget[${ordinal}]`, confidence });
    }
  };
}
