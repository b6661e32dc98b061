import type { Source } from "../../../src/document/extractor.ts";
import { extractDocument, extractRecord, getFormat } from "../../../src/pipeline/extract-record.ts";
import type { Mapper } from "../../../src/pipeline/mapper.ts";

/** Mean milliseconds of one document in each stage, in a warm process. */
export interface StageTimes {
  readonly extractMs: number;
  readonly mapMs: number;
  /** All of the pipeline up to the record, checks too. */
  readonly wholeMs: number;
}

/** Rounds that warm the process up and are not counted. */
const warmUps = 2;

/** Times the stages over the sources, `rounds` times each. */
export async function measureStages(sources: readonly Source[], mapper: Mapper, rounds: number): Promise<StageTimes> {
  let extractMs = 0;
  let mapMs = 0;
  let wholeMs = 0;
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const source of sources) {
      const start = performance.now();
      const document = await extractDocument(source, getFormat(source));
      const extracted = performance.now();
      mapper.mapDocument(document);
      const mapped = performance.now();
      await extractRecord(source, getFormat(source), mapper);
      if (round < 0) continue;
      extractMs += extracted - start;
      mapMs += mapped - extracted;
      wholeMs += performance.now() - mapped;
    }
  }
  const count = rounds * sources.length;
  return { extractMs: extractMs / count, mapMs: mapMs / count, wholeMs: wholeMs / count };
}
