import { filingSchema, plainRecordSchema, statementSchema } from "./record.ts";
import type { Filing, PlainRecord, Statement } from "./record.ts";
import { stripTraces, type Traced, type TracedRecord } from "./traced.ts";

/**
 * The record with bare values.
 * @throws {z.ZodError} when the record breaks the schema, which is a bug of whatever built it.
 */
export function toPlainRecord(record: TracedRecord): PlainRecord {
  const { document, statement, filings, coverage, findings } = record;
  return plainRecordSchema.parse({ document, statement: stripTraces(statement), filings: stripTraces(filings), coverage, findings });
}

/** The filing with bare values; throws as {@link toPlainRecord} does. */
export function toPlainFiling(filing: Traced<Filing>): Filing {
  return filingSchema.parse(stripTraces(filing));
}

/** The preface's claims with bare values; throws as {@link toPlainRecord} does. */
export function toPlainStatement(statement: Traced<Statement>): Statement {
  return statementSchema.parse(stripTraces(statement));
}
