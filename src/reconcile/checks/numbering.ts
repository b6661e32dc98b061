import { makeFinding, type Finding } from "../../document/finding.ts";
import { read, type FilingCheck, type Leaf, type ProjectCheck } from "./subject.ts";

interface Numbered {
  readonly path: string;
  readonly number: number;
  readonly leaf: Leaf<string | number>;
}

/** The tasks of each group of a department's form: 1, 2, 3 and so on. A gap is often a row lost at a page break. Adds numbering-gap. */
export const checkTaskNumbers: FilingCheck = ({ path, filing }) => {
  const tasks = filing.projects.flatMap(({ sequence, taskGroup }, index): (Numbered & { group: string })[] =>
    sequence === null ? [] : [{ path: `${path}.projects[${index}].sequence`, number: sequence.value, leaf: sequence, group: read(taskGroup) ?? "" }],
  );
  return [...Map.groupBy(tasks, (task) => task.group).values()].flatMap(findGaps);
};

const leadingNumber = /^(\d{1,3})[、.．)）]/u;

/** Budget items whose names carry numbers (1、甲, 2、乙). Adds numbering-gap. */
export const checkItemNumbers: ProjectCheck = ({ path, project }) => {
  const items = project.budgetItems.flatMap(({ name, fiscalYear }, index): (Numbered & { year: number | null })[] => {
    const number = leadingNumber.exec(name?.value ?? "")?.[1];
    return number === undefined ? [] : [{ path: `${path}.budgetItems[${index}].name`, number: Number(number), leaf: name, year: read(fiscalYear) }];
  });
  return [...Map.groupBy(items, (item) => item.year).values()].flatMap(findGaps);
};

/** Fewer numbers are no list. */
const shortestList = 3;

/** Where a list does not go up by one; a new list may begin at 1 anywhere. */
function findGaps(list: readonly Numbered[]): Finding[] {
  if (list.length < shortestList) return [];
  return list.flatMap((one, at) => {
    const before = list[at - 1]?.number ?? 0;
    if (one.number === before + 1 || one.number === 1) return [];
    const message = `Number ${one.number} follows ${before === 0 ? "the list's beginning" : String(before)}.`;
    return [makeFinding("numbering-gap", message, { path: one.path, expected: String(before + 1), actual: String(one.number), at: [...(one.leaf?.at ?? [])] })];
  });
}
