import { describe, expect, it } from "vitest";
import { foldRadicals } from "../../../extractors/pdf/radicals.ts";
import { codes, extract, texts } from "./extract.ts";
import { chinese, makePdf, writeChinese } from "./make-pdf.ts";

const page = (content: string, more = {}) => makePdf([{ content, ...more }]);

describe("text of born-digital pages", () => {
  it("gives each character its place, from the top left in points", async () => {
    const document = await extract(page("BT /L 20 Tf 100 700 Td (HH) Tj ET"));
    const [paragraph] = document.blocks;
    expect(paragraph?.kind === "paragraph" && paragraph.text).toBe("HH");
    const place = paragraph?.at[0];
    const box = place !== undefined && "box" in place ? place.box : [];
    expect(box[0]).toBeCloseTo(100, 1);
    expect(box[2]).toBeCloseTo(100 + 2 * 0.722 * 20, 1);
    expect(box[1]).toBeGreaterThan(842 - 700 - 20);
    expect(box[3]).toBeLessThan(842 - 700 + 6);
  });

  it("finds the Chinese character maps offline", async () => {
    expect(texts(await extract(page(writeChinese("绩效目标申报表", 100, 700))))).toEqual(["绩效目标申报表"]);
  });

  it("puts the characters that are meant in place of radicals, and leaves full-width punctuation", () => {
    expect(foldRadicals("⻔户⻅⻓⼀⽬，（：ﬁ")).toBe("门户见长一目，（：fi");
  });

  it("puts a space between Latin words, and none into a spaced-out Chinese one", async () => {
    const line = `BT /L 10 Tf 50 700 Td [(Budget) -300 (line)] TJ ET ${writeChinese("总", 50, 600)}${writeChinese("计", 70, 600)}`;
    expect(texts(await extract(page(line)))).toEqual(["Budget line", "总计"]);
  });

  it("puts a space between two fields on one line", async () => {
    const line = `${writeChinese("负责人：甲", 50, 700)}${writeChinese("电话：乙", 150, 700)}${writeChinese("年度 月份", 50, 600)}`;
    expect(texts(await extract(page(line)))).toEqual(["负责人：甲 电话：乙", "年度 月份"]);
  });

  it("applies spacing, scale, rise and the text matrix to the place", async () => {
    const document = await extract(page("BT /L 10 Tf 2 Tc 200 Tz 1 0 0 1 100 500 Tm (AA) Tj ET"));
    const place = document.blocks[0]?.at[0];
    expect(place !== undefined && "box" in place && place.box[2]).toBeCloseTo(100 + 2 * (2 * 6.67 + 2), 0);
  });

  it("drops what was drawn twice to look bold", async () => {
    const twice = writeChinese("合计", 100, 700) + writeChinese("合计", 100.4, 700);
    expect(texts(await extract(page(twice)))).toEqual(["合计"]);
  });

  it("keeps two equal characters side by side", async () => {
    expect(texts(await extract(page("BT /L 10 Tf 100 700 Td (11 llll 1111) Tj ET")))).toEqual(["11 llll 1111"]);
  });

  it.each([
    ["without ink", `BT 3 Tr /C 10 Tf 100 700 Td ${chinese("看不见")} Tj ET`],
    ["in white on white", `1 1 1 rg ${writeChinese("看不见", 100, 700)}`],
    ["outside its clip", `q 0 0 50 50 re W n ${writeChinese("看不见", 100, 700)} Q`],
  ])("does not read text %s", async (_, hidden) => {
    expect(texts(await extract(page(`${hidden}\n0 g 0 Tr ${writeChinese("看得见", 100, 600)}`)))).toEqual(["看得见"]);
  });

  it("tells of text that cannot be seen", async () => {
    expect(codes(await extract(page(`BT 3 Tr /C 10 Tf 100 700 Td ${chinese("看不见")} Tj ET`)))).toEqual(["text-hidden"]);
  });

  it("reads white text on a coloured ground", async () => {
    expect(texts(await extract(page(`0 0 1 rg 90 690 100 30 re f 1 g ${writeChinese("表头", 100, 700)}`)))).toEqual(["表头"]);
  });

  it("reads the boxes and ticks of symbol fonts", async () => {
    expect(texts(await extract(page(`${writeChinese("新增", 100, 700)} BT /W 10 Tf 120 700 Td (\\376) Tj ET`)))).toEqual(["新增☑"]);
  });

  it("reads boxes that are drawn to be ticked, with and without a tick", async () => {
    const boxes = "100 700 9 9 re S 160 700 9 9 re S 161 704 m 163 701 l 168 708 l S 220 700 9 9 re S";
    const words = writeChinese("新增", 112, 700) + writeChinese("延续", 172, 700) + writeChinese("√", 219.5, 700) + writeChinese("其他", 232, 700);
    expect(texts(await extract(page(boxes + "\n" + words)))).toEqual(["□新增 ☑延续 ☑其他"]);
  });

  it("takes a row of squares that touch for no check boxes", async () => {
    const squares = [0, 1, 2].map((index) => `${100 + 14 * index} 700 14 14 re S`).join(" ");
    const digits = [0, 1, 2].map((index) => writeChinese(String(index + 3), 102 + 14 * index, 702)).join("");
    expect(texts(await extract(page(squares + digits))).join("")).toBe("345");
  });

  it("turns a page by the quarter that the file states", async () => {
    const document = await extract(page(writeChinese("侧", 100, 700), { rotate: 90 }));
    expect(document.pages[0]).toMatchObject({ width: 842, height: 595 });
    const place = document.blocks[0]?.at[0];
    // Turned clockwise, what was 700 from the foot is 700 from the left.
    expect(place !== undefined && "box" in place && place.box[0]).toBeCloseTo(700, -1);
  });

  it.each([
    [0, [100, 132]],
    [90, [700, 100]],
    [180, [485, 700]],
    [270, [132, 485]],
  ])("gives places on a page that the file turns by %i degrees as they are seen, whichever way its text then runs", async (rotate, [x = 0, y = 0]) => {
    const document = await extract(page([0, 1, 2].map((line) => writeChinese("侧面文字", 100, 700 + 40 * line)).join(""), { rotate }));
    const sizes = document.pages[0];
    expect([sizes?.width, sizes?.height]).toEqual(rotate % 180 === 0 ? [595, 842] : [842, 595]);
    // The first character's foot stands 100 from the left and 700 from the foot of the unturned page.
    const boxes = document.blocks.flatMap((block) => (block.kind === "paragraph" ? block.runs.flatMap((run) => ("box" in run.at ? [run.at.box] : [])) : []));
    expect(boxes.some((box) => x >= box[0] - 3 && x <= box[2] + 3 && y + 10 >= box[1] - 3 && y <= box[3] + 13)).toBe(true);
    for (const box of boxes) expect(box[2] <= (sizes?.width ?? 0) && box[3] <= (sizes?.height ?? 0) && box[0] >= 0 && box[1] >= 0).toBe(true);
  });

  it("reads text written downwards", async () => {
    const content = `BT /V 10 Tf 100 700 Td ${chinese("产出指标")} Tj ET 90 640 30 70 re S 120 640 200 70 re S ${writeChinese("数量", 130, 670)}`;
    expect(texts(await extract(page(content)))).toEqual(["产出指标", "数量"]);
  });
});
