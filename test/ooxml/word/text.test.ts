import { writePackage } from "../write-package.ts";
import { expect, test } from "vitest";
import { paragraphTexts, readExpecting, tablesOf } from "./read-document.ts";
import { cell, control, paragraph, row, run, table, wordPart, writeDocx } from "./write-docx.ts";

function readText(inline: string): string {
  const texts = paragraphTexts(readExpecting(writeDocx(paragraph(inline))));
  return texts.join("|");
}

test.each([
  ['<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"],
  ['<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "□"],
  ['<w:r><w:sym w:font="Wingdings 2" w:char="0052"/></w:r>', "☑"],
  ['<w:r><w:sym w:font="Wingdings 2" w:char="F050"/></w:r>', "√"],
  ['<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"],
  [run("\uf0fe", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "☑"],
  [run("\uf0a8", '<w:rFonts w:hint="eastAsia" w:eastAsia="Wingdings"/>'), "□"],
  [run("þ", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "☑"],
  [run("项目", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "项目"],
  [run("□ ☑ √ ☒"), "□ ☑ √ ☒"],
  [control('<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', run("☒")), "☑"],
  [control('<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>', run("☐")), "☐"],
  [control("<w14:checkbox/>", run("☐")), "☐"],
])("a check box in every guise is its mark: %s", (inline, text) => {
  expect(readText(inline)).toBe(text);
});

function field(data: string, instruction: string, result?: string): string {
  const separated = result === undefined ? "" : `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(result)}`;
  const begin = `<w:r><w:fldChar w:fldCharType="begin">${data}</w:fldChar></w:r>`;
  return `${begin}<w:r><w:instrText>${instruction}</w:instrText></w:r>${separated}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
}

test.each([
  [field("<w:ffData><w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox></w:ffData>", " FORMCHECKBOX "), "☑"],
  [field("<w:ffData><w:checkBox><w:default w:val=\"1\"/></w:checkBox></w:ffData>", " FORMCHECKBOX "), "☑"],
  [field("<w:ffData><w:checkBox><w:default w:val=\"1\"/><w:checked w:val=\"0\"/></w:checkBox></w:ffData>", " FORMCHECKBOX ", ""), "☐"],
  [field('<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList></w:ffData>', "FORMDROPDOWN"), "乙"],
  [field("", " DATE \\@ yyyy ", "2023"), "2023"],
  [field("", " eq \\o\\ac(□,√)"), "☑"],
  [field("", " EQ \\o(□,×) "), "☒"],
  [field("", ' SYMBOL 254 \\f "Wingdings" '), "☑"],
  [field("", " MACROBUTTON Nothing [请填写] "), "[请填写]"],
  ['<w:fldSimple w:instr=" AUTHOR "><w:r><w:t>处室</w:t></w:r></w:fldSimple>', "处室"],
])("a field is read by what it prints: %s", (inline, text) => {
  expect(readText(run("前") + inline + run("后"))).toBe(`前${text}后`);
});

test("a field inside another's instruction is not printed", () => {
  const outer = field("", ` IF ${"</w:instrText></w:r>" + field("", "MERGEFIELD x", "内") + "<w:r><w:instrText>"} = 1`, "外");
  expect(readText(outer)).toBe("外");
});

test("fields that never end hold no text back", () => {
  expect(readText(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>${run("文字")}`)).toBe("文字");
});

test("a field that reaches outside the file is told and not followed", () => {
  readExpecting(writeDocx(paragraph(field("", ' INCLUDETEXT "http://example.invalid/a.docx" ', "旧文"))), "content-external");
});

test.each([
  ["<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "1-2"],
  ["<w:r><w:t>项</w:t><w:softHyphen/><w:t>目</w:t></w:r>", "项目"],
  ["<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>丁</w:t></w:r>", "甲\t乙\n丙\n丁"],
  [`<w:hyperlink r:id="x">${run("链接")}</w:hyperlink>`, "链接"],
  [`<w:smartTag>${run("标")}</w:smartTag><w:unheardOf><w:r><w:t>签</w:t></w:r></w:unheardOf>`, "标签"],
  ["<m:oMath><m:r><m:t>x≥</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>", "x≥1/2"],
  [`<w:ins w:id="1">${run("增")}</w:ins><w:moveFrom w:id="2">${run("移")}</w:moveFrom><w:moveTo w:id="3">${run("移")}</w:moveTo>`, "增移"],
])("what Word prints is what is read: %s", (inline, text) => {
  expect(readText(inline)).toBe(text);
});

test("deleted text is left out with a finding at its place", () => {
  const blocks = readExpecting(
    writeDocx(paragraph(`${run("留")}<w:del w:id="1"><w:r><w:delText>去</w:delText></w:r></w:del>`)),
    "text-deleted",
  );
  expect(paragraphTexts(blocks)).toEqual(["留"]);
});

test("a paragraph whose end was deleted goes on in the next one", () => {
  const body = paragraph("上", '<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph("下");
  expect(paragraphTexts(readExpecting(writeDocx(body)))).toEqual(["上下"]);
});

test("hidden text is apart, whether the run or its style hides it", () => {
  const styles = wordPart(
    "styles",
    "styles",
    '<w:style w:styleId="b"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="h"><w:basedOn w:val="b"/></w:style>',
  );
  const body = paragraph(run("见") + run("藏", "<w:vanish/>") + run("匿", '<w:rStyle w:val="h"/>') + run("显", '<w:rStyle w:val="h"/><w:vanish w:val="0"/>'));
  expect(paragraphTexts(readExpecting(writeDocx(body, [styles]), "text-hidden"))).toEqual(["见显", "hidden:藏匿"]);
});

test("a content control's prompt is no value, but an entry in it is", () => {
  const styles = wordPart("styles", "styles", '<w:style w:styleId="a3"><w:name w:val="Placeholder Text"/></w:style>');
  const prompt = control("<w:showingPlcHdr/>", run("请输入", '<w:rStyle w:val="a3"/>'));
  const filled = control("<w:showingPlcHdr/>", run("已填"));
  const blocks = readExpecting(writeDocx(paragraph(prompt) + paragraph(filled), [styles]), "text-hidden");
  expect(paragraphTexts(blocks)).toEqual(["hidden:请输入", "已填"]);
});

test("a check box control around a cell or a paragraph counts too", () => {
  const checked = '<w14:checkbox><w14:checked w14:val="true"/></w14:checkbox>';
  const body = table([row([control(checked, cell("☒"))])]) + control(checked, paragraph("☒"));
  const blocks = readExpecting(writeDocx(body));
  expect(tablesOf(blocks)[0]?.cells[0]?.text).toBe("☑");
  expect(paragraphTexts(blocks)).toEqual(["☑"]);
});

function box(text: string): string {
  return `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;
}
const choice = `<w:drawing><a:graphic><a:graphicData uri="shape"><wps:wsp><wps:txbx>${box("框")}</wps:txbx></wps:wsp></a:graphicData></a:graphic></w:drawing>`;
const fallback = `<w:pict><v:shape><v:textbox>${box("框")}</v:textbox></v:shape></w:pict>`;

test.each([
  ["with an old twin", `<mc:AlternateContent><mc:Choice Requires="wps">${choice}</mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent>`],
  ["without a twin", `<mc:AlternateContent><mc:Choice Requires="wps">${choice}</mc:Choice></mc:AlternateContent>`],
  ["new only", choice],
  ["old only", fallback],
  ["empty choice", `<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent>`],
])("a text box is read once: %s", (_, inline) => {
  expect(readText(run("正文") + `<w:r>${inline}</w:r>`)).toBe("正文|textbox:框");
});

test("a text box in a cell is text of the cell", () => {
  const body = table([row([cell(paragraph(`${run("甲")}<w:r>${fallback}</w:r>`))])]);
  expect(tablesOf(readExpecting(writeDocx(body)))[0]?.cells[0]?.text).toBe("甲\n框");
});

test("headers, footers, notes and comments are apart, each once, the notes' rules left out", () => {
  const parts = [
    wordPart("header", "hdr", table([row([cell("眉")])]), "h1"),
    wordPart("footer", "ftr", paragraph(run("第") + field("", " PAGE ", "1") + run("页")), "f1"),
    wordPart("footnotes", "footnotes", `<w:footnote w:type="separator">${paragraph("线")}</w:footnote><w:footnote>${paragraph("脚注")}</w:footnote>`),
    wordPart("endnotes", "endnotes", `<w:endnote>${paragraph("尾注")}</w:endnote>`),
    wordPart("comments", "comments", `<w:comment>${paragraph("批注")}</w:comment>`),
  ];
  const section = '<w:sectPr><w:headerReference w:type="default" r:id="h1"/><w:headerReference w:type="first" r:id="h1"/><w:footerReference r:id="f1"/></w:sectPr>';
  const blocks = readExpecting(writeDocx(paragraph("正文") + section, parts));
  expect(paragraphTexts(blocks)).toEqual(["正文", "header:眉", "page-number:第1页", "note:脚注", "note:尾注", "note:批注"]);
  expect(blocks.map((block) => block.at[0])).toContainEqual({ paragraph: 0, part: "comment" });
});

test("pictures and embedded objects are told", () => {
  readExpecting(writeDocx(paragraph('<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r>')), "content-embedded");
  readExpecting(writeDocx('<w:altChunk r:id="x"/>'), "content-embedded");
});

test("files that use other prefixes, or the strict edition, read the same", () => {
  const xml = '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>正文</x:t></x:r></x:p></x:body></x:document>';
  const bytes = writePackage({ folder: "word", name: "document.xml", xml, contentType: "x" });
  expect(paragraphTexts(readExpecting({ bytes, fileName: "表.docx" }))).toEqual(["正文"]);
});
