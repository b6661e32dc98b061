import { between, pick, type Random } from "./random.ts";

/** A sign to draw: a character in a font, or a mark drawn by hand; and the class it teaches. */
export type Cell =
  | { readonly kind: "character"; readonly text: string; readonly font: string; readonly label: string }
  | { readonly kind: "hand"; readonly mark: "tick" | "box-tick" | "box-cross" | "cross"; readonly label: string };

/** SVG for a cell whose middle is at a point. */
export function drawCell(random: Random, cell: Cell, x: number, y: number, size: number): string {
  const turn = between(random, -1.5, 1.5);
  const body = cell.kind === "character" ? drawCharacter(random, cell, size) : drawByHand(random, cell.mark, size);
  return `<g transform="translate(${x.toFixed(2)} ${y.toFixed(2)}) rotate(${turn.toFixed(2)})">${body}</g>`;
}

function drawCharacter(random: Random, cell: Cell & { kind: "character" }, size: number): string {
  const text = cell.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  const weight = random() < 0.15 ? ` font-weight="bold"` : "";
  // Ink spreads on paper: a thin outline thickens every stroke.
  const spread = random() < 0.4 ? ` stroke="black" stroke-width="${between(random, 0, size * 0.035).toFixed(2)}"` : "";
  return `<text text-anchor="middle" y="${(size * 0.36).toFixed(2)}" font-family="${cell.font}" font-size="${size.toFixed(2)}"${weight}${spread}>${text}</text>`;
}

function drawByHand(random: Random, mark: (Cell & { kind: "hand" })["mark"], size: number): string {
  const pen = between(random, 0.05, 0.13) * size;
  const path = (points: string): string =>
    `<path d="${points}" fill="none" stroke="black" stroke-width="${pen.toFixed(2)}" stroke-linecap="round" stroke-linejoin="round"/>`;
  const side = between(random, 0.62, 0.95) * size;
  const edge = between(random, 0.04, 0.09) * size;
  const box = `<rect x="${(-side / 2).toFixed(2)}" y="${(-side / 2).toFixed(2)}" width="${side.toFixed(2)}" height="${side.toFixed(2)}" fill="none" stroke="black" stroke-width="${edge.toFixed(2)}"/>`;
  if (mark === "tick") return path(tickPoints(random, between(random, 0.7, 1.15) * size));
  if (mark === "box-tick") return box + path(tickPoints(random, between(random, 0.55, 1.15) * size));
  const arm = (mark === "cross" ? between(random, 0.3, 0.5) : between(random, 0.2, 0.5)) * size;
  const cross = path(`M${point(random, -arm, -arm, size)} L${point(random, arm, arm, size)} M${point(random, arm, -arm, size)} L${point(random, -arm, arm, size)}`);
  return mark === "cross" ? cross : box + cross;
}

/** A tick as a hand draws it: a short way down, a long way up. */
function tickPoints(random: Random, extent: number): string {
  const kind = pick(random, ["straight", "curved"]);
  const start = point(random, -0.45 * extent, 0.02 * extent, extent);
  const foot = point(random, -0.12 * extent, 0.42 * extent, extent);
  const tip = point(random, 0.5 * extent, -0.48 * extent, extent);
  if (kind === "straight") return `M${start} L${foot} L${tip}`;
  return `M${start} L${foot} Q${point(random, 0.05 * extent, 0, extent)} ${tip}`;
}

function point(random: Random, x: number, y: number, extent: number): string {
  const jitter = 0.08 * extent;
  return `${(x + between(random, -jitter, jitter)).toFixed(2)} ${(y + between(random, -jitter, jitter)).toFixed(2)}`;
}
