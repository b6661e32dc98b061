import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findExtractor } from "../../../extractors/index.ts";
import { detectFormat } from "../../../src/document/detect-format.ts";
import { documentSchema, type Document, type Format, type Table } from "../../../src/document/document.ts";
import { ExtractionError } from "../../../src/document/extractor.ts";
import { pagePlaceSchema, type Box } from "../../../src/document/place.ts";
import { listOwners, squeeze, toRows } from "../text/place-checks.ts";

/** Reads what another program wrote, as the format it must be recognised as, and checks what holds of every document. */
async function read(content: unknown, format: Format): Promise<Document> {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  const source = { bytes: new TextEncoder().encode(text), fileName: "result" };
  expect(detectFormat(source)).toBe(format);
  const document = await (await findExtractor(format))?.extract(source, format);
  if (document === undefined) throw new Error(`There is no extractor of ${format}.`);
  documentSchema.parse(document);
  for (const owner of listOwners(document.blocks)) {
    for (const run of owner.runs) checkInside(document, run.at);
    for (const place of owner.at) checkInside(document, place);
  }
  return document;
}

function checkInside(document: Document, place: unknown): void {
  const parsed = pagePlaceSchema.safeParse(place);
  if (!parsed.success) return;
  const page = document.pages.find(({ number }) => number === parsed.data.page);
  const [x0, y0, x1, y1] = parsed.data.box;
  expect(page).toBeDefined();
  expect(x0 >= 0 && y0 >= 0 && x0 <= x1 && y0 <= y1 && x1 <= (page?.width ?? 0) + 1e-6 && y1 <= (page?.height ?? 0) + 1e-6).toBe(true);
}

function textsOf(document: Document): string[] {
  return document.blocks.map((block) => (block.kind === "table" ? toRows(block).map((row) => row.join("|")).join("/") : block.text));
}

function firstTable(document: Document): Table {
  const table = document.blocks.find((block) => block.kind === "table");
  if (table === undefined) throw new Error("There is no table.");
  return table;
}

async function failureOf(text: string, format: Format): Promise<string | undefined> {
  const extractor = await findExtractor(format);
  return extractor?.extract({ bytes: new TextEncoder().encode(text), fileName: "result" }, format).then(
    () => undefined,
    (error: unknown) => (error instanceof ExtractionError ? error.failure : "other"),
  );
}

describe("hOCR", () => {
  const page = (lines: string, title = "bbox 0 0 1000 2000; scan_res 200 200"): string =>
    `<?xml version="1.0"?><html><head><title>t</title><meta name='ocr-system' content='x'/></head><body><div class='ocr_page' title='${title}'>${lines}</div></body></html>`;

  test("words have their box in points at the page's resolution, and their confidence", async () => {
    const line = "<span class='ocr_line' title='bbox 100 100 400 140'><span class='ocrx_word' title='bbox 100 100 180 140; x_wconf 91'>项目</span></span>";
    const document = await read(page(line), "hocr");
    expect(document.pages).toEqual([{ number: 1, width: 360, height: 720, source: "ocr" }]);
    expect(document.blocks).toMatchObject([{ text: "项目", runs: [{ confidence: 0.91, at: { page: 1, box: [36, 36, 50.4, 50.4] } }, { confidence: 0.91 }] }]);
  });

  test("characters have their own boxes where the file has them, and lines without words are read too", async () => {
    const characters =
      "<span class='ocrx_word' title='bbox 0 0 90 40; x_wconf 50'><span class='ocrx_cinfo' title='bbox 0 0 20 40; x_conf 99'>A</span><span class='ocrx_cinfo' title='bbox 70 0 90 40; x_conf 40'>B</span></span>";
    const document = await read(page(`${characters}<span class='ocr_line' title='bbox 0 400 200 440'>某&lt;市</span>`), "hocr");
    expect(squeeze(textsOf(document).join(""))).toBe("AB某<市");
    expect(document.blocks[0]).toMatchObject({ runs: [{ confidence: 0.99, at: { box: [0, 0, expect.closeTo(7.2), expect.closeTo(14.4)] } }, { confidence: 0.4 }] });
  });

  test("pages follow each other, and a file without one is corrupt", async () => {
    const word = (text: string): string => `<div class="ocr_page" title="bbox 0 0 100 100"><span class="ocrx_word" title="bbox 0 0 20 20">${text}</span></div>`;
    const document = await read(`<html><body>${word("甲")}${word("乙")}</body></html>`, "hocr");
    expect([document.pages.length, textsOf(document)]).toEqual([2, ["甲", "乙"]]);
    expect(await failureOf("<html><body>x</body></html>", "hocr")).toBe("corrupt");
    expect(await failureOf(page(""), "hocr")).toBe("no-text");
  });

  test("separators are ruling lines, so that a ruled table is found", async () => {
    const separators = [0, 100, 200].flatMap((at) => [`${at} 0 ${at} 200`, `0 ${at} 200 ${at}`]).map((box) => `<div class='ocr_separator' title='bbox ${box}'></div>`);
    const words = [0, 1].flatMap((row) => [0, 1].map((column) => `<span class='ocrx_word' title='bbox ${column * 100 + 20} ${row * 100 + 40} ${column * 100 + 60} ${row * 100 + 60}'>格${row}${column}</span>`));
    expect(textsOf(await read(page([...separators, ...words].join("")), "hocr"))).toEqual(["格00|格01/格10|格11"]);
  });
});

