import { ContainerError } from "../../src/container/container-error.ts";
import { isOleFile, readOleDirectory, type OleFile } from "../../src/container/ole-directory.ts";
import { ExtractionError, type Source } from "../../src/document/extractor.ts";
import { makeFinding, type Finding } from "../../src/document/finding.ts";

/** Word's file information block: its flags, and the one that says the text is encrypted. Source: [MS-DOC] 2.5.2. */
const FIB_FLAGS_OFFSET = 0x0a;
const FIB_ENCRYPTED = 0x0100;
/** The record of a workbook that says what follows is encrypted. Source: [MS-XLS] 2.4.117. */
const XLS_FILEPASS = 0x002f;
/** Records that can stand before it. */
const MAX_RECORDS_BEFORE = 4;

function isWordEncrypted(start: DataView): boolean {
  return start.byteLength > FIB_FLAGS_OFFSET + 1 && (start.getUint16(FIB_FLAGS_OFFSET, true) & FIB_ENCRYPTED) !== 0;
}

function isWorkbookEncrypted(start: DataView): boolean {
  let at = 0;
  for (let record = 0; record <= MAX_RECORDS_BEFORE && at + 4 <= start.byteLength; record += 1) {
    if (start.getUint16(at, true) === XLS_FILEPASS) return true;
    at += 4 + start.getUint16(at + 2, true);
  }
  return false;
}

function isEncrypted(file: OleFile): boolean {
  return file.entries.some((entry) => {
    const start = file.readStart(entry);
    if (start === undefined) return false;
    const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
    if (entry.name === "WordDocument") return isWordEncrypted(view);
    return (entry.name === "Workbook" || entry.name === "Book") && isWorkbookEncrypted(view);
  });
}

const macroStorages = new Set(["Macros", "_VBA_PROJECT_CUR", "VBA", "_VBA_PROJECT"]);

function openOle(bytes: Uint8Array): OleFile | undefined {
  try {
    return readOleDirectory(bytes);
  } catch (error) {
    // A damaged directory is for the readers proper to judge.
    if (error instanceof ContainerError) return undefined;
    throw error;
  }
}

/**
 * Looks at an old office file before it is read: finding `content-macro`.
 * @throws {ExtractionError} `encrypted` for one under a password.
 */
export function findLegacyFaults({ bytes, fileName }: Source): Finding[] {
  const file = isOleFile(bytes) ? openOle(bytes) : undefined;
  if (file === undefined) return [];
  if (isEncrypted(file)) {
    throw new ExtractionError("encrypted", `${fileName} is protected by a password. Save it without one and import it again.`);
  }
  const hasMacro = file.entries.some((entry) => entry.kind === "storage" && macroStorages.has(entry.name));
  return hasMacro ? [makeFinding("content-macro", "The file holds macros; none was run.")] : [];
}
