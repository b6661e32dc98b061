import { z } from "zod";
import { listReadings, type NamedReading } from "../../store/identity/decide-readings.ts";
import type { Database } from "../../store/open-database.ts";

/** Two readings that are held against each other; null where the other side has none. */
export interface ReadingPair {
  readonly name: string | null;
  readonly one: NamedReading | null;
  readonly other: NamedReading | null;
}

/** The projects of two documents, by twos: those of one canonical project, else of one series; the rest alone. */
export function pairDocuments(database: Database, one: number, other: number): ReadingPair[] {
  return pairReadings(database, listReadings(database, one), listReadings(database, other));
}

/** The projects of two years, by twos of one series; only those of a document's series where one is given. */
export function pairYears(database: Database, one: number, other: number, documentId?: number): ReadingPair[] {
  const select = database.prepare(
    `SELECT r.id, r.document_id AS documentId, r.path, p.name, d.file_name AS document
     FROM projects p JOIN series_members s ON s.project_id = p.id
     JOIN project_readings r ON r.id = (SELECT min(q.id) FROM project_readings q WHERE q.project_id = p.id)
     JOIN documents d ON d.id = r.document_id
     WHERE p.fiscal_year = @year AND (@document IS NULL OR s.series_id IN
       (SELECT m.series_id FROM series_members m JOIN project_readings o ON o.project_id = m.project_id WHERE o.document_id = @document))
     ORDER BY p.name, p.id`,
  );
  const read = (year: number) => z.array(readingSchema).parse(select.all({ year, document: documentId ?? null }));
  return pairReadings(database, read(one), read(other));
}

const readingSchema = z.object({ id: z.int(), documentId: z.int(), path: z.string(), name: z.string().nullable(), document: z.string() });

function pairReadings(database: Database, ones: readonly NamedReading[], others: readonly NamedReading[]): ReadingPair[] {
  const project = database.prepare("SELECT project_id FROM project_readings WHERE id = ?").pluck();
  const series = database.prepare("SELECT s.series_id FROM project_readings r JOIN series_members s ON s.project_id = r.project_id WHERE r.id = ?").pluck();
  const left = [...others];
  const take = (wanted: (other: NamedReading) => boolean): NamedReading | undefined => {
    const at = left.findIndex(wanted);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const pairs = ones.map((one): ReadingPair => {
    const other = take(({ id }) => project.get(id) === project.get(one.id)) ?? take(({ id }) => series.get(id) === series.get(one.id)) ?? null;
    return { name: one.name, one, other };
  });
  return [...pairs, ...left.map((other): ReadingPair => ({ name: other.name, one: null, other }))];
}
