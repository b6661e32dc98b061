import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { extractDocument, getFormat } from "../../src/pipeline/extract-record.ts";
import { digestExtractors, digestPageReader, extractorFolders, pageReaderFolders } from "../../src/pipeline/reader-digest.ts";
import { openReadingCache } from "../../src/pipeline/reading-cache.ts";
import { describeCache } from "../../src/cache/cache-report.ts";
import { makeFolder } from "../support/temp-folder.ts";

const root = path.join(import.meta.dirname, "..", "..");
const samples = path.join(root, "samples", "filings", "changdu");
const limitBytes = 10_000_000;

/** Files of the project that the code of these folders imports, and that lie outside them. */
function importsFromOutside(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
      .flatMap((name) => {
        const file = path.join(root, folder, name);
        const imported = ts.preProcessFile(readFileSync(file, "utf8")).importedFiles.filter((each) => each.fileName.startsWith("."));
        return imported.map((each) => path.relative(root, path.join(path.dirname(file), each.fileName)).split(path.sep).join("/"));
      })
      .filter((file) => !folders.some((each) => file.startsWith(`${each}/`))),
  );
}

describe("the name of a reader", () => {
  it("is made of all code that it consists of: none of it lies in another folder", () => {
    expect(importsFromOutside(pageReaderFolders)).toEqual([]);
    expect(importsFromOutside(extractorFolders)).toEqual([]);
  });

  it("is the same for the same code, and another one for documents than for pictures", async () => {
    expect(await digestPageReader()).toBe(await digestPageReader());
    expect(await digestExtractors()).not.toBe(await digestPageReader());
  });
});

describe("the cache of documents", () => {
  it.each(["changdu.docx", "changdu.xlsx", "changdu.pdf", "changdu.doc"])("gives for %s under any name what reading it gives", { timeout: 120_000 }, async (name) => {
    const cache = openReadingCache({ folder: makeFolder(), limitBytes });
    const bytes = readFileSync(path.join(samples, name));
    const read = (fileName: string, withCache: boolean) => extractDocument({ bytes, fileName }, getFormat({ bytes, fileName }), withCache ? { cache } : {});
    const other = `another${path.extname(name)}`;
    const first = await read(name, true);
    expect(await read(other, true)).toEqual(first);
    expect(await read(other, false)).toEqual(first);
  });

  it("tells a wrong extension all the same, which is not the bytes' own", async () => {
    const cache = openReadingCache({ folder: makeFolder(), limitBytes });
    const bytes = readFileSync(path.join(samples, "changdu.docx"));
    const codes = async (fileName: string) => (await extractDocument({ bytes, fileName }, "docx", { cache })).findings.map((finding) => finding.code);
    expect(await codes("form.docx")).not.toContain("file-extension-wrong");
    expect(await codes("form.pdf")).toContain("file-extension-wrong");
    expect(await codes("form.docx")).not.toContain("file-extension-wrong");
  });

  it("keeps pages apart from the whole, and nothing where a function without a name chooses them", { timeout: 120_000 }, async () => {
    const folder = makeFolder();
    const cache = openReadingCache({ folder, limitBytes });
    const bytes = readFileSync(path.join(samples, "..", "songjiang", "songjiang.pdf"));
    const source = { bytes, fileName: "form.pdf" };
    const whole = await extractDocument(source, "pdf", { cache });
    const first = await extractDocument(source, "pdf", { cache, pageRanges: [{ first: 1, last: 1 }] });
    expect(first.pages.length).toBeLessThan(whole.pages.length);
    expect(await extractDocument(source, "pdf", { cache, pages: (page) => page === 1 })).toEqual(first);
    expect(describeCache({ folder, limitBytes }).kinds[0]).toMatchObject({ entries: 2, lookups: 2 });
  });
});
