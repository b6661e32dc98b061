import { z } from "zod";
import { sourceWords } from "../../store/migrations/analyst-views/words.ts";
import type { Database } from "../../store/open-database.ts";
import { describeFindingCode } from "../../messages/describe-finding.ts";
import { placeAndYear, type RowFilter } from "../filter/row-filter.ts";
import { arrangeRows, type ChartData, type ChartRow } from "./chart-data.ts";
import type { ChartId, ChartLanguage } from "./chart-ids.ts";
import { seriesColours, severityColours } from "./chart-style.ts";
import { chartWords, translateTerm } from "./chart-words.ts";

/** Which rows a chart is made of. */
export type ChartFilter = Pick<RowFilter, "region" | "year">;

interface ChartQuery {
  /** Gives category, part and value; `WHERE_CLAUSE` stands for the filter. */
  readonly sql: string;
  /** The parts in the order of the legend; those that are in no row are left out. */
  readonly parts: readonly string[];
  readonly arrangement: ChartData["arrangement"];
  readonly unit: "wanYuan" | "count" | "percent";
  readonly order: "size" | "given";
  /** Colours of the parts, where they have a meaning of their own. */
  readonly colours?: readonly string[];
}

const rowSchema = z.array(z.object({ category: z.union([z.string(), z.number()]).nullable(), part: z.string(), value: z.number() }));

/** The sources in full: where a project states only a total, its money has no source. */
const parts = [...Object.values(sourceWords).filter((word) => word !== "合计"), "unsplit"];
/** Which rows of a project are parts of its total. This year's appropriation is one of the fiscal funds where those stand beside it. */
const isPart = (row: string) => `${row}.source <> 'total' AND NOT (${row}.source = 'fiscal-current-year' AND EXISTS (
  SELECT 1 FROM funding w WHERE w.project_id = ${row}.project_id AND w.scope = 'annual' AND w.source = 'fiscal'))`;
const sourceRows = (category: string) => `SELECT category, part, sum(value) AS value FROM (
  SELECT ${category} AS category, source AS part, amount_wan_yuan AS value FROM funding_overview f
    WHERE scope = '当年' AND ${isPart("f").replaceAll("f.source", "f.source_code")} AND WHERE_CLAUSE
  UNION ALL
  SELECT ${category}, 'unsplit', amount_wan_yuan - coalesce((SELECT sum(o.amount_fen) / 1000000.0 FROM funding o
    WHERE o.project_id = f.project_id AND o.scope = 'annual' AND ${isPart("o")}), 0)
  FROM funding_overview f WHERE scope = '当年' AND source_code = 'total' AND WHERE_CLAUSE
) WHERE value > 0 GROUP BY category, part ORDER BY category`;
const targetKinds = "CASE target_kind WHEN '数字' THEN 'numbers' WHEN '文字' THEN 'words' ELSE 'none' END";

const queries: Readonly<Record<ChartId, ChartQuery>> = {
  "budget-by-region": { sql: sourceRows("region_name"), parts, arrangement: "stacked", unit: "wanYuan", order: "size" },
  "budget-by-department": {
    sql: `SELECT coalesce(supervising_department, reporting_unit, (SELECT d.name FROM project_readings r
        JOIN departments d ON d.filing_id = r.filing_id WHERE r.project_id = project_overview.project_id LIMIT 1)) AS category, 'total' AS part, sum(annual_total_wan_yuan) AS value
      FROM project_overview WHERE annual_total_wan_yuan IS NOT NULL AND WHERE_CLAUSE GROUP BY 1`,
    parts: ["total"],
    arrangement: "stacked",
    unit: "wanYuan",
    order: "size",
  },
  "budget-by-year": { sql: sourceRows("fiscal_year"), parts, arrangement: "stacked", unit: "wanYuan", order: "given" },
  "funding-sources": {
    sql: `SELECT part AS category, 'total' AS part, sum(value) AS value FROM (${sourceRows("region_name")}) GROUP BY 1`,
    parts: ["total"],
    arrangement: "stacked",
    unit: "wanYuan",
    order: "size",
  },
  "indicators-by-level": {
    sql: `SELECT level2 AS category, ${targetKinds} AS part, count(*) AS value FROM indicator_overview WHERE WHERE_CLAUSE GROUP BY 1, 2`,
    parts: ["numbers", "words", "none"],
    arrangement: "stacked",
    unit: "count",
    order: "size",
  },
  "measurable-targets": {
    sql: `SELECT level2 AS category, ${targetKinds} AS part, count(*) AS value FROM indicator_overview WHERE target_kind IS NOT NULL AND WHERE_CLAUSE GROUP BY 1, 2`,
    parts: ["numbers", "words"],
    arrangement: "share",
    unit: "percent",
    order: "size",
  },
  "findings-by-code": {
    sql: "SELECT code AS category, severity AS part, count(*) AS value FROM finding_overview WHERE WHERE_CLAUSE GROUP BY 1, 2",
    parts: ["错误", "警告", "提示"],
    colours: severityColours,
    arrangement: "stacked",
    unit: "count",
    order: "size",
  },
  "reading-quality": {
    sql: `SELECT layout || ' · ' || format AS category, 'coverage' AS part, 100 * avg(coverage) AS value FROM document_overview
        WHERE layout IS NOT NULL AND coverage IS NOT NULL AND WHERE_CLAUSE GROUP BY 1
      UNION ALL SELECT layout || ' · ' || format, 'confidence', 100 * avg(confidence) FROM document_overview
        WHERE layout IS NOT NULL AND confidence IS NOT NULL AND WHERE_CLAUSE GROUP BY 1 ORDER BY 1`,
    parts: ["coverage", "confidence"],
    arrangement: "grouped",
    unit: "percent",
    order: "given",
  },
};

/**
 * Reads what a chart shows, in a language.
 * @throws {UnknownRegionError} when the filter's region is not known.
 */
export function readChartData(database: Database, id: ChartId, language: ChartLanguage, filter: ChartFilter = {}): ChartData {
  const { sql, parts: known, arrangement, unit, order, colours = seriesColours } = queries[id];
  const condition = placeAndYear(database, filter);
  const rows = rowSchema.parse(database.prepare(sql.replaceAll("WHERE_CLAUSE", condition.sql)).all(condition.parameters));
  const words = chartWords[language];
  const told = rows.map(({ category, part, value }): ChartRow => ({ category: nameCategory(id, language, category), part: nameTerm(language, part), value }));
  const arranged = arrangeRows(told, known.map((part, at) => ({ name: nameTerm(language, part), colour: colours[at] ?? seriesColours[0] })), order);
  return { ...words.charts[id], unit: words[unit], arrangement, ...arranged };
}

function nameCategory(id: ChartId, language: ChartLanguage, category: string | number | null): string {
  if (id !== "findings-by-code" || typeof category !== "string") return nameTerm(language, category === null ? null : String(category));
  const meaning = describeFindingCode(language, category)?.meaning;
  return language === "zh" && meaning !== undefined ? meaning.split(/[。；：]/u, 1).join("") : category;
}

function nameTerm(language: ChartLanguage, term: string | null): string {
  return translateTerm(language, term);
}
