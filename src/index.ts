/** The program as a library: `import { extract, open } from "jixiao"`. */
export { extractFile as extract, type ExtractFileOptions as ExtractOptions } from "./pipeline/extract-file.ts";
export { openFilings as open, type DocumentEntry, type FilingDatabase, type RowValue } from "./store/filing-database.ts";
export { toPlainRecord } from "./canonical/plain-record.ts";
export { ExtractionError, type ExtractionFailure, type Source } from "./document/extractor.ts";
export { MappingError } from "./mapping/index.ts";
export { StoreError } from "./store/store-error.ts";
export type { Finding, FindingCode } from "./document/finding.ts";
export type { Place } from "./document/place.ts";
export type { Coverage, Department, Filing, Indicator, PlainRecord, Project, Target } from "./canonical/record.ts";
export type { OtherReading, Traced, TracedRecord, TracedValue, Unmapped } from "./canonical/traced.ts";
