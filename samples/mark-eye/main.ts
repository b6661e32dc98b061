import { writeFile } from "node:fs/promises";
import { runNetwork, unpackNetwork, type MarkNetwork } from "../../src/ocr/mark-network.ts";
import { chooseCell, COMMON, FONTS, MARKS } from "./choose-cell.ts";
import { choosePoint, POINTS } from "./choose-point.ts";
import { makeRandom, type Random } from "./random.ts";
import { renderPoints } from "./render-points.ts";
import { renderSheet, type Sample } from "./render-sheet.ts";
import { packNetwork, trainNetwork } from "./train.ts";

/** `node samples/mark-eye/main.ts marks|points [sheets] [epochs]`: teaches the eye for marks, or that for points and brackets, and prints how well it sees. */
const eyes = {
  marks: { classes: MARKS, file: "mark-network.json", render: (random: Random) => renderSheet(random, (one) => chooseCell(one, FONTS)) },
  points: { classes: POINTS, file: "point-network.json", render: (random: Random) => renderPoints(random, (one) => choosePoint(one, COMMON)) },
} as const;
const [which = "marks", ...numbers] = process.argv.slice(2);
const eye = which === "points" ? eyes.points : eyes.marks;
const [sheets = 100, epochs = 14] = numbers.map(Number);
const TEST_SHEETS = 12;
const classes = [...Object.keys(eye.classes), "other"];
const output = new URL(`../../src/ocr/${eye.file}`, import.meta.url);

const learned = await renderSheets(1, sheets);
const network = trainNetwork(makeRandom(7), learned, classes, epochs);
const packed = packNetwork(network);
await writeFile(output, `${JSON.stringify(packed)}\n`);
report(unpackNetwork(packed), await renderSheets(900_001, TEST_SHEETS));

async function renderSheets(seed: number, count: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let sheet = 0; sheet < count; sheet++) samples.push(...(await eye.render(makeRandom(seed + sheet))));
  return samples;
}

/** Prints, for each class, how often each answer was given on sheets that were not learnt from. */
function report(taught: MarkNetwork, samples: readonly Sample[]): void {
  const counts = new Map<string, Map<string, number>>();
  let right = 0;
  for (const sample of samples) {
    const scores = runNetwork(taught, sample.features);
    const seen = taught.classes[scores.indexOf(Math.max(...scores))] ?? "other";
    const row = counts.get(sample.label) ?? new Map<string, number>();
    row.set(seen, (row.get(seen) ?? 0) + 1);
    counts.set(sample.label, row);
    if (seen === sample.label) right++;
  }
  console.log(`${samples.length} signs, ${((100 * right) / samples.length).toFixed(2)} % right`);
  for (const [label, row] of counts) {
    const total = row.values().reduce((sum, count) => sum + count, 0);
    const wrong = [...row].filter(([seen]) => seen !== label).map(([seen, count]) => `${seen} ${count}`);
    console.log(`${label}\t${(((row.get(label) ?? 0) / total) * 100).toFixed(2)} % of ${total}\t${wrong.join(", ")}`);
  }
}
