import { expect, test } from "vitest";
import { printHtml } from "../../../samples/make/print/html.ts";
import { noDepartures } from "../../../samples/make/sections.ts";
import { layoutNames, layouts } from "../../../samples/make/layouts/index.ts";
import { Random } from "../../../samples/make/random.ts";
import { measureDocument } from "../../bench/measure-document.ts";
import { loadMapper, mappingFolders } from "../../../src/pipeline/mapper.ts";
import { writeDocling, writeHocr, writeMineru, writePaddle } from "./write-foreign.ts";

const writers = { mineru: writeMineru, paddleocr: writePaddle, docling: writeDocling, hocr: writeHocr };

test.each(layoutNames)("a form of %s that another engine read gives the same record as the form in HTML", async (name) => {
  const layout = layouts[name];
  const mapper = await loadMapper(mappingFolders());
  const { form, truth } = layout(new Random(`foreign/${name}`), { departures: noDepartures, checks: "boxes", brief: true });
  const measure = async (fileName: string, text: string): Promise<unknown> => {
    const { score, failure } = await measureDocument(fileName, new TextEncoder().encode(text), { form, truth }, mapper);
    return { failure, f1: score.f1, faults: score.faults };
  };
  const expected = await measure("form.html", printHtml(form));
  for (const [engine, write] of Object.entries(writers)) expect([engine, await measure(`form.${engine}`, write(form))]).toEqual([engine, expected]);
});