describe("ALTO", () => {
  const file = (unit: string, body: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>${unit}</MeasurementUnit></Description><Layout><Page WIDTH="2100" HEIGHT="2970"><PrintSpace>${body}</PrintSpace></Page></Layout></alto>`;

  test("boxes are in points whatever the unit, and words carry their confidence", async () => {
    const body = `<TextLine HPOS="0" VPOS="0" WIDTH="900" HEIGHT="40"><String CONTENT="项目" HPOS="254" VPOS="254" WIDTH="127" HEIGHT="64" WC="0.8"/><SP/><String CONTENT="A&amp;B" HPOS="508" VPOS="254" WIDTH="127" HEIGHT="64"/></TextLine>`;
    const document = await read(file("mm10", body), "alto");
    expect(textsOf(document).map(squeeze)).toEqual(["项目A&B"]);
    expect(document.pages[0]?.width).toBeCloseTo(595.28, 1);
    expect(document.blocks[0]).toMatchObject({ runs: [{ confidence: 0.8, at: { box: [72, 72, 90, expect.closeTo(90.14)] } }, { confidence: 0.8 }, {}] });
    expect((await read(file("inch1200", body), "alto")).pages[0]?.width).toBe(126);
    expect((await read(file("pixel", body), "alto")).pages[0]?.width).toBe(1575);
  });

  test("glyphs stand for the word they spell", async () => {
    const word = `<String CONTENT="甲乙" HPOS="0" VPOS="0" WIDTH="100" HEIGHT="50" WC="0.5"><Glyph CONTENT="甲" HPOS="0" VPOS="0" WIDTH="40" HEIGHT="50" GC="0.9"/><Glyph CONTENT="乙" HPOS="60" VPOS="0" WIDTH="40" HEIGHT="50"/></String>`;
    const document = await read(file("pixel", word), "alto");
    expect(document.blocks[0]).toMatchObject({ text: "甲乙", runs: [{ confidence: 0.9 }, { confidence: 0.5, at: { box: [45, 0, 75, 37.5] } }] });
  });

  test("names may have a prefix", async () => {
    const body = '<a:String CONTENT="甲" HPOS="0" VPOS="0" WIDTH="9" HEIGHT="9"/>';
    expect(textsOf(await read(`<a:alto xmlns:a="x"><a:Page WIDTH="90" HEIGHT="90">${body}</a:Page></a:alto>`, "alto"))).toEqual(["甲"]);
  });
});

describe("Tesseract TSV", () => {
  const header = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

  test("words of each page have their box and confidence", async () => {
    const rows = ["1\t1\t0\t0\t0\t0\t0\t0\t960\t1280\t-1\t", "5\t1\t1\t1\t1\t1\t96\t96\t64\t32\t88.5\t金额", "1\t2\t0\t0\t0\t0\t0\t0\t960\t1280\t-1\t", "5\t2\t1\t1\t1\t1\t0\t0\t40\t32\t-1\t乙"];
    const document = await read(header + rows.join("\n"), "tesseract-tsv");
    expect(document.pages).toEqual([{ number: 1, width: 720, height: 960, source: "ocr" }, { number: 2, width: 720, height: 960, source: "ocr" }]);
    expect(document.blocks[0]).toMatchObject({ text: "金额", runs: [{ confidence: 0.885, at: { box: [72, 72, 96, 96] } }, {}] });
    expect(document.blocks[1]).toEqual({ kind: "paragraph", text: "乙", at: [{ page: 2, box: [0, 0, 30, 24] }], runs: [{ from: 0, to: 1, at: { page: 2, box: [0, 0, 30, 24] } }] });
  });

  test("words with and without a confidence on one line keep their places apart", async () => {
    const row = (left: number, confidence: number, text: string): string => `5\t1\t1\t1\t1\t1\t${left}\t96\t40\t40\t${confidence}\t${text}`;
    const document = await read(header + ["1\t1\t0\t0\t0\t0\t0\t0\t960\t1280\t-1\t", row(96, -1, "甲"), row(136, 90, "乙"), row(176, -1, "丙")].join("\n"), "tesseract-tsv");
    expect(document.blocks[0]).toMatchObject({ text: "甲乙丙", runs: [{ from: 0, to: 1 }, { from: 1, to: 2, confidence: 0.9 }, { from: 2, to: 3 }] });
  });

  test("a page that states no size is as large as its words; rows of no page are left out", async () => {
    const word = "5\t1\t1\t1\t1\t1\t96\t96\t64\t32\t88.5\t金额";
    const rows = ["1\t1\t0\t0\t0\t0\t0\t0\t0\t-5\t-1\t", word, word.replace("5\t1", "5\t-1"), word.replace("5\t1", "5\t1.5")];
    expect((await read(header + rows.join("\n"), "tesseract-tsv")).pages).toEqual([{ number: 1, width: 120, height: 96, source: "ocr" }]);
  });

  test("any words come back, each once", async () => {
    const word = fc.stringMatching(/^[甲乙丙丁0-9A-Za-z"'，]{1,6}$/u);
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 20 }), async (words) => {
        const rows = words.map((text, at) => `5\t1\t1\t1\t${at}\t1\t10\t${at * 60}\t${text.length * 30}\t30\t90\t${text}`);
        const document = await read(`${header}1\t1\t0\t0\t0\t0\t0\t0\t1000\t2000\t-1\t\n${rows.join("\n")}`, "tesseract-tsv");
        expect(squeeze(textsOf(document).join(""))).toBe(words.join(""));
      }),
    );
  });
});

const square = ([x0, y0, x1, y1]: Box): number[][] => [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];

describe("PaddleOCR", () => {
  test.each([
    ["PP-OCR 2", [[[square([0, 0, 80, 40]), ["项目", 0.97]], [square([0, 100, 80, 140]), ["金额", 0.5]]]]],
    ["PP-OCR 2, one page", [[square([0, 0, 80, 40]), ["项目", 0.97]], [square([0, 100, 80, 140]), ["金额", 0.5]]]],
    ["RapidOCR", [[square([0, 0, 80, 40]), "项目", 0.97], [square([0, 100, 80, 140]), "金额", "0.5"]]],
    ["PP-OCR 3", { input_path: "a.png", rec_texts: ["项目", "金额"], rec_scores: [0.97, 0.5], rec_boxes: [[0, 0, 80, 40], [0, 100, 80, 140]] }],
    ["PP-OCR 3 as printed", { res: { rec_texts: ["项目", "金额"], rec_scores: [0.97, 0.5], rec_polys: [square([0, 0, 80, 40]), square([0, 100, 80, 140])] } }],
  ])("lines of %s have their place and score", async (_name, content) => {
    const document = await read(content, "paddleocr");
    expect(squeeze(textsOf(document).join(""))).toBe("项目金额");
    const runs = listOwners(document.blocks).flatMap((owner) => owner.runs);
    expect(runs.map(({ confidence }) => confidence)).toEqual([0.97, 0.97, 0.5, 0.5]);
    expect(runs[0]?.at).toEqual({ page: 1, box: [0, 0, 30, 30] });
    expect(document.findings.map(({ code }) => code)).toEqual(["page-size-assumed"]);
  });

  test("PP-StructureV3 gives blocks in its order, tables with spans, and each cell its box and score", async () => {
    const html = '<html><body><table><tr><td colspan="2">指标</td></tr><tr><td>数量</td><td>≥5</td></tr></table></body></html>';
    const document = await read(
      {
        width: 800,
        height: 400,
        parsing_res_list: [
          { block_label: "doc_title", block_content: "申报表", block_bbox: [0, 0, 400, 40] },
          { block_label: "table", block_content: html, block_bbox: [0, 100, 400, 200] },
          { block_label: "text", block_content: "合格率 $\\geq 95\\%$", block_bbox: [0, 220, 400, 260] },
        ],
        table_res_list: [{ pred_html: html, cell_box_list: [[0, 100, 400, 150], [0, 150, 200, 200], [200, 150, 400, 200]] }],
        overall_ocr_res: {
          rec_texts: ["申报", "表", "指标", "数量", "≥5", "页脚"],
          rec_scores: [0.9, 0.8, 0.99, 0.7, 0.6, 0.5],
          rec_boxes: [[0, 0, 80, 40], [90, 0, 130, 40], [180, 110, 260, 140], [10, 160, 90, 190], [210, 160, 270, 190], [0, 360, 80, 390]],
        },
      },
      "paddleocr",
    );
    expect(textsOf(document)).toEqual(["申报 表", "指标/数量|≥5", "合格率 ≥ 95%", "页脚"]);
    expect(document.blocks[0]).toMatchObject({ role: "heading", runs: [{ from: 0, to: 2, confidence: 0.9 }, { from: 3, to: 4, confidence: 0.8 }] });
    expect(firstTable(document).cells.map(({ columnSpan, at, runs }) => [columnSpan, at, runs[0]?.confidence])).toEqual([
      [2, [{ page: 1, box: [0, 75, 300, 112.5] }], 0.99],
      [1, [{ page: 1, box: [0, 112.5, 150, 150] }], 0.7],
      [1, [{ page: 1, box: [150, 112.5, 300, 150] }], 0.6],
    ]);
    expect(document.findings).toEqual([]);
  });

  test("PP-Structure 2 is read from JSON and from a value on each line", async () => {
    const regions = [
      { type: "title", bbox: [0, 0, 100, 40], res: [{ text: "题目", confidence: 0.9, text_region: square([0, 0, 80, 40]) }], img_idx: 0 },
      { type: "table", bbox: [0, 50, 200, 150], res: { html: "<table><tr><td>甲</td><td>1</td></tr></table>", cell_bbox: [[0, 50, 100, 50, 100, 150, 0, 150], [100, 50, 200, 50, 200, 150, 100, 150]] }, img_idx: 0 },
      { type: "text", bbox: [0, 0, 100, 40], res: [{ text: "次页", confidence: 0.9, text_region: square([0, 0, 80, 40]) }], img_idx: 1 },
    ];
    for (const content of [regions, regions.map((region) => JSON.stringify(region)).join("\n")]) {
      const document = await read(content, "paddleocr");
      expect(textsOf(document)).toEqual(["题目", "甲|1", "次页"]);
      expect(firstTable(document).cells[1]?.at).toEqual([{ page: 1, box: [75, 37.5, 150, 112.5] }]);
      expect(document.pages.length).toBe(2);
    }
  });

  test("JSON that is cut off, or of another kind, is corrupt", async () => {
    expect(await failureOf('{"rec_texts": ["a"', "paddleocr")).toBe("corrupt");
    expect(await failureOf('{"a": 1}', "paddleocr")).toBe("corrupt");
  });
});

test("a line that a damaged file draws far beyond its page takes no time", async () => {
  const word = "<span class='ocrx_word' title='bbox 100 100 200 140'>甲</span>";
  const lines = ["0 90 9007199254740993 91", "0 90 1 9007199254740993", "9007199254740992 90 9007199254740993 9007199254740993", "0 9007199254740992 9007199254740993 9007199254740993"];
  const rules = lines.map((box) => `<div class='ocr_separator' title='bbox ${box}'></div>`).join("");
  expect(textsOf(await read(`<html><div class='ocr_page' title='bbox 0 0 1400 1980'>${rules}${word}</div></html>`, "hocr"))).toContain("甲");
});

describe("Docling", () => {
  test("spans beyond any table are refused, and many large ones fill no memory", async () => {
    const cell = (text: string, row: number, end: number): object => ({ text, start_row_offset_idx: row, end_row_offset_idx: end, start_col_offset_idx: 0, end_col_offset_idx: 65_536 });
    const file = (cells: readonly object[]): object => ({
      schema_name: "DoclingDocument",
      body: { self_ref: "#/body", children: [{ $ref: "#/tables/0" }] },
      tables: [{ self_ref: "#/tables/0", children: [], prov: [], data: { num_rows: 2, num_cols: 1, table_cells: cells } }],
    });
    await expect(read(file([cell("甲", 0, 4_294_967_296)]), "docling")).rejects.toMatchObject({ failure: "corrupt" });
    const [table] = (await read(file([cell("甲", 0, 65_536), cell("乙", 1, 65_536)]), "docling")).blocks;
    expect(table).toMatchObject({ cells: [{ text: "甲", rowSpan: 1, columnSpan: 1 }, { text: "乙", rowSpan: 1, columnSpan: 1 }] });
  });

  const item = (kind: string, at: number, fields: object): object => ({ self_ref: `#/${kind}/${at}`, children: [], prov: [], ...fields });
  const bottomLeft = (l: number, t: number, r: number, b: number): object => ({ l, t, r, b, coord_origin: "BOTTOMLEFT" });
  const document = {
    schema_name: "DoclingDocument",
    version: "1.3.0",
    body: { self_ref: "#/body", children: [{ $ref: "#/texts/1" }, { $ref: "#/groups/0" }, { $ref: "#/tables/0" }] },
    furniture: { self_ref: "#/furniture", children: [] },
    groups: [item("groups", 0, { label: "list", children: [{ $ref: "#/texts/0" }] })],
    texts: [
      item("texts", 0, { label: "list_item", text: "甲", orig: "甲", enumerated: true, marker: "1." }),
      item("texts", 1, { label: "section_header", text: "题", orig: "题", prov: [{ page_no: 1, bbox: bottomLeft(10, 790, 110, 770), charspan: [0, 1] }] }),
      item("texts", 2, { label: "page_footer", text: "3", content_layer: "furniture", prov: [{ page_no: 1, bbox: bottomLeft(10, 30, 20, 20) }] }),
      item("texts", 3, { label: "caption", text: "表 1" }),
    ],
    tables: [
      item("tables", 0, {
        children: [{ $ref: "#/texts/3" }],
        prov: [{ page_no: 1, bbox: bottomLeft(0, 700, 200, 600) }],
        data: {
          num_rows: 2,
          num_cols: 2,
          table_cells: [
            { text: "5", bbox: { l: 100, t: 150, r: 200, b: 200, coord_origin: "TOPLEFT" }, start_row_offset_idx: 1, end_row_offset_idx: 2, start_col_offset_idx: 1, end_col_offset_idx: 2 },
            { text: "指标", start_row_offset_idx: 0, end_row_offset_idx: 1, start_col_offset_idx: 0, end_col_offset_idx: 2 },
            { text: "数量", start_row_offset_idx: 1, end_row_offset_idx: 2, start_col_offset_idx: 0, end_col_offset_idx: 1 },
          ],
        },
      }),
    ],
    pages: { "1": { page_no: 1, size: { width: 600, height: 800 } } },
  };

  test("texts and tables come in reading order, and what no list names comes last", async () => {
    const read1 = await read(document, "docling");
    expect(textsOf(read1)).toEqual(["题", "1. 甲", "指标/数量|5", "表 1", "3"]);
    expect(read1.blocks[0]).toMatchObject({ role: "heading", at: [{ page: 1, box: [10, 10, 110, 30] }] });
    expect(read1.blocks[4]).toMatchObject({ role: "footer" });
    expect(firstTable(read1).cells.map(({ columnSpan, at }) => [columnSpan, at])).toEqual([
      [2, [{ page: 1, box: [0, 100, 200, 200] }]],
      [1, [{ page: 1, box: [0, 100, 200, 200] }]],
      [1, [{ page: 1, box: [100, 150, 200, 200] }]],
    ]);
  });

  test("cells that claim the same slot are all kept", async () => {
    const [table] = document.tables;
    const cell = (text: string): object => ({ text, start_row_offset_idx: 0, end_row_offset_idx: 2, start_col_offset_idx: 0, end_col_offset_idx: 2 });
    const overlapping = { ...document, texts: [], tables: [{ ...table, children: [], data: { table_cells: [cell("甲"), cell("乙")] } }] };
    expect(firstTable(await read(overlapping, "docling")).cells.map(({ text, column, columnSpan }) => [text, column, columnSpan])).toEqual([["甲", 0, 2], ["乙", 2, 1]]);
  });
});

describe("MinerU", () => {
  test("blocks come in order, with tables from their HTML and captions as text", async () => {
    const document = await read(
      [
        { type: "text", text: "申报表", text_level: 1, page_idx: 0, bbox: [100, 100, 900, 200] },
        { type: "table", table_caption: ["单位：万元"], table_footnote: ["注：$\\geq$ 为下限"], table_body: "<table><tr><td rowspan=2>甲</td><td>1</td></tr><tr><td>2</td></tr></table>", page_idx: 0, bbox: [0, 300, 1000, 600] },
        { type: "list", list_items: ["1. 一", "2. 二"], page_idx: 1, bbox: [0, 0, 1000, 100] },
        { type: "equation", text: "$$\n800 \\times 50\n$$", text_format: "latex", page_idx: 1 },
        { type: "image", img_path: "x.jpg", image_caption: ["图 1"], page_idx: 1 },
        { type: "page_number", text: "2", page_idx: 1, bbox: [480, 950, 520, 980] },
      ],
      "mineru",
    );
    expect(textsOf(document)).toEqual(["申报表", "单位：万元", "甲|1/2", "注：≥ 为下限", "1. 一", "2. 二", "800 × 50", "图 1", "2"]);
    expect(document.blocks[0]).toMatchObject({ role: "heading", at: [{ page: 1, box: [expect.closeTo(59.53), expect.closeTo(84.19), expect.closeTo(535.75), expect.closeTo(168.38)] }] });
    expect(document.blocks[8]).toMatchObject({ role: "page-number", at: [{ page: 2 }] });
    expect(firstTable(document).cells[0]?.rowSpan).toBe(2);
    expect(document.findings.map(({ code }) => code)).toEqual(["page-size-assumed"]);
  });

  test("JSON of another shape is corrupt and says where", async () => {
    expect(await failureOf('[{"type": "text"}]', "mineru")).toBe("corrupt");
  });
});

test("other JSON, TSV and HTML are none of these formats", () => {
  const detect = (text: string): string | undefined => detectFormat({ bytes: new TextEncoder().encode(text), fileName: "x" });
  expect(['{"a": [1, 2]}', "[[1, 2], [3, 4]]", "level\tname\n1\ta\n", '[{"type": "x"}]'].map(detect)).toEqual(["text", "text", "text", "text"]);
  expect(detect("<html><body><p class='ocr'>x</p></body></html>")).toBe("html");
});
