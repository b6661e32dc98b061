import Database from "better-sqlite3";
import { z } from "zod";
import { groupProjects } from "../../src/reconcile/identity/group-projects.ts";
import { DocumentWriter } from "../../src/store/document-writer.ts";
import { writeFindingCodes } from "../../src/store/finding-codes.ts";
import { migrate } from "../../src/store/migrate.ts";
import { generateReadings, type TrueReading } from "../reconcile/identity/generate-readings.ts";
import { buildFiling, buildFunding, buildImport, buildProject, traced } from "../store/build-record.ts";

/**
 * Measures identity on generated projects with known duplicates: all at once, and document by document through the database.
 * Times are of the processor, so that other work on the machine does not count. The last column but two is the time for
 * each reading and each doubling of their number: where it stays level, time grows as n log n.
 *
 * usage: node test/bench/identity.ts [PROJECTS [PROJECTS IN THE DATABASE]]
 */
const [projects = 100_000, stored = 2_000] = process.argv.slice(2).map(Number);

console.log("all at once:  readings  seconds  microseconds a reading  the same / log2 n  precision  recall");
for (const share of [8, 4, 2, 1]) measureBatch(Math.round(projects / share));
console.log("by documents: readings  seconds  milliseconds a document  the same / log2 n  precision  recall");
for (const share of [4, 2, 1]) measureDatabase(Math.round(stored / share));

function measureBatch(count: number): void {
  const readings = generateReadings({ projects: count, seed: 21 });
  const facts = readings.map((one) => one.facts);
  // Waste of the generation is no part of the measurement.
  globalThis.gc?.();
  const started = process.cpuUsage();
  const { groups } = groupProjects(facts);
  const ms = measureSince(started);
  printLine(readings, ms, (1000 * ms) / readings.length, groups.map((group) => group.members.map((member) => member.id)));
}

function measureDatabase(count: number): void {
  const readings = generateReadings({ projects: count, seed: 22 });
  const database = new Database(":memory:");
  migrate(database, ":memory:");
  writeFindingCodes(database);
  const writer = new DocumentWriter(database);
  const started = process.cpuUsage();
  // Two readings of one generated document would need one record; each is given a document of its own here.
  const ids = new Map(readings.map((reading) => [writer.writeRead(toImport(reading), { refresh: false }).documentId, reading.facts.id]));
  const ms = measureSince(started);
  const rows = z.array(z.tuple([z.int(), z.int()])).parse(database.prepare("SELECT project_id, document_id FROM project_readings").raw().all());
  const groups = Map.groupBy(rows, ([project]) => project).values();
  printLine(readings, ms, ms / readings.length, Array.from(groups, (members) => members.map(([, document]) => ids.get(document) ?? "")));
}

/** Milliseconds of processor time since a mark. */
function measureSince(mark: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(mark);
  return (user + system) / 1000;
}

function toImport({ facts }: TrueReading) {
  const text = (value: string | null) => (value === null ? null : traced(value));
  const project = buildProject({
    ...{ name: text(facts.name), code: text(facts.code), implementingUnit: text(facts.implementingUnit) },
    ...{ supervisingDepartment: text(facts.supervisingDepartment), startDate: text(facts.startDate), endDate: text(facts.endDate) },
    funding: facts.amountFen === null ? [] : [buildFunding("total", facts.amountFen)],
  });
  const filing = buildFiling([project], {
    kind: traced(facts.kind),
    region: { code: text(facts.regionCode), name: null },
    fiscalYear: facts.fiscalYear === null ? null : traced(facts.fiscalYear),
    reportingUnit: text(facts.reportingUnit),
  });
  return buildImport({ content: facts.id, filings: [filing], document: { fileName: facts.id } }, `/in/${facts.id}`);
}

function printLine(readings: readonly TrueReading[], ms: number, each: number, groups: readonly (readonly string[])[]): void {
  const { precision, recall } = measurePairs(groups, new Map(readings.map((one) => [one.facts.id, one.project])));
  console.log(`${String(readings.length).padStart(22)} ${(ms / 1000).toFixed(2).padStart(8)} ${each.toFixed(2).padStart(23)} ${(each / Math.log2(readings.length)).toFixed(3).padStart(17)} ${precision.toFixed(5).padStart(10)} ${recall.toFixed(5).padStart(7)}`);
}

/** Precision and recall over pairs of readings that are in one group. */
function measurePairs(groups: readonly (readonly string[])[], truth: ReadonlyMap<string, string>): { precision: number; recall: number } {
  const pairs = (size: number): number => (size * (size - 1)) / 2;
  let [found, right] = [0, 0];
  for (const group of groups) {
    found += pairs(group.length);
    for (const same of Map.groupBy(group, (id) => truth.get(id)).values()) right += pairs(same.length);
  }
  const all = Map.groupBy(truth.values(), (project) => project).values().reduce((sum, same) => sum + pairs(same.length), 0);
  return { precision: found === 0 ? 1 : right / found, recall: all === 0 ? 1 : right / all };
}
