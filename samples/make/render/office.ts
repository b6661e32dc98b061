import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** LibreOffice's names for the formats that samples are saved in. */
const filters = { docx: "docx:MS Word 2007 XML", doc: "doc:MS Word 97", rtf: "rtf:Rich Text Format", pdf: "pdf:writer_pdf_Export", xls: "xls:MS Excel 97" } as const;
export type OfficeFormat = keyof typeof filters;

/** Time that one run of LibreOffice may take, for many files at once. */
const timeoutMs = 300_000;

/**
 * Converts office files by LibreOffice, all in one run. `files` maps names with extension to bytes; the answer maps the same
 * names to the converted bytes.
 * @throws when LibreOffice is not installed or leaves a file out.
 */
export async function convertOffice(files: ReadonlyMap<string, Uint8Array>, format: OfficeFormat): Promise<Map<string, Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), "samples-office-"));
  try {
    const names = [...files.keys()];
    await Promise.all(names.map(async (name) => writeFile(join(folder, name), files.get(name) ?? new Uint8Array())));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    await run("soffice", [profile, "--headless", "--convert-to", filters[format], "--outdir", join(folder, "out"), ...names.map((name) => join(folder, name))], { timeout: timeoutMs });
    const converted = await Promise.all(names.map(async (name) => readFile(join(folder, "out", name.replace(/\.\w+$/u, `.${format}`)))));
    return new Map(names.map((name, index) => [name, new Uint8Array(converted[index] ?? [])]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
