import fc from "fast-check";
import { expect, test } from "vitest";
import { placeCells } from "../../../extractors/html/place-cells.ts";
import { htmlExtractor } from "../../../extractors/html/index.ts";
import { documentSchema, type Document, type Table } from "../../../src/document/document.ts";
import type { FindingCode } from "../../../src/document/finding.ts";

async function extract(html: string | Uint8Array, ...codes: FindingCode[]): Promise<Document> {
  const bytes = typeof html === "string" ? Buffer.from(html, "utf8") : html;
  const document = await htmlExtractor.extract({ bytes, fileName: "页.html" }, "html");
  expect(document.findings.map((finding) => finding.code)).toEqual(codes);
  return documentSchema.parse(document);
}

function texts(document: Document): string[] {
  return document.blocks.flatMap((block) => (block.kind === "paragraph" ? [(block.role === undefined ? "" : `${block.role}:`) + block.text] : []));
}

function tables(document: Document): Table[] {
  return document.blocks.filter((block) => block.kind === "table");
}

function cells(table: Table | undefined): string[] {
  return (table?.cells ?? []).map((cell) => `${cell.row},${cell.column} ${cell.rowSpan}×${cell.columnSpan} ${cell.text}`);
}

async function readTable(rows: string): Promise<string[]> {
  return cells(tables(await extract(`<table>${rows}</table>`))[0]);
}

test("spans put cells into their grid columns", async () => {
  expect(await readTable("<tr><td rowspan=2>甲<td colspan=2>乙</tr><tr><td>丙<td>丁</tr>")).toEqual([
    ...["0,0 2×1 甲", "0,1 1×2 乙", "1,1 1×1 丙", "1,2 1×1 丁"],
  ]);
});

test("spans of zero and absurd spans are what a browser makes of them", async () => {
  expect(await readTable("<tr><td rowspan=0>甲<td colspan=0>乙</tr><tr><td>丙</tr>")).toEqual(["0,0 2×1 甲", "0,1 1×1 乙", "1,1 1×1 丙"]);
  expect(await readTable("<tr><td rowspan=99999999 colspan=x>甲<td rowspan=-3>乙")).toEqual(["0,0 1×1 甲", "0,1 1×1 乙"]);
  const [wide] = tables(await extract(`<table><tr>${"<td colspan=1000>甲".repeat(50)}</table>`));
  expect(wide?.columnCount).toBeLessThan(1100);
});

test("a rowspan ends with its group of rows, and the foot stands last", async () => {
  const rows = "<thead><tr><td rowspan=5>头</tr></thead><tfoot><tr><td>脚</tr></tfoot><tbody><tr><td>身</tr></tbody>";
  expect(await readTable(rows)).toEqual(["0,0 1×1 头", "1,0 1×1 身", "2,0 1×1 脚"]);
});

const span = fc.integer({ min: 0, max: 4 });
const stated = fc.record({ rowSpan: span, columnSpan: span.map((value) => Math.max(1, value)), content: fc.constant("x") });

test("cells of a grid never overlap and stay inside it", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.array(stated, { maxLength: 4 }), { maxLength: 4 }), { maxLength: 3 }), (groups) => {
      const taken = new Set<string>();
      for (const cell of placeCells(groups)) {
        expect(cell.row + cell.rowSpan).toBeLessThanOrEqual(groups.flat().length);
        for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
          for (let column = cell.column; column < cell.column + cell.columnSpan; column += 1) {
            expect(taken.has(`${row},${column}`)).toBe(false);
            taken.add(`${row},${column}`);
          }
        }
      }
    }),
  );
});

test("a nested table follows its parent, and its text is not doubled", async () => {
  const document = await extract("<table><tr><td>前<table><tr><td>内</table>后</td><td>邻</td></table><table><tr><td>次</table>");
  expect(tables(document).map(cells)).toEqual([["0,0 1×1 前\n后", "0,1 1×1 邻"], ["0,0 1×1 内"], ["0,0 1×1 次"]]);
  expect(tables(document).map((table) => table.parent)).toEqual([undefined, { table: 0, row: 0, column: 0 }, undefined]);
});

test("blocks are paragraphs, breaks are line feeds, entities are characters, headings say so", async () => {
  const document = await extract("<h2>标题</h2><div>一<p>二<br>三</p>四</div>&lt;p&gt;&#x2265;80&permil;<ul><li>甲</ul><ol start=2><li>乙</ol>");
  expect(texts(document)).toEqual(["heading:标题", "一", "二\n三", "四", "<p>≥80‰", "甲", "2. 乙"]);
});

test("a place is the line and columns of the source", async () => {
  const document = await extract("<body>\r\n <p>甲&amp;\n乙</p>");
  expect(document.blocks[0]).toMatchObject({
    text: "甲& 乙",
    at: [{ line: 2, from: 4, to: 10 }, { line: 3, from: 0, to: 1 }],
  });
  expect(document.blocks[0]).toMatchObject({ runs: [{ from: 0, to: 1, at: { line: 2, from: 4, to: 5 } }, {}, {}] });
});

test("preformatted lines stay lines", async () => {
  expect(texts(await extract("<pre>\n甲\n  乙\n</pre>"))).toEqual(["甲\n乙"]);
});

