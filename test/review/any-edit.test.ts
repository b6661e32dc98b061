import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toPlainFiling } from "../../src/canonical/plain-record.ts";
import { parseEdit } from "../../src/review/parse-edit.ts";
import { findAnchor } from "../../src/store/corrections/anchor.ts";
import { applyCorrections } from "../../src/store/corrections/apply-corrections.ts";
import type { Correction } from "../../src/store/corrections/correction.ts";
import { listFields } from "../../src/store/review/record-fields.ts";
import { buildFiling, buildFunding, buildIndicator, buildProject, buildRecord, traced } from "../store/build-record.ts";

const project = buildProject({
  ...{ name: traced("道路养护"), funding: [buildFunding("total", 100)] },
  ...{ indicators: [buildIndicator("里程", 5), { ...buildIndicator("次数", 3), target: null }] },
  budgetItems: [{ group: null, name: traced("材料"), quantity: traced(2), quantityUnit: null, unitPriceFen: null, amountFen: null, fiscalYear: null, note: null }],
  schedule: [{ content: traced("开工"), start: traced("2024-01"), end: null }],
});
const record = buildRecord({ filings: [buildFiling([project])] });
const paths = [...listFields(record)].map((field) => field.path);

const typed = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...Array.from("0123456789.,-−≥≤%年月日元万亿个 \n\u200b\u3000（）~至")), maxLength: 10 }),
  fc.constantFrom("", "870.35 万元", "1e309", "9".repeat(30), "-5", "2024-13-01", "310117", "new", "annual", "≥95%", "100-200 人", "\u200b", "__proto__"),
);

function correct(path: string, value: string | number | null, id: number): Correction {
  const anchor = findAnchor(record, path) ?? [];
  return { id, documentSha256: record.document.sha256, path, anchor, kind: "value", value, stood: null, author: "a", why: null, madeAt: "2024-01-01T00:00:00Z", state: "pending" };
}

describe("anything typed into any field", () => {
  it("is refused, or leaves a record that is one", () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), typed, (path, text) => {
        const reading = parseEdit(path, text);
        if (reading.kind === "fault") return;
        const { record: corrected, outcomes } = applyCorrections(record, reading.values.map((one, id) => correct(one.path, one.value, id)));
        expect(outcomes.filter((outcome) => outcome.state === "lost")).toEqual([]);
        expect(() => corrected.filings.map(toPlainFiling)).not.toThrow();
      }),
      { numRuns: 3000 },
    );
  });
});
