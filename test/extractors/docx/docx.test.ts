import fc from "fast-check";
import { expect, test } from "vitest";
import { docxExtractor } from "../../../extractors/docx/index.ts";
import { ExtractionError, type Source } from "../../../src/document/extractor.ts";
import type { Document } from "../../../src/document/document.ts";
import { joinBlockText, listPrintedWords } from "../../ooxml/word/printed-words.ts";
import { cell, control, paragraph, row, run, table, wordNamespaces, wordPart, writeDocx } from "../../ooxml/word/write-docx.ts";
import { writePackage } from "../../ooxml/write-package.ts";

function extract(source: Source): Promise<Document> {
  return docxExtractor.extract(source, "docx");
}

async function failureOf(source: Source): Promise<string> {
  try {
    await extract(source);
  } catch (error) {
    if (error instanceof ExtractionError) return error.failure;
    throw error;
  }
  return "none";
}

function withMain(xml: string): Source {
  return { bytes: writePackage({ folder: "word", name: "document.xml", xml, contentType: "x" }), fileName: "表.docx" };
}

const word = fc.stringMatching(/^[一-龥0-9]{1,6}$/);
const inline = fc.oneof(
  word.map((text) => run(text)),
  word.map((text) => `<w:ins w:id="1">${run(text)}</w:ins>`),
  word.map((text) => run(text, "<w:vanish/>")),
  word.map((text) => control("<w:showingPlcHdr/>", run(text))),
  word.map((text) => `<w:hyperlink>${run(text)}</w:hyperlink>`),
  word.map((text) => `<w:del w:id="1"><w:r><w:delText>${text}</w:delText></w:r></w:del>`),
  word.map((text) => `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph(text)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`),
  word.map((text) => `<w:unknown>${run(text)}</w:unknown>`),
);
const anyParagraph = fc.array(inline, { minLength: 1, maxLength: 3 }).map((parts) => paragraph(parts.join("")));

const { block } = fc.letrec<{ block: string; cell: string; row: string; table: string }>((tie) => ({
  block: fc.oneof({ depthSize: "small", withCrossShrink: true }, anyParagraph, tie("table"), tie("table").map((inside) => control("", inside))),
  cell: fc
    .tuple(tie("block"), fc.constantFrom("", "<w:vMerge/>", '<w:vMerge w:val="restart"/>', "<w:hMerge/>", '<w:gridSpan w:val="3"/>'))
    .map(([inside, properties]) => cell(inside + paragraph(""), properties)),
  row: fc
    .tuple(fc.array(tie("cell"), { minLength: 1, maxLength: 3 }), fc.constantFrom("", "<w:hidden/>", '<w:gridBefore w:val="2"/>'))
    .map(([cells, properties]) => row(cells, properties)),
  table: fc.array(tie("row"), { minLength: 1, maxLength: 3 }).map(table),
}));

test("every word of the file is in the document, and no word twice, whatever traps are nested in each other", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(block, { maxLength: 4 }), async (blocks) => {
      const body = paragraph("起首") + blocks.join("");
      const printed = listPrintedWords(`<w:document ${wordNamespaces}>${body}</w:document>`);
      const text = joinBlockText((await extract(writeDocx(body))).blocks);
      expect(Array.from(text).sort()).toEqual(Array.from(printed.join("")).sort());
    }),
    { numRuns: 200 },
  );
});

test("every table in is a table out, but for those in hidden rows", async () => {
  const nested = fc.array(fc.oneof(anyParagraph, anyParagraph.map((inside) => table([row([cell(inside + table([row([cell("内")])]))])]))), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(nested, async (blocks) => {
      const body = paragraph("起首") + blocks.join("");
      const document = await extract(writeDocx(body));
      expect(document.blocks.filter((each) => each.kind === "table")).toHaveLength(body.split("<w:tbl>").length - 1);
    }),
    { numRuns: 50 },
  );
});

test("a file without any text is a typed failure, which tells pictures from nothing", async () => {
  expect(await failureOf(writeDocx(paragraph(" ")))).toBe("empty");
  expect(await failureOf(writeDocx(paragraph('<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r>')))).toBe("no-text");
});

test("bytes that are no Word file are a typed failure each", async () => {
  const good = writeDocx(paragraph("文"));
  expect(await failureOf({ bytes: new Uint8Array(), fileName: "空.docx" })).toBe("empty");
  expect(await failureOf({ bytes: Buffer.from("PK\u0003\u0004 no zip at all, only its first letters"), fileName: "a.docx" })).toBe("corrupt");
  expect(await failureOf({ ...good, bytes: good.bytes.subarray(0, good.bytes.length / 2) })).toBe("corrupt");
  expect(await failureOf(withMain("<w:document><w:body>"))).toBe("corrupt");
  expect(await failureOf(withMain("<other/>"))).toBe("corrupt");
});

test("any damage to a file's bytes gives a document or a typed failure", async () => {
  const good = writeDocx(table([row([cell("文")])]));
  const damage = fc.array(fc.tuple(fc.nat(good.bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(damage, async (changes) => {
      const bytes = Uint8Array.from(good.bytes);
      for (const [at, value] of changes) bytes[at] = value;
      expect(await failureOf({ ...good, bytes })).toMatch(/^(?:none|corrupt|encrypted|unsupported|too-large)$/);
    }),
  );
});

test("entities of the file's own making are not resolved, inside or outside", async () => {
  const outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY e "&a;&a;&a;&a;">]>';
  for (const declaration of [outside, bomb]) {
    const xml = `${declaration}<w:document ${wordNamespaces}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>`;
    expect(await failureOf(withMain(xml))).toBe("corrupt");
  }
});

test("a part that unpacks beyond the limit is refused before it fills the memory", async () => {
  expect(await failureOf(withMain(" ".repeat(97 * 1024 * 1024)))).toBe("too-large");
});

test("nesting without end is refused", async () => {
  expect(await failureOf(writeDocx("<w:sdt>".repeat(5000) + "</w:sdt>".repeat(5000)))).toBe("corrupt");
});

test("macros and outside things are told, and a link is not", async () => {
  const outside = [
    { type: "attachedTemplate", address: "http://example.invalid/t.dotm" },
    { type: "image", address: "http://example.invalid/i.png" },
    { type: "hyperlink", address: "http://example.invalid/" },
  ];
  const macro = { path: "word/vbaProject.bin", type: "vbaProject", xml: "x" };
  const { findings } = await extract(writeDocx(paragraph("文"), [macro], outside));
  expect(findings.map((finding) => finding.code)).toEqual(["content-macro", "content-external"]);
  expect(findings[1]?.message).toContain("2 thing(s)");
});

test("a list part that is missing or points nowhere costs the numbers and not the text", async () => {
  const source = writeDocx(paragraph("文", '<w:numPr><w:numId w:val="4"/></w:numPr>'), [wordPart("numbering", "numbering", "")]);
  expect(joinBlockText((await extract(source)).blocks)).toBe("文");
});
