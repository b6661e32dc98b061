import fc from "fast-check";
import { expect, test } from "vitest";
import { xlsxExtractor } from "../../../extractors/xlsx/index.ts";
import { documentSchema, type Document, type Table } from "../../../src/document/document.ts";
import { ExtractionError, type Source } from "../../../src/document/extractor.ts";
import type { FindingCode } from "../../../src/document/finding.ts";
import { number, sharedStrings, sheet, stylesWith, text, writeXlsx } from "../../ooxml/sheet/write-xlsx.ts";

async function extract(source: Source, ...codes: FindingCode[]): Promise<Document> {
  const document = await xlsxExtractor.extract(source, "xlsx");
  expect(document.findings.map((finding) => finding.code)).toEqual(codes);
  return documentSchema.parse(document);
}

function tables(document: Document): Table[] {
  return document.blocks.filter((block) => block.kind === "table");
}

function cells(document: Document): string[] {
  return (tables(document)[0]?.cells ?? []).map((cell) => `${cell.row},${cell.column} ${cell.rowSpan}×${cell.columnSpan} ${cell.text}`);
}

function asides(document: Document): string[] {
  return document.blocks.flatMap((block) => (block.kind === "paragraph" ? [`${block.role ?? ""}:${block.text}`] : []));
}

function one(rows: string, more = "", before = ""): Source {
  return writeXlsx([{ name: "申报表", xml: sheet(rows, more, before) }]);
}

test("a sheet is one table, named as the sheet, its places those of the sheet", async () => {
  const document = await extract(one(`<row r="2">${text("B2", "项目名称")}${text("C2", "甲")}</row>`));
  expect(tables(document)).toHaveLength(1);
  expect(tables(document)[0]).toMatchObject({ name: "申报表", rowCount: 2, columnCount: 3, grid: "ruled" });
  expect(cells(document)).toEqual(["1,1 1×1 项目名称", "1,2 1×1 甲"]);
  expect(tables(document)[0]?.cells[0]?.at).toEqual([{ table: 0, row: 1, column: 1, sheet: "申报表" }]);
});

test.each([
  ["0.00%", 0.125, "12.50%"],
  ["#,##0.00_ ;[Red]\\-#,##0.00\\ ", 8703500.5, "8,703,500.50"],
  ['0!.0,"万元"', 8703500, "870.4万元"],
  ["0!.0000", 8703500, "870.3500"],
  ['0.00,"千元"', 12345, "12.35千元"],
  ['yyyy"年"m"月"d"日"', 44927, "2023年1月1日"],
  ["[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", 44927, "二〇二三年一月一日"],
  ["yyyy/m/d;@", 44927, "2023/1/1"],
  ["上午/下午h\"时\"", 0.6, "下午2时"],
  ["G/通用格式", 870.35, "870.35"],
  ["General", 0.1 + 0.2, "0.3"],
  ["General", 440900198001, "440900198001"],
  ["000000", 36001, "036001"],
  ['0"个"', 5, "5个"],
  ["[>=10000]0!.0,\"万\";0", 25000, "2.5万"],
  ['"unbalanced', 3, "3"],
])("a number is read as its format %s shows it", async (pattern, value, shown) => {
  const source = writeXlsx([{ name: "一", xml: sheet(`<row r="1">${number("A1", value)}</row>`) }], [stylesWith(pattern)]);
  expect(cells(await extract(source))).toEqual([`0,0 1×1 ${shown}`]);
});

test("dates count from 1904 where the workbook says so", async () => {
  const xml = sheet(`<row r="1">${number("A1", 43465)}</row>`);
  const source = writeXlsx([{ name: "一", xml }], [stylesWith("yyyy-mm-dd")], { properties: '<workbookPr date1904="1"/>' });
  expect(cells(await extract(source))).toEqual(["0,0 1×1 2023-01-01"]);
});

test("formulas are read by their stored result, and one without a result is told", async () => {
  const rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>T(A1)</f><v>甲</v></c><c r="C1"><f>A1*2</f></c></row>';
  expect(cells(await extract(one(rows), "formula-uncalculated"))).toEqual(["0,0 1×1 2", "0,1 1×1 甲"]);
});

test("shared strings keep their stretches and lose their reading aids; escapes and symbol fonts are characters", async () => {
  const strings = sharedStrings(
    "<r><t>绩</t></r><r><t>效</t></r><rPh><t>jixiao</t></rPh>",
    "<t>甲_x000D_乙</t>",
    '<r><rPr><rFont val="Wingdings"/></rPr><t>þ</t></r><r><rPr><rFont val="宋体"/></rPr><t>新增</t></r>',
  );
  const row = `<row r="1">${["A1", "B1", "C1"].map((cell, index) => `<c r="${cell}" t="s"><v>${index}</v></c>`).join("")}</row>`;
  const document = await extract(writeXlsx([{ name: "一", xml: sheet(row) }], [strings]));
  expect(tables(document)[0]?.cells.map((cell) => cell.text)).toEqual(["绩效", "甲\n乙", "☑新增"]);
});

