import { expect, it } from "vitest";
import type { ReadDocument } from "../../../src/store/document-writer.ts";
import { buildFiling, buildFunding, buildImport, buildIndicator, buildProject, traced } from "../build-record.ts";
import { openTestDatabase } from "./write-database.ts";

function makeForm(content: string, indicators: readonly string[], format: "docx" | "text"): ReadDocument {
  const project = buildProject({
    name: traced("道路养护"),
    code: traced("990100240001"),
    funding: [buildFunding("total", 100_000_000)],
    indicators: indicators.map((name, index) => buildIndicator(name, index + 1)),
  });
  return buildImport({ content, filings: [buildFiling([project])], document: { fileName: content, format } }, `/in/${content}`);
}

it("tells of each item that only a worse reading of a project has, however many there are", () => {
  const { database, writer } = openTestDatabase();
  writer.writeRead(makeForm("good", ["养护里程"], "docx"), { refresh: false });
  writer.writeRead(makeForm("worse", ["养护里程", "路灯更换盏数", "清扫面积", "绿化株数"], "text"), { refresh: false });
  const findings = database.prepare("SELECT path FROM findings WHERE code = 'item-left-out' ORDER BY ordinal").pluck().all();
  expect(findings).toEqual([1, 2, 3].map((index) => `filings[0].projects[0].indicators[${index}]`));
});
