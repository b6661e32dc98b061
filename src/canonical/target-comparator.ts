import type { Comparator } from "./record.ts";

const signs: readonly (readonly [string, Comparator | null])[] = [
  [String.raw`[>》〉]=|=>|[≥≧⩾≮]=?`, ">="],
  [String.raw`[<《〈]=|=<|[≤≦⩽≯]=?`, "<="],
  [String.raw`[>》〉﹥]`, ">"],
  [String.raw`[<《〈﹤]`, "<"],
  [String.raw`==?`, "="],
  [String.raw`[≈~～]`, null],
];
const words: readonly (readonly [string, Comparator | null])[] = [
  ["大于(?:或)?等于|不得?(?:低|少|小)于|高于或等于|至少|最低|不下于", ">="],
  ["小于(?:或)?等于|不得?(?:高|多|大|晚)于|不得?超过?|低于或等于|至多|最多|最高", "<="],
  ["大于|高于|多于|超过|超出|优于", ">"],
  ["小于|低于|少于|不足|不到", "<"],
  ["等于", "="],
  ["约|大约|大概|近", null],
];
const leading = [...signs, ...words].map(([source, comparator]) => ({ pattern: new RegExp(`(?:${source})$`, "u"), comparator }));

/** What may stand before the comparator without being one; a longer lead-in is prose. */
const longestLead = 16;

/** The comparators before the first number, outermost last, and the text from that number on. */
export interface LeadingComparators {
  readonly comparators: readonly (Comparator | null)[];
  readonly rest: string;
}

/**
 * Takes the comparators that stand right before the first number. Words before them (达到, 每年, 满意度) are dropped;
 * 控制在…以内 and 保持…以上 are told by what follows the number. Undefined where prose stands before the number.
 */
export function readLeadingComparators(text: string): LeadingComparators | undefined {
  const from = text.search(/[-−+]?\d/u);
  if (from < 0) return pickWords(text);
  const { comparators, rest } = stripWords(text.slice(0, from));
  if (rest.length > longestLead || /[，。；、,;:]/u.test(rest.slice(0, -1))) return undefined;
  // A hyphen after a word is punctuation, after nothing or a comparator it is a sign.
  const number = rest === "" ? text.slice(from) : text.slice(from).replace(/^[-−+]/u, "");
  return { comparators, rest: number };
}

/** Comparators at the end of the words before the number, from the number outwards. */
function stripWords(lead: string): LeadingComparators {
  let rest = lead;
  const comparators: (Comparator | null)[] = [];
  for (;;) {
    const found = leading.find(({ pattern }) => pattern.test(rest));
    if (found === undefined) return { comparators, rest };
    rest = rest.replace(found.pattern, "");
    comparators.push(found.comparator);
  }
}

const wordsFirst = [...signs, ...words].map(([source, comparator]) => ({ pattern: new RegExp(`^(?:${source})`, "u"), comparator }));
const verbs = /^(?:达到|达|控制在|保持在|每年|全年|每月|每季度|每周|每日|每天|年均|共计|共|累计)/u;

/** For text without Arabic digits: comparators and verbs are taken from its start. */
function pickWords(text: string): LeadingComparators {
  let rest = text;
  const comparators: (Comparator | null)[] = [];
  for (;;) {
    rest = rest.replace(verbs, "");
    const found = wordsFirst.find(({ pattern }) => pattern.test(rest));
    if (found === undefined) return { comparators, rest };
    rest = rest.replace(found.pattern, "");
    comparators.push(found.comparator);
  }
}

const trailing: readonly (readonly [RegExp, Comparator | null])[] = [
  [/^(.*?)(?:及|或)?(?:以上|之上)(?:[(（]不含(?:本数)?[)）]).*$/u, ">"],
  [/^(.*?)(?:及|或)?(?:以下|以内|之内)(?:[(（]不含(?:本数)?[)）]).*$/u, "<"],
  [/^(.*?)[(（]含[)）]以上.*$|^(.*?)(?:及|或)?(?:以上|之上)(?:[(（]含(?:本数)?[)）])?.*$/u, ">="],
  [/^(.*?)[(（]含[)）]以[下内].*$|^(.*?)(?:及|或)?(?:以下|以内|之内|之下)(?:[(（]含(?:本数)?[)）])?.*$/u, "<="],
  [/^(.*?)(?:左右|上下)$/u, null],
  [/^([^内，。]{0,6})内.{0,6}$/u, "<="],
];

/** What stands behind a number: its unit, and the comparators that follow the unit (以上, 以内, 内, 左右). */
export function readTrailingComparator(rest: string): { readonly unit: string; readonly comparators: readonly (Comparator | null)[] } {
  for (const [pattern, comparator] of trailing) {
    const match = pattern.exec(rest);
    // Another number behind the comparator makes it no single quantity: 20%以上30%以下.
    if (match !== null && !/\d/u.test(rest.slice((match[1] ?? match[2] ?? "").length))) return { unit: match[1] ?? match[2] ?? "", comparators: [comparator] };
  }
  return { unit: rest, comparators: [] };
}

const outward = new Map<string, Comparator>([
  [">,>=", ">="], ["<,<=", "<="], ["=,>=", ">="], ["<=,=", "<="], ["=,>", ">"], ["<,=", "<"],
]);

/**
 * One comparator from all that are printed: the same twice is one, 大于95%以上 is >=, = beside another yields to it. Null where
 * none is printed, or only 约 and 左右; undefined where two contradict.
 */
export function mergeComparators(printed: readonly (Comparator | null)[]): Comparator | null | undefined {
  const distinct = [...new Set(printed.filter((one) => one !== null))].sort();
  const [first] = distinct;
  if (first === undefined) return null;
  return distinct.length === 1 ? first : outward.get(distinct.join(","));
}
