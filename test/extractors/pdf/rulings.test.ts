import { describe, expect, it } from "vitest";
import { extract, texts } from "./extract.ts";
import { makePdf, writeChinese, type PdfPage } from "./make-pdf.ts";

const cells = ["项目名称", "系统维护", "预算金额", "十二万元"];
const words = cells.map((text, index) => writeChinese(text, 110 + 100 * (index % 2), 680 - 30 * Math.floor(index / 2))).join("");

/** Every line of a table of two by two, its rows 30 and its columns 100 points. */
const lines: [number, number, number, number][] = [
  ...[700, 670, 640].map((y): [number, number, number, number] => [100, y, 300, y]),
  ...[100, 200, 300].map((x): [number, number, number, number] => [x, 640, x, 700]),
];

const stroked = lines.map(([x0, y0, x1, y1]) => `${x0} ${y0} m ${x1} ${y1} l S`).join("\n");
const filled = lines.map(([x0, y0, x1, y1]) => `${x0 - 0.4} ${y0 - 0.4} ${x1 - x0 + 0.8} ${y1 - y0 + 0.8} re f`).join("\n");
const boxes = [0, 1, 2, 3].map((index) => `${100 + 100 * (index % 2)} ${670 - 30 * Math.floor(index / 2)} 100 30 re`).join(" ");
const dots = lines
  .flatMap(([x0, y0, x1, y1]) => Array.from({ length: (x1 - x0 + y1 - y0) / 2 }, (_, k) => (y0 === y1 ? [x0 + 2 * k, y0] : [x0, y0 + 2 * k])))
  .map(([x, y]) => `${x ?? 0} ${y ?? 0} 1 1 re f`)
  .join("\n");

const drawings: [string, Omit<PdfPage, "content">, string][] = [
  ["strokes", {}, stroked],
  ["thin filled rectangles", {}, filled],
  ["stroked rectangles", {}, `${boxes} S`],
  ["one line drawn twice", {}, `${stroked} ${filled}`],
  ["dashes", {}, `[3 2] 0 d ${stroked}`],
  ["dots", {}, dots],
  ["a scaled matrix", {}, `q .5 0 0 .5 0 0 cm ${lines.map((line) => line.map((value) => 2 * value)).map(([a = 0, b = 0, c = 0, d = 0]) => `${a} ${b} m ${c} ${d} l S`).join(" ")} Q`],
  ["a form with a matrix of its own", { form: { content: lines.map(([a, b, c, d]) => `${a - 50} ${b - 500} m ${c - 50} ${d - 500} l S`).join(" "), matrix: [1, 0, 0, 1, 50, 500] } }, "/F0 Do"],
  ["rims: a box with a smaller one taken out", {}, [0, 1, 2, 3].map((index) => {
    const [x, y] = [100 + 100 * (index % 2), 670 - 30 * Math.floor(index / 2)];
    return `${x} ${y} 100 30 re ${x + 1} ${y + 1} 98 28 re f*`;
  }).join(" ")],
  ["lines that are longer than what is seen of them", {}, `q 100 640 200 60 re W n ${lines.map(([a, b, c, d]) => (b === d ? `0 ${b} m 595 ${b} l S` : `${a} 0 m ${c} 842 l S`)).join(" ")} Q`],
];

describe("ruling lines", () => {
  it.each(drawings)("are found in %s", async (_, more, drawing) => {
    const document = await extract(makePdf([{ ...more, content: `${drawing}\n${words}` }]));
    const [table] = document.blocks;
    expect(table).toMatchObject({ kind: "table", rowCount: 2, columnCount: 2, grid: "ruled" });
    expect(texts(document)).toEqual(cells);
  });

  it("do not count in white on white", async () => {
    const document = await extract(makePdf([{ content: `1 G ${stroked} 0 G ${words}` }]));
    expect(document.blocks.some((block) => block.kind === "table" && block.grid === "ruled")).toBe(false);
  });

  it("count in white between coloured cells", async () => {
    const content = `.5 .8 1 rg 100 640 200 60 re f 1 G ${stroked} 0 g ${words}`;
    const [table] = (await extract(makePdf([{ content }]))).blocks;
    expect(table).toMatchObject({ kind: "table", rowCount: 2, columnCount: 2 });
  });

  it("of a page laid on its side give the table upright, and its places on the page as it is", async () => {
    const content = `q 0 1 -1 0 842 0 cm ${stroked} ${words} Q`;
    const document = await extract(makePdf([{ content, widthPt: 842, heightPt: 595 }]));
    expect(texts(document)).toEqual(cells);
    const place = document.blocks[0]?.at[0];
    // (100, 700) from the lower left goes to (142, 100), which is 495 from the top.
    expect(place !== undefined && "box" in place ? place.box.map(Math.round) : []).toEqual([142, 295, 202, 495]);
  });
});
