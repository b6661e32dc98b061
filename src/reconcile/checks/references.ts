import { foldTight } from "../../canonical/fold.ts";
import { narrativeKinds } from "../../canonical/record.ts";
import { makeFinding, type Finding } from "../../document/finding.ts";
import { listProjects, type RecordCheck } from "./subject.ts";

interface Reference {
  readonly number: string;
  readonly path: string;
}

/** A title and the number that it was issued under: 《…办法》(某府办〔2020〕5号). */
const numbered = /《([^《》]{6,80})》\s*(?:的通知)?\s*[(（]([^()（）《》]{1,12}[〔[【(（]\d{4}[〕\]】)）]\s*\d{1,4}\s*号)[)）]/gu;

/** One title with two numbers in one document: one of them is mistyped, or two editions are meant. Adds prose-contradiction. */
export const checkReferences: RecordCheck = (record) => {
  const first = new Map<string, Reference>();
  return listProjects(record).flatMap(({ path, project }) =>
    narrativeKinds.flatMap((kind) => {
      const prose = project.narratives[kind];
      const place = `${path}.narratives.${kind}`;
      return prose === null ? [] : [...prose.value.matchAll(numbered)].flatMap(([, title = "", number = ""]) => compare(first, title, { number, path: place }, [...prose.at]));
    }),
  );
};

function compare(first: Map<string, Reference>, title: string, { number, path }: Reference, at: Finding["at"]): Finding[] {
  const key = foldTight(title);
  const earlier = first.get(key);
  if (earlier === undefined) first.set(key, { number, path });
  if (earlier === undefined || foldNumber(earlier.number) === foldNumber(number)) return [];
  const message = `《${title}》 has the number ${number} here, and ${earlier.number} at ${earlier.path}.`;
  return [makeFinding("prose-contradiction", message, { path, expected: earlier.number, actual: number, at: [...at] })];
}

/** Brackets of every kind stand around the year. */
function foldNumber(number: string): string {
  return foldTight(number).replace(/[〔[【(〕\]】)]/gu, "|");
}
