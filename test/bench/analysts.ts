/**
 * What an analyst waits for with a million indicators: filtered overviews, searches, exports. Prints a table; with `--check`
 * fails where a limit is broken. Usage: node test/bench/analysts.ts [--check] [--keep FILE]
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { search } from "../../src/report/search/search.ts";
import { updateSearchIndex } from "../../src/report/search/update-index.ts";
import { openDatabase, openReadOnly, type Database } from "../../src/store/open-database.ts";
import { fillDatabase, million } from "./analysts/fill-database.ts";

const limits = { overviewMs: 50, searchMs: 100, exportSeconds: 60, exportMb: 300 };
/** Each question is asked so often; the median counts, and the first, cold asking is shown beside it. */
const askings = 7;

const overviews: readonly (readonly [name: string, sql: string])[] = [
  ["region, year and level (codes)", "SELECT * FROM indicator_overview WHERE region_code = '990107' AND fiscal_year = 2023 AND level2_code = 'quality'"],
  ["region, year and level (words)", "SELECT * FROM indicator_overview WHERE region_name = '试验第7区' AND fiscal_year = 2023 AND level2 = '质量指标'"],
  ["the same, counted by kind of target", "SELECT target_kind, count(*), avg(target_value) FROM indicator_overview WHERE region_code = '990107' AND fiscal_year = 2023 AND level1 = '产出指标' GROUP BY 1"],
  ["level alone, first 100 rows", "SELECT * FROM indicator_overview WHERE level2 = '时效指标' LIMIT 100"],
  ["projects of a region and year", "SELECT * FROM project_overview WHERE region_code = '990107' AND fiscal_year = 2023 ORDER BY annual_total_yuan DESC LIMIT 50"],
  ["funding of a region and year by source", "SELECT source, sum(amount_wan_yuan) FROM funding_overview WHERE region_code = '990107' AND fiscal_year = 2023 GROUP BY 1"],
];
const searches = ["路", "养护", "满意度", "图书馆租赁", "河道 消防 成本控制", "X-49999", "敬老院补助资金到位率"];
const exports = ["csv", "xlsx", "parquet", "ndjson", "sqlite", "csv,xlsx,parquet,ndjson,sqlite"];

interface Line {
  readonly what: string;
  readonly measured: string;
  readonly limit: string;
  readonly isKept: boolean;
}

function main(): void {
  const kept = process.argv.includes("--keep") ? process.argv[process.argv.indexOf("--keep") + 1] : undefined;
  const folder = kept === undefined ? mkdtempSync(path.join(tmpdir(), "jixiao-bench-")) : path.dirname(kept);
  const file = kept ?? path.join(folder, "million.db");
  let areKept = true;
  for (const { what, measured, limit, isKept } of measure(file)) {
    console.log(`${isKept ? " " : "!"} ${what} | ${measured} | ${limit}`);
    areKept &&= isKept;
  }
  if (kept === undefined) rmSync(folder, { recursive: true });
  if (process.argv.includes("--check") && !areKept) process.exitCode = 1;
}

/** One line after the other, as they are measured. */
function* measure(file: string): Generator<Line> {
  if (!existsSync(file)) yield* fill(file);
  yield* measureOverviews(file);
  yield* measureSearches(file);
  for (const formats of exports) yield measureExport(file, formats);
}

function fill(file: string): Line[] {
  const database = openDatabase(file);
  const fillMs = time(() => {
    fillDatabase(database, million);
  });
  const indexMs = time(() => {
    updateSearchIndex(database);
    database.pragma("optimize = 0x10002");
  });
  database.close();
  const size = `${(statSync(file).size / 1e6).toFixed(0)} MB`;
  return [
    { what: "fill the database", measured: `${(fillMs / 1000).toFixed(1)} s, ${size}`, limit: "", isKept: true },
    { what: "build the search index", measured: `${(indexMs / 1000).toFixed(1)} s`, limit: "", isKept: true },
  ];
}

function measureOverviews(file: string): Line[] {
  const database = openReadOnly(file);
  const lines = overviews.map(([name, sql]): Line => {
    let rows = 0;
    const { cold, median, best } = repeat(() => {
      rows = database.prepare(sql).all().length;
    });
    return { what: `overview: ${name}`, measured: `${median.toFixed(1)} ms (best ${best.toFixed(1)}, first ${cold.toFixed(0)}), ${rows} rows`, limit: `${limits.overviewMs} ms`, isKept: median < limits.overviewMs };
  });
  database.close();
  return lines;
}

function measureSearches(file: string): Line[] {
  const database = openReadOnly(file);
  const lines = searches.map((text) => measureSearch(database, text));
  database.close();
  return lines;
}

function measureSearch(database: Database, text: string): Line {
  let found = "";
  const { cold, median, best } = repeat(() => {
    const answer = search(database, { text, limit: 20 });
    found = `${answer.isMore ? "more than " : ""}${answer.found} found`;
  });
  return { what: `search: ${text}`, measured: `${median.toFixed(1)} ms (best ${best.toFixed(1)}, first ${cold.toFixed(0)}), ${found}`, limit: `${limits.searchMs} ms`, isKept: median < limits.searchMs };
}

const measuredSchema = z.object({ seconds: z.number(), cpuSeconds: z.number(), peakMb: z.number(), megabytes: z.number() });

function measureExport(file: string, formats: string): Line {
  const script = path.join(import.meta.dirname, "analysts", "measure-export.ts");
  const answer = execFileSync(process.execPath, [script, file, formats], { encoding: "utf8" });
  const { seconds, cpuSeconds, peakMb, megabytes } = measuredSchema.parse(JSON.parse(answer));
  const isKept = seconds < limits.exportSeconds && peakMb < limits.exportMb;
  const measured = `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of the processor), ${peakMb.toFixed(0)} MB of memory, ${megabytes.toFixed(0)} MB of files`;
  return { what: `export: ${formats}`, measured, limit: `${limits.exportSeconds} s, ${limits.exportMb} MB`, isKept };
}

interface Times {
  readonly cold: number;
  readonly median: number;
  /** What is left when nothing else runs on the machine. */
  readonly best: number;
}

function repeat(work: () => void): Times {
  const times = Array.from({ length: askings }, () => time(work));
  const median = times.toSorted((a, b) => a - b)[Math.floor(askings / 2)] ?? 0;
  return { cold: times[0] ?? 0, median, best: Math.min(...times) };
}

function time(work: () => void): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}

main();
