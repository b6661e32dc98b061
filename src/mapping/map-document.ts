import type { Document } from "../document/document.ts";
import { makeFinding, type Finding } from "../document/finding.ts";
import type { Coverage, Filing, Statement } from "../canonical/record.ts";
import type { Traced, Unmapped } from "../canonical/traced.ts";
import { findMoneyUnit, type MoneyUnit } from "../canonical/money.ts";
import { accountFor } from "./accounting.ts";
import type { FormAlignment } from "./align-form.ts";
import { findBlankFields } from "./blank-fields.ts";
import { buildCount, buildMoney, groupByField, type BuildContext } from "./build-fields.ts";
import { buildFiling } from "./build-filing.ts";
import { readFormText, unmarked, type FormText, type Unit } from "./form-text.ts";
import { mendReadings } from "./mending/mend-readings.ts";
import { mendScan } from "./mending/mend-scan.ts";
import { markOrphanLabels } from "./orphan-labels.ts";
import type { Mapping, MappingSet } from "./picture.ts";
import { collectReadings, type ReadRow } from "./readings.ts";
import { recogniseLayout } from "./recognise-layout.ts";
import { dropSpokenLabels } from "./spoken-labels.ts";

/** What a mapping made of a document. */
export interface MappedDocument {
  /** The mapping's id; null where none recognises the document. */
  readonly layout: string | null;
  readonly statement: Traced<Statement> | null;
  readonly filings: readonly Traced<Filing>[];
  readonly coverage: Coverage;
  readonly unmapped: readonly Unmapped[];
  readonly findings: readonly Finding[];
}

/** Recognises the layout, aligns its picture with the document and builds the record of what it prints. */
export function mapDocument(document: Document, set: MappingSet): MappedDocument {
  const text = readFormText(document);
  const [first, second] = recogniseLayout(set, text);
  if (first === undefined) return unmappedDocument(text);
  const mapped = buildDocument(first.mapping, first.alignment, text, first.findings);
  if (second === undefined || mapped.coverage.unmapped === 0) return mapped;
  // The account of characters belongs to one reading: it begins anew for the other.
  for (const leaf of text.leaves) leaf.marks.fill(unmarked);
  const other = buildDocument(second.mapping, second.alignment, text, second.findings);
  return other.coverage.unmapped < clearlyFewer * mapped.coverage.unmapped ? other : mapped;
}

/** A picture drafted on the spot must leave clearly less unread than a mapping that was written for its layout. */
const clearlyFewer = 0.7;

function unmappedDocument(text: FormText): MappedDocument {
  const message = "No mapping recognises this document: too few of any form's labels stand in it.";
  return { layout: null, statement: null, filings: [], ...accountFor(text.leaves), findings: [makeFinding("layout-unknown", message)] };
}

function buildDocument(mapping: Mapping, alignment: FormAlignment, text: FormText, before: readonly Finding[]): MappedDocument {
  const findings: Finding[] = [...before];
  const rows = mendScan(mendReadings(dropSpokenLabels(collectReadings(mapping, alignment)), text.leaves), text.leaves);
  const forms = [...Map.groupBy(rows, (row) => row.form).values()];
  const formUnit = findFormUnit(text.units);
  const filings = forms.map((form, index) => {
    const context: BuildContext = { path: `filings[${String(index)}]`, formUnit, findings };
    return buildFiling(mapping, form, context);
  });
  const statement = buildStatement(rows, findings);
  findings.push(...findBlankFields(mapping, alignment, filings));
  markOrphanLabels(mapping, [...alignment.left, ...alignment.aligned.map((one) => one.unit)]);
  const account = accountFor(text.leaves);
  if (account.unmapped.length > 0) findings.push(reportUnmapped(account));
  return { layout: mapping.id, statement, filings, ...account, findings };
}

/** A unit that the form states for all its amounts, in a line of its own: 资金单位：元, 单位：万元. */
function findFormUnit(units: readonly Unit[]): MoneyUnit | undefined {
  for (const unit of units) {
    for (const chunk of unit.chunks) {
      const text = chunk.text.replace(/\s+/gu, " ");
      if (text.length > longestStatement) continue;
      // 填报单位：某局 may stand before 单位：万元 on one line.
      for (const stated of text.matchAll(/(?:金额|资金)?单位\s*[:：]\s*(?:人民币)?\s*(\p{Script=Han}{1,3})/gu)) {
        const found = findMoneyUnit(`（${stated[1] ?? ""}）`);
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}

/** A line that states the unit is not longer than this. */
const longestStatement = 60;

function buildStatement(rows: readonly ReadRow[], findings: Finding[]): Traced<Statement> | null {
  const fields = groupByField(rows.flatMap((row) => row.readings).filter((reading) => reading.use.field.startsWith("statement.")));
  if (fields.size === 0) return null;
  const context: BuildContext = { path: "statement", formUnit: undefined, findings };
  return {
    projectCount: buildCount(fields, "statement.projectCount", "projectCount", context),
    unitCount: buildCount(fields, "statement.unitCount", "unitCount", context),
    amountFen: buildMoney(fields, "statement.amount", "amountFen", context),
  };
}

const longestQuote = 40;

function reportUnmapped(account: { coverage: Coverage; unmapped: readonly Unmapped[] }): Finding {
  const { unmapped, characters } = account.coverage;
  const share = ((100 * unmapped) / Math.max(1, characters)).toFixed(1);
  const first = account.unmapped[0];
  const quote = (first?.text ?? "").slice(0, longestQuote);
  const message = `${String(unmapped)} of ${String(characters)} characters (${share} %) are in no value and no label, first "${quote}".`;
  return makeFinding("characters-unmapped", message, { actual: quote, at: [...(first?.at ?? [])], severity: unmapped * 50 > characters ? "warning" : "info" });
}