test("scripts, styles, comments and the head are never text", async () => {
  const document = await extract(
    "<!--注--><head><title>题</title></head><style>p{}</style><script>document.write('x')</script><template>t</template><noscript>n</noscript><p>文",
  );
  expect(texts(document)).toEqual(["文"]);
});

test("what the page hides is apart, with a finding", async () => {
  const html = "<p>见<span style='display: none'>藏</span>面<div hidden><table><tr><td>匿</table></div><table><tr style='display:none'><td>行<tr><td>显</table>";
  const document = await extract(html, "text-hidden");
  expect(texts(document)).toEqual(["hidden:藏", "见面", "hidden:匿", "hidden:行"]);
  expect(cells(tables(document)[0])).toEqual(["0,0 1×1 显"]);
});

test("controls are what they show", async () => {
  const html =
    "<p><input type=checkbox checked>新增 <input type=radio>延续 <input value='12'> <input type=hidden value=h><input type=submit value=提交>" +
    "<select><option>甲<option selected>乙</select> <textarea>丙</textarea>";
  expect(texts(await extract(html))).toEqual(["☑新增 ☐延续 12 乙 丙"]);
});

test("letters in a font of pictures are the marks that they show", async () => {
  const html =
    "<p><span style='font-family:Wingdings;mso-ascii-font-family:宋体'>þ</span>新增<font face='Wingdings 2'>&#163;<span style='font-family:宋体'>þ</span></font>延续" +
    "<span style='font-family:\"Wingdings 2\"'>\uf052</span>";
  expect(texts(await extract(html))).toEqual(["☑新增□þ延续☑"]);
});

test("a caption is printed and names its table", async () => {
  const document = await extract("<table><caption>绩效表</caption><tr><td>甲</table>");
  expect(texts(document)).toEqual(["绩效表"]);
  expect(tables(document)[0]?.name).toBe("绩效表");
});

const gbk = Buffer.from([0xbc, 0xa8, 0xd0, 0xa7, 0xc4, 0xbf, 0xb1, 0xea]);

test("the page's own word on its encoding counts, unless its bytes are UTF-8", async () => {
  const page = Buffer.concat([Buffer.from("<meta charset=gb2312><p>"), gbk]);
  const document = await extract(page, "encoding-detected");
  expect(texts(document)).toEqual(["绩效目标"]);
  expect(document.encoding).toBe("gbk");
  expect(texts(await extract("<meta charset=gb2312><p>绩效目标"))).toEqual(["绩效目标"]);
  expect(texts(await extract(Buffer.concat([Buffer.from("<meta charset=utf-8><p>"), gbk]), "encoding-detected"))).toEqual(["绩效目标"]);
  expect(texts(await extract(Buffer.from("\ufeff<p>绩效目标", "utf16le"), "encoding-detected"))).toEqual(["绩效目标"]);
});

test("what a browser would fetch is told and not fetched; pictures inside the page are not", async () => {
  await extract("<p>文<img src='http://example.invalid/a.png'><img src='data:image/png;base64,AA=='>", "content-external");
});

test("a page without text is a typed failure", async () => {
  await expect(extract("<script>x</script>")).rejects.toMatchObject({ failure: "empty" });
});

test.each(["quoted-printable", "base64"])("the page of a web archive is read, %s and in its own encoding", async (encoding) => {
  const page = Buffer.concat([Buffer.from("<meta charset=utf-8><p>a=b</p><p>"), gbk]);
  const quoted = Array.from(page, (byte) => (byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte))).join("");
  const body = encoding === "base64" ? page.toString("base64") : `${quoted.slice(0, 20)}=\r\n${quoted.slice(20)}`;
  const html = `Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}\r\n`;
  const picture = "Content-Type: image/png\r\n\r\n<p>no page</p>\r\n";
  const archive = `MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="==x"\r\n\r\n--==x\r\n${picture}--==x\r\n${html}--==x--\r\n`;
  expect(texts(await extract(archive, "encoding-detected"))).toEqual(["a=b", "绩效目标"]);
});

test("a web archive that does not say what stands between its parts is read as a page", async () => {
  expect(texts(await extract("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundar\r\n\r\n--b\r\n<p>甲</p>")).join("")).toContain("甲");
  expect(texts(await extract(`${"a:\r\n".repeat(800)}<p>乙</p>`)).join("")).toContain("乙");
});

test("damage never stops the reader, and deep nesting does not exhaust it", async () => {
  expect(texts(await extract("<div>".repeat(1500) + "文"))).toEqual(["文"]);
  await expect(extract("<div>".repeat(200_000) + "文")).rejects.toMatchObject({ failure: "corrupt" });
  const nested = await extract("<table><tr><td>".repeat(300) + "底");
  expect(JSON.stringify(nested.blocks)).toContain("底");
  const tag = fc.constantFrom("<table>", "<tr>", "<td>", "</td>", "</table>", "<p>", "</p>", "<b>", "</b>", "<br>", "<ol><li>", "<pre>", "字", "&lt", "<td rowspan=2 colspan=3>");
  await fc.assert(
    fc.asyncProperty(fc.array(tag, { maxLength: 40 }), async (tags) => {
      const html = tags.join("");
      const document = await extract(`<p>起${html}`);
      const printed = document.blocks.flatMap((block) => (block.kind === "table" ? block.cells.map((cell) => cell.text) : [block.text])).join("");
      expect(printed.split("字")).toHaveLength(html.split("字").length);
    }),
  );
});