test("of merged ranges that overlap the first counts, and no cells overlap", async () => {
  const rows = `<row r="1">${text("A1", "甲")}${text("C1", "丙")}</row><row r="2">${text("B2", "乙")}</row>`;
  const document = await extract(one(rows, '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B1:C2"/><mergeCell ref="B2:C2"/></mergeCells>'), "text-hidden");
  const [table] = document.blocks;
  expect(table).toMatchObject({ cells: [{ text: "甲", rowSpan: 2, columnSpan: 2 }, { text: "丙", row: 0, column: 2, rowSpan: 1, columnSpan: 1 }] });
});

test("merged cells are one cell each, and text under one is hidden text", async () => {
  const rows = `<row r="1">${text("A1", "甲")}${text("B1", "压")}${text("C1", "乙")}</row><row r="2">${text("C2", "丙")}</row>`;
  const document = await extract(one(rows, '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'), "text-hidden");
  expect(cells(document)).toEqual(["0,0 2×2 甲", "0,2 1×1 乙", "1,2 1×1 丙"]);
  expect(asides(document)).toEqual(["hidden:压"]);
});

test("hidden rows and columns are apart and their place in the sheet is kept", async () => {
  const rows =
    `<row r="1">${text("A1", "甲")}${text("B1", "藏列")}${text("C1", "乙")}</row>` +
    `<row r="2" hidden="1">${text("A2", "藏行")}</row><row r="3">${text("A3", "丙")}</row>`;
  const columns = '<cols><col min="2" max="2" hidden="1"/></cols>';
  const document = await extract(one(rows, '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>'.replace("A1:C1", "A3:C3"), columns), "text-hidden");
  expect(cells(document)).toEqual(["0,0 1×1 甲", "0,1 1×1 乙", "1,0 1×2 丙"]);
  expect(asides(document)).toEqual(["hidden:藏列", "hidden:藏行"]);
  expect(tables(document)[0]?.cells[2]?.at).toEqual([{ table: 0, row: 2, column: 0, sheet: "申报表" }]);
});

test("a hidden sheet is no table, and its text is kept apart", async () => {
  const source = writeXlsx([
    { name: "底稿", xml: sheet(`<row r="1">${text("A1", "藏")}</row>`), state: "veryHidden" },
    { name: "表", xml: sheet(`<row r="1">${text("A1", "见")}</row>`) },
  ]);
  const document = await extract(source, "text-hidden");
  expect(tables(document).map((table) => table.name)).toEqual(["表"]);
  expect(tables(document)[0]?.cells[0]?.at[0]).toMatchObject({ table: 0 });
  expect(asides(document)).toEqual(["hidden:藏"]);
  expect(document.findings[0]?.message).toContain("底稿");
});

test("a value that its format does not show is hidden text", async () => {
  const source = writeXlsx([{ name: "一", xml: sheet(`<row r="1">${number("A1", 5)}</row>`) }], [stylesWith(";;;")]);
  expect(asides(await extract(source, "text-hidden"))).toEqual(["hidden:5"]);
});

