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
  const factors = [...left.matchAll(new RegExp(number, "gu"))].map((one) => toNumber(one[0]));
  const decimals = printed.replaceAll(" ", "").split(".")[1]?.length ?? 0;
  return { factors, result: toNumber(printed), resultText: resultText.trim(), decimals };
}

function toNumber(printed: string): number {
  return Number(printed.replace(/[ ,]/gu, ""));
}
