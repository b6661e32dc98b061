import path from "node:path";
import { describe, expect, it } from "vitest";
import { extract, ExtractionError, open, StoreError, toPlainRecord } from "../src/index.ts";
import { runJixiao } from "./support/run-jixiao.ts";
import { makeFolder } from "./support/temp-folder.ts";
import { fillTestForm, testFormMapping } from "./support/test-form.ts";

const files = { "m/testform.md": testFormMapping, "form.txt": fillTestForm({ name: "道路养护" }) };

describe("the library", () => {
  it("extracts a file by its path, or bytes with a name, to the same record", async () => {
    const folder = makeFolder(files);
    const settings = { mappings: [path.join(folder, "m")] };
    const fromPath = await extract(path.join(folder, "form.txt"), settings);
    const fromBytes = await extract({ bytes: Buffer.from(files["form.txt"]), fileName: "form.txt" }, settings);
    expect(fromBytes).toEqual(fromPath);
    expect(toPlainRecord(fromPath).filings[0]?.projects[0]).toMatchObject({ name: "道路养护", code: "DL-1" });
  });

  it("throws what says why a file cannot be read", async () => {
    await expect(extract({ bytes: new Uint8Array(), fileName: "empty.txt" })).rejects.toThrow(ExtractionError);
  });

  it("opens a database for reading: documents, records, and questions with parameters", async () => {
    const folder = makeFolder(files);
    await runJixiao(["import", "form.txt", "--mappings", "m", "--db", "x.db"], folder);
    const filings = open(path.join(folder, "x.db"));
    const [document] = filings.documents();
    expect(document).toMatchObject({ fileName: "form.txt", layout: "testform", status: "ok" });
    expect(filings.record(document?.id ?? 0)?.filings[0]?.projects[0]?.name?.value).toBe("道路养护");
    expect([...filings.query("SELECT name, fiscal_year FROM project_overview WHERE code = ?", "DL-1")]).toEqual([{ name: "道路养护", fiscal_year: 2024 }]);
    expect(() => [...filings.query("DELETE FROM documents RETURNING id")]).toThrow(/readonly/u);
    filings.close();
    expect(() => open(path.join(folder, "none.db"))).toThrow(StoreError);
  });
});
