import { foldWidth } from "./fold.ts";

/** A product as a form prints it, `800×47=38000`: the factors, the printed result, and the result's text with what follows it. */
export interface PrintedProduct {
  readonly factors: readonly number[];
  readonly result: number;
  readonly resultText: string;
  /** Decimal places that the result is printed with. */
  readonly decimals: number;
}

const times = String.raw`\\times|[×xX*＊✕·]`;
const number = String.raw`\d+(?:,\d{3})*(?: ?\. ?\d+)?`;
const unit = String.raw`[^\d×xX*=.,，;；。]{0,10}?`;
const equation = new RegExp(`(${number}${unit}(?:(?:${times})${unit}${number}${unit})+)=(${unit}(${number}).{0,6})$`, "u");

/**
 * The product that a text prints, the last of several, also in TeX (`$800 \times 47 = 38000$`) and with units between (`3850本×10元=38500元`).
 * Undefined where the text is no single product with its result.
 */
export function findProduct(text: string): PrintedProduct | undefined {
  const folded = foldWidth(text).replaceAll("$", "").trim();
  const match = equation.exec(folded);
  if (match === null || (match[2] ?? "").includes("=")) return undefined;
  const [, left = "", resultText = "", printed = ""] = match;
  const result = toNumber(printed);
  const factors = [...left.matchAll(new RegExp(number, "gu"))].map((one) => toNumber(one[0]));
  const decimals = printed.replaceAll(" ", "").split(".")[1]?.length ?? 0;
  const isChained = folded.slice(0, match.index).trimEnd().endsWith("=");
  return { factors: isChained ? cutFirst(factors, result) : factors, result, resultText: resultText.trim(), decimals };
}

/**
 * Where one product is printed right behind another, nobody can tell where the first one's result ends: a factor behind an
 * equals sign is cut where that makes its own product right (=4000040000×5=200000 is 40000×5), else left whole.
 */
function cutFirst([first = 0, ...rest]: readonly number[], result: number): number[] {
  const digits = String(first);
  const others = rest.reduce((so, factor) => so * factor, 1);
  const suffixes = Array.from(digits, (_, at) => Number(digits.slice(at)));
  return [suffixes.find((suffix) => suffix * others === result) ?? first, ...rest];
}

function toNumber(printed: string): number {
  return Number(printed.replace(/[ ,]/gu, ""));
}
