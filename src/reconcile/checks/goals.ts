import { foldTight } from "../../canonical/fold.ts";
import { editDistance } from "../../canonical/similarity.ts";
import { makeFinding, type Finding } from "../../document/finding.ts";
import { listProjects, read, type Leaf, type ProjectCheck, type ProjectSubject, type RecordCheck } from "./subject.ts";
import { readYears } from "./sums.ts";

/** So many characters of another's name in a row are no chance. */
const shortestNamed = 6;
/** So much of the other's name is its name. */
const shareNamed = 0.75;

/** What more projects than this are named for tells none of them apart. */
const mostNamed = 20;

/**
 * A goal with the name of another project of the document, or nearly all of it, in a form that says nothing of that
 * anywhere else. Adds goal-foreign.
 */
export const checkForeignGoals: RecordCheck = (record) => {
  const projects = listProjects(record).map((subject) => ({ ...subject, name: foldName(subject) }));
  const index = indexNames(projects);
  return projects.flatMap((subject) => {
    const { path, project, name } = subject;
    const goals: [string, Leaf<string>][] = [["overall", project.goals.overall], ["annual", project.goals.annual]];
    return goals.flatMap(([field, goal]) => {
      if (goal === null) return [];
      const others = findNamed(foldTight(goal.value), index).filter((other) => other.path !== path && other.name !== name);
      return others.length === 0 ? [] : findForeign(goal, `${path}.goals.${field}`, foldTight(ownWords(subject)), others);
    });
  });
};

interface Named {
  readonly path: string;
  readonly name: string;
}

/** The pieces of a text that are just long enough to be no chance. */
function listPieces(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - shortestNamed + 1) }, (_, from) => text.slice(from, from + shortestNamed));
}

/** Projects by the pieces of their names. */
function indexNames(projects: readonly Named[]): ReadonlyMap<string, readonly Named[]> {
  const index = new Map<string, Named[]>();
  for (const project of projects) {
    for (const piece of new Set(listPieces(project.name))) {
      const named = index.get(piece);
      if (named === undefined) index.set(piece, [project]);
      else named.push(project);
    }
  }
  return index;
}

/** The projects whose names share a piece with a goal. */
function findNamed(goal: string, index: ReadonlyMap<string, readonly Named[]>): Named[] {
  const found = listPieces(goal).flatMap((piece) => {
    const named = index.get(piece) ?? [];
    return named.length > mostNamed ? [] : named;
  });
  return [...new Set(found)];
}

function findForeign(goal: NonNullable<Leaf<string>>, path: string, own: string, others: readonly Named[]): Finding[] {
  const text = foldTight(goal.value);
  const found = others
    .map((other) => ({ ...other, said: longestCommon(text, other.name) }))
    .filter(({ said, name }) => said.length >= shareNamed * name.length && !own.includes(said) && !own.includes(name))
    .toSorted((one, other) => other.said.length - one.said.length)[0];
  if (found === undefined) return [];
  const message = `The goal speaks of ${found.said}, which is what ${found.path} is named for.`;
  return [makeFinding("goal-foreign", message, { path, actual: found.said, at: [...goal.at] })];
}

function foldName({ project }: ProjectSubject): string {
  return foldTight(read(project.name) ?? "").replace(/^\d+年?度?/u, "").replace(/(?:项目|经费|专项)+$/u, "");
}

/** All that a project says of itself, its goals and indicators aside. */
function ownWords({ project }: ProjectSubject): string {
  const { name, narratives, budgetItems, schedule } = project;
  const leaves = [name, ...Object.values(narratives), ...budgetItems.flatMap((item) => [item.group, item.name]), ...schedule.map((step) => step.content)];
  return leaves.map((leaf) => read(leaf) ?? "").join("\n");
}

/** The longest run of characters that stands in both texts; the first one of several. */
function longestCommon(one: string, other: string): string {
  let longest = "";
  for (let from = 0; from < other.length; from += 1) {
    while (from + longest.length < other.length && one.includes(other.slice(from, from + longest.length + 1))) longest = other.slice(from, from + longest.length + 1);
  }
  return longest;
}

/** Goals that differ by no more of their characters are one goal, worded anew. */
const shareReworded = 0.25;
const figures = /\d+(?:\.\d+)?|[一二三四五六七八九十百千]/gu;

/**
 * A long-term goal that is the year's over again, in so many words, of a project that is paid for over several years.
 * Adds goal-unchanged.
 */
export const checkGoalsOfYears: ProjectCheck = ({ path, project }) => {
  const { overall, annual } = project.goals;
  if (overall === null || annual === null || !isOverYears(project)) return [];
  const [one, other] = [overall, annual].map((goal) => foldTight(goal.value).replace(/\p{P}/gu, ""));
  const most = Math.floor(shareReworded * Math.max(one?.length ?? 0, other?.length ?? 0));
  if (one === undefined || other === undefined || listFigures(one) !== listFigures(other)) return [];
  if (editDistance(one, other, most) > most) return [];
  const message = "The long-term goal is no more than the year's, though the project is paid for over several years.";
  return [makeFinding("goal-unchanged", message, { path: `${path}.goals.overall`, expected: annual.value, actual: overall.value, at: [...overall.at] })];
};

/** The figures of a goal: the first phase and the second, 100 km and 300 km are two goals. */
function listFigures(goal: string): string {
  return (goal.match(figures) ?? []).join(" ");
}

function isOverYears({ funding }: ProjectSubject["project"]): boolean {
  return funding.some(({ scope, period }) => {
    const years = scope.value === "whole" && period !== null ? readYears(period.value) : undefined;
    return years !== undefined && years[1] > years[0];
  });
}