test("a cell far away makes no endless table", async () => {
  const document = await extract(one(`<row r="1">${text("A1", "甲")}</row><row r="1048576">${text("XFD1048576", "远")}</row>`));
  expect(cells(document)).toEqual(["0,0 1×1 甲", "2,2 1×1 远"]);
  expect(tables(document)[0]?.cells[1]?.at[0]).toMatchObject({ row: 1048575, column: 16383 });
  const wide = await extract(one(`<row r="1">${text("A1", "甲")}</row>`, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'));
  expect(tables(wide)[0]).toMatchObject({ rowCount: 3, columnCount: 3 });
});

test("check boxes over the sheet are text of the cell they lie on; other shapes are text boxes", async () => {
  const drawing =
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">' +
    [[1025, "新增", 0], [1026, "延续", 9], [7, "说明", 20]]
      .map(
        ([id, label, offset]) =>
          `<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>${offset ?? 0}</xdr:colOff><xdr:row>0</xdr:row></xdr:from>` +
          `<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="${id ?? 0}" name=""/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>${label ?? ""}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>`,
      )
      .join("") +
    "</xdr:wsDr>";
  const relationships =
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d" Type="x/drawing" Target="/xl/d.xml"/>' +
    '<Relationship Id="c1" Type="x/ctrlProp" Target="/xl/c1.xml"/><Relationship Id="c2" Type="x/ctrlProp" Target="/xl/c2.xml"/></Relationships>';
  const part = (path: string, xml: string): { path: string; type: string; xml: string } => ({ path, type: "x", xml });
  const source = writeXlsx(
    [{ name: "一", xml: sheet(`<row r="1">${text("A1", "项目属性")}</row>`, '<controls><control shapeId="1025" r:id="c1"/><control shapeId="1026" r:id="c2"/></controls>') }],
    [
      part("xl/worksheets/_rels/sheet1.xml.rels", relationships),
      part("xl/d.xml", drawing),
      part("xl/c1.xml", '<formControlPr objectType="CheckBox" checked="Checked"/>'),
      part("xl/c2.xml", '<formControlPr objectType="CheckBox"/>'),
    ],
  );
  const document = await extract(source);
  expect(cells(document)).toEqual(["0,0 1×1 项目属性", "0,1 1×1 ☑新增 ☐延续"]);
  expect(asides(document)).toEqual(["textbox:说明"]);
});

test("headers and footers are apart, without their codes", async () => {
  const more = "<headerFooter><oddHeader>&amp;L&amp;\"宋体,常规\"&amp;10绩效表&amp;R附件</oddHeader><oddFooter>第&amp;P页</oddFooter></headerFooter>";
  expect(asides(await extract(one(`<row r="1">${text("A1", "甲")}</row>`, more)))).toEqual(["header:绩效表\n附件", "footer:第页"]);
});

test("links to other workbooks and macros are told", async () => {
  const parts = [{ path: "xl/vbaProject.bin", type: "vbaProject", xml: "x" }];
  const outside = [{ type: "externalLinkPath", address: "file:///C:/x.xlsx" }];
  const source = writeXlsx([{ name: "一", xml: sheet(`<row r="1">${text("A1", "甲")}</row>`) }], parts, { outside });
  await extract(source, "content-macro", "content-external");
});

test("cells without a reference follow each other", async () => {
  expect(cells(await extract(one("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")))).toEqual([
    ...["0,0 1×1 1", "0,1 1×1 2", "1,0 1×1 3"],
  ]);
});

const reference = fc.tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 400 })).map(([c, r]) => `${String.fromCharCode(65 + c)}${r + 1}`);
const range = fc.tuple(reference, reference).map(([a, b]) => `<mergeCell ref="${a}:${b}"/>`);

test("every filled cell is in the table or in hidden text, and cells stay inside the table", async () => {
  const filled = fc.uniqueArray(reference, { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(filled, fc.array(range, { maxLength: 2 }), fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }), async (references, merges, hidden) => {
      const rows = references.map((each) => `<row r="${each.slice(1)}">${text(each, `值${each}。`)}</row>`).join("");
      const columns = `<cols>${hidden.map((column) => `<col min="${column}" max="${column}" hidden="1"/>`).join("")}</cols>`;
      const document = documentSchema.parse(await xlsxExtractor.extract(one(rows, `<mergeCells>${merges.join("")}</mergeCells>`, columns), "xlsx"));
      const all = document.blocks.flatMap((block) => (block.kind === "table" ? block.cells.map((cell) => cell.text) : [block.text]));
      expect(all.filter((each) => each !== "").sort()).toEqual(references.map((each) => `值${each}。`).sort());
      for (const table of tables(document)) {
        for (const cell of table.cells) {
          expect(cell.row + cell.rowSpan).toBeLessThanOrEqual(table.rowCount);
          expect(cell.column + cell.columnSpan).toBeLessThanOrEqual(table.columnCount);
        }
      }
    }),
  );
});

async function failureOf(source: Source): Promise<string> {
  try {
    await xlsxExtractor.extract(source, "xlsx");
  } catch (error) {
    if (error instanceof ExtractionError) return error.failure;
    throw error;
  }
  return "none";
}

test("bytes that are no workbook are a typed failure each", async () => {
  const good = one(`<row r="1">${text("A1", "甲")}</row>`);
  expect(await failureOf({ ...good, bytes: new Uint8Array() })).toBe("empty");
  expect(await failureOf(one(""))).toBe("empty");
  expect(await failureOf({ ...good, bytes: good.bytes.subarray(0, 300) })).toBe("corrupt");
  expect(await failureOf(writeXlsx([{ name: "一", xml: "<worksheet" }]))).toBe("corrupt");
  expect(await failureOf(writeXlsx([{ name: "一", xml: " ".repeat(97 * 1024 * 1024) }]))).toBe("too-large");
});
