import { createHash } from "node:crypto";
import { findExtractor } from "../../../extractors/index.ts";
import { writeDocx } from "../../../samples/make/office/docx.ts";
import { printOcrText } from "../../../samples/make/print/text-ocr.ts";
import { printTextCells } from "../../../samples/make/print/text-cells.ts";
import { drawOtherRegion, layoutNames, layouts } from "../../../samples/make/layouts/index.ts";
import { Random } from "../../../samples/make/random.ts";
import { noDepartures } from "../../../samples/make/sections.ts";
import { documentSchema, type Document, type Format } from "../../../src/document/document.ts";
import { mapRecord } from "../../../src/pipeline/extract-record.ts";
import { loadMapper, mappingFolders, type Mapper } from "../../../src/pipeline/mapper.ts";
import { parseRecord } from "../../../src/canonical/parse-record.ts";
import { packRecord } from "../../../src/store/document-rows.ts";
import { DocumentWriter } from "../../../src/store/document-writer.ts";
import { openDatabase, type Database } from "../../../src/store/open-database.ts";
import { findDocumentFault } from "../../support/document-faults.ts";
import { mutateDocument } from "../mutate/document.ts";
import type { Mutator } from "../mutate/mutator.ts";
import type { Target } from "./target.ts";

/** Projects of many documents are held against each other; a new database now and then keeps that from being all the work. */
const documentsPerDatabase = 100;

async function extract(bytes: Uint8Array, format: Format): Promise<Document> {
  const extractor = await findExtractor(format);
  if (extractor === undefined) throw new Error(`there is no extractor of ${format}`);
  return extractor.extract({ bytes, fileName: `表.${format}` }, format, { ocr: "never" });
}

/** Forms of every layout and of one without a mapping: with their grids, as cells on lines, and as a conversion leaves them. */
async function makeDocuments(): Promise<Uint8Array[]> {
  const drawings = layoutNames.map((name) => layouts[name](new Random(`fuzz/${name}`), { departures: noDepartures, checks: "boxes", brief: true }));
  const forms = [...drawings, drawOtherRegion(new Random("fuzz/other"), 0)].map(({ form }) => form);
  const documents = await Promise.all(
    forms.flatMap((form) => [
      extract(writeDocx(form, new Random("fuzz")), "docx"),
      extract(Buffer.from(printTextCells(form)), "text"),
      extract(Buffer.from(printOcrText(form, new Random("fuzz"))), "text"),
    ]),
  );
  return documents.map((document) => Buffer.from(JSON.stringify(document)));
}

function parseDocument(bytes: Uint8Array): Document {
  return documentSchema.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
}

const mutateBlocks: Mutator = (bytes, random, others) => {
  const mutated = mutateDocument(parseDocument(bytes), random, others.map(parseDocument));
  const fault = findDocumentFault(mutated);
  if (fault !== undefined) throw new Error(`the fuzzer made no document: ${fault}`);
  return Buffer.from(JSON.stringify(mutated));
};

class RecordStore {
  private database: Database | undefined;
  private count = 0;

  write(json: string, sha256: string): unknown {
    if (this.count % documentsPerDatabase === 0) {
      this.database?.close();
      this.database = openDatabase(":memory:");
    }
    this.count += 1;
    if (this.database === undefined) throw new Error("no database was opened");
    const document = { record: parseRecord(json), packed: packRecord(json), byteCount: json.length, path: `/表/${sha256}`, reader: "fuzz" };
    return new DocumentWriter(this.database).writeRead(document, { refresh: true }).status;
  }
}

const store = new RecordStore();
let mapper: Promise<Mapper> | undefined;

/** Documents as an extractor may give them, through the mapping engine, the checks and into a database. */
export const mappingTarget: Target = {
  name: "mapping",
  makeSeeds: makeDocuments,
  mutators: [mutateBlocks],
  read: async (bytes) => {
    const loaded = await (mapper ??= loadMapper(mappingFolders()));
    const record = mapRecord({ bytes, fileName: "表.docx" }, parseDocument(bytes), loaded);
    const json = JSON.stringify(record);
    store.write(json, createHash("sha256").update(bytes).digest("hex"));
    return record;
  },
};
