import type { Piece } from "./placed-text.ts";
import type { SourceText, Span } from "./source-text.ts";

/** Commands that stand for a character. What OCR programs write for what is printed in forms; other commands stay as written. */
const characters: Readonly<Record<string, string>> = {
  times: "×", div: "÷", pm: "±", mp: "∓", cdot: "·", ast: "*", star: "☆", bigstar: "★", bullet: "•",
  geq: "≥", ge: "≥", geqslant: "≥", geqq: "≥", leq: "≤", le: "≤", leqslant: "≤", leqq: "≤",
  gt: ">", lt: "<", gg: "≫", ll: "≪", neq: "≠", ne: "≠", approx: "≈", equiv: "≡", sim: "~", thicksim: "~", simeq: "≃", propto: "∝",
  square: "□", Box: "□", boxtimes: "☒", boxed: "", checkmark: "✓", surd: "√", sqrt: "√",
  bigcirc: "○", circ: "○", triangle: "△", blacksquare: "■", blacktriangle: "▲", diamond: "◇", oplus: "⊕", otimes: "⊗",
  degree: "°", textdegree: "°", prime: "′", permil: "‰", textperthousand: "‰", yen: "¥", textyen: "¥", pounds: "£",
  rightarrow: "→", to: "→", leftarrow: "←", uparrow: "↑", downarrow: "↓", Rightarrow: "⇒", Leftarrow: "⇐", leftrightarrow: "↔",
  ldots: "…", cdots: "…", dots: "…", therefore: "∴", because: "∵", infty: "∞", angle: "∠", perp: "⊥", parallel: "∥", mid: "|",
  cup: "∪", cap: "∩", in: "∈", sum: "∑", prod: "∏", lbrace: "{", rbrace: "}", langle: "⟨", rangle: "⟩", backslash: "\\",
  alpha: "α", beta: "β", gamma: "γ", delta: "δ", epsilon: "ε", varepsilon: "ε", theta: "θ", lambda: "λ", mu: "μ", pi: "π",
  rho: "ρ", sigma: "σ", tau: "τ", varphi: "φ", phi: "φ", omega: "ω", eta: "η", xi: "ξ", psi: "ψ", Delta: "Δ", Omega: "Ω", Phi: "Φ", Sigma: "Σ",
  quad: " ", qquad: " ", newline: " ",
};

/** Commands that only say how what follows is set. */
const wrappers = new Set(
  ("text textrm textbf textit textsf texttt textnormal mathrm mathbf mathit mathsf mathtt mathcal mathbb mathfrak boldsymbol bm pmb " +
    "operatorname mbox hbox left right big Big bigl bigr Bigl Bigr bigg Bigg displaystyle textstyle scriptstyle rm bf it sf tt cal " +
    "underline overline limits nolimits mathop mathbin mathrel underset overset frac dfrac tfrac begin end").split(" "),
);

const escapable = new Set("%$#&_{}");
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** `\textcircled{1}` to `\textcircled{20}` are ① to ⑳, which follow each other in Unicode. */
const CIRCLED_ONE = 0x2460;

const token = /\\([A-Za-z]+)\*?|\\(.)|\^\s*\{?\s*(\\circ|\\prime|\d)\s*\}?|[{}^_~&]|[^\\{}^_~&]+/gsuy;
const circled = /\\textcircled\s*\{?\s*(1\d|20|[1-9])(?!\d)\s*\}?/gsuy;
const fraction = /\\[dt]?frac\s*\{([^{}\\]*)\}\s*\{([^{}\\]*)\}/gsuy;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function readSuperscript(mark: string): string {
  if (mark === "\\circ") return "°";
  if (mark === "\\prime") return "′";
  return superscripts[Number(mark)] ?? mark;
}

function convertToken(found: RegExpExecArray, from: number): Piece | undefined {
  const to = from + found[0].length;
  const [, command, escaped, superscript] = found;
  if (superscript !== undefined) return { kind: "replaced", text: readSuperscript(superscript), from, to };
  if (command !== undefined) {
    const character = characters[command];
    if (character !== undefined) return { kind: "replaced", text: character, from, to: from + 1 + command.length };
    return wrappers.has(command) ? undefined : { kind: "verbatim", from, to };
  }
  if (escaped !== undefined) return { kind: "replaced", text: escapable.has(escaped) ? escaped : " ", from, to };
  if (found[0] === "~" || found[0] === "&") return { kind: "replaced", text: " ", from, to };
  return "{}^_".includes(found[0]) ? undefined : { kind: "verbatim", from, to };
}

function readFraction(found: RegExpExecArray, from: number): Piece[] {
  const [whole, upper = "", lower = ""] = found;
  const upperFrom = from + whole.indexOf("{") + 1;
  const lowerFrom = from + whole.lastIndexOf("{") + 1;
  return [
    { kind: "verbatim", from: upperFrom, to: upperFrom + upper.length },
    { kind: "replaced", text: "/", from: upperFrom + upper.length, to: lowerFrom },
    { kind: "verbatim", from: lowerFrom, to: lowerFrom + lower.length },
  ];
}

/**
 * The characters that TeX mathematics prints, as OCR programs write it between `$` signs: `\times` is ×, `\text{…}` its
 * content, `^{2}` is ², braces are nothing. A command that is not known stays as written, so that nothing is lost.
 */
export function readTex(source: SourceText, span: Span): Piece[] {
  const text = source.slice(span);
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const from = span.from + at;
    const special = matchAt(circled, text, at);
    const divided = special === null ? matchAt(fraction, text, at) : null;
    const found = special ?? divided ?? matchAt(token, text, at);
    // A lone backslash at the very end is the only thing no pattern takes.
    const length = found === null ? 1 : found[0].length;
    if (special !== null) {
      const character = String.fromCharCode(CIRCLED_ONE - 1 + Number(special[1]));
      pieces.push({ kind: "replaced", text: character, from, to: from + length });
    } else if (divided !== null) pieces.push(...readFraction(divided, from));
    else if (found === null) pieces.push({ kind: "verbatim", from, to: from + 1 });
    else {
      const piece = convertToken(found, from);
      if (piece !== undefined) pieces.push(piece);
    }
    at += length;
  }
  return pieces;
}
