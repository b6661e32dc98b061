import type { Database } from "better-sqlite3";
import { z } from "zod";
import type { MergedProject } from "../../reconcile/merge/merge-project.ts";
import { prepareInsert } from "../prepare-insert.ts";
import type { StoredReading } from "./reading-rows.ts";

const valueColumns = ["project_id", "field", "ordinal", "document_id", "path", "value", "confidence", "chosen", "reason"] as const;
const findingColumns = ["document_id", "ordinal", "code", "severity", "message", "path", "expected", "actual", "at", "reading_id"] as const;

/** Findings of the reconciliation come after the document's own, in the order of its fields: those are numbered below this. */
const firstOrdinal = 2 ** 40;
/** More projects than a filing has: each finding's number holds its field and its project. */
const projectsInFiling = 2 ** 12;
/** More findings than merging has of one field of a project. */
const findingsOfField = 2 ** 4;

/** Writes what merging says of a project with several readings: the choice of every field, and where readings contradict. */
export class MergedRows {
  private readonly insertValue;
  private readonly insertFinding;
  private readonly dropReadingFindings;
  private readonly fieldOrdinal;
  private readonly nextOrdinal;
  private readonly countFindings;

  constructor(database: Database) {
    this.insertValue = prepareInsert(database, "project_values", valueColumns);
    this.insertFinding = prepareInsert(database, "findings", findingColumns);
    this.dropReadingFindings = database.prepare("DELETE FROM findings WHERE reading_id = ?");
    // What a finding says of a whole item stands at the item's first field.
    this.fieldOrdinal = database.prepare("SELECT min(ordinal) FROM field_values WHERE document_id = @id AND (path = @path OR substr(path, 1, length(@path) + 1) = @path || '.')").pluck();
    this.nextOrdinal = database.prepare("SELECT ifnull(max(ordinal) + 1, @first) FROM findings WHERE document_id = @id AND ordinal >= @first AND ordinal < @first + @room").pluck();
    const count = (severity: string) => `${severity}_count = (SELECT count(*) FROM findings WHERE document_id = @id AND severity = '${severity}')`;
    this.countFindings = database.prepare(`UPDATE document_reviews SET ${["error", "warning", "info"].map(count).join(", ")} WHERE document_id = @id`);
  }

  write({ project, choices, findings }: MergedProject, members: readonly StoredReading[]): void {
    for (const { field, choice } of choices) {
      for (const [ordinal, { documentId, path, value, confidence, chosen, reason }] of choice.candidates.entries()) {
        const place = { project_id: project.id, field, ordinal, document_id: documentId, path };
        this.insertValue({ ...place, value: typeof value === "boolean" ? Number(value) : value, confidence, chosen: chosen ? 1 : 0, reason });
      }
    }
    for (const { documentId, finding } of findings) {
      const reading = findReading(members, documentId, finding.path ?? "");
      const ordinal = this.orderFinding(documentId, finding.path ?? "", reading);
      this.insertFinding({ document_id: documentId, ordinal, ...finding, at: JSON.stringify(finding.at), reading_id: reading.id });
    }
  }

  /** Takes away what merging found in a reading. */
  dropFindings(readingId: number): void {
    this.dropReadingFindings.run(readingId);
  }

  /** Counts a document's findings anew where lists show them. */
  recount(documentId: number): void {
    this.countFindings.run({ id: documentId });
  }

  private orderFinding(documentId: number, path: string, reading: StoredReading): number {
    const field = z.int().nullable().parse(this.fieldOrdinal.get({ id: documentId, path })) ?? 0;
    const position = Number(/\[(\d+)\]$/u.exec(reading.path)?.[1] ?? 0);
    const first = firstOrdinal + (field * projectsInFiling + Math.min(position, projectsInFiling - 1)) * findingsOfField;
    return z.int().parse(this.nextOrdinal.get({ id: documentId, first, room: findingsOfField }));
  }
}

/** The member that a path is of: the project it stands below, else, for what the filing says, the filing's first. */
function findReading(members: readonly StoredReading[], documentId: number, path: string): StoredReading {
  const own = members.filter((member) => member.documentId === documentId);
  const filing = path.replace(/^(\w+\[\d+\]).*$/u, "$1");
  const found = own.find((member) => path.startsWith(`${member.path}.`)) ?? own.find((member) => member.path.startsWith(`${filing}.`));
  if (found === undefined) throw new RangeError(`no reading of document ${documentId} holds ${path}`);
  return found;
}
