import { foldTight } from "../../canonical/fold.ts";
import { makeFinding, type Finding } from "../../document/finding.ts";
import { listProjects, read, type Leaf, type ProjectSubject, type RecordCheck } from "./subject.ts";

/** So many characters of another's name in a row are no chance. */
const shortestNamed = 6;
/** So much of the other's name is its name. */
const shareNamed = 0.75;

/**
 * A goal with the name of another project of the document, or nearly all of it, in a form that says nothing of that
 * anywhere else. Adds goal-foreign.
 */
export const checkForeignGoals: RecordCheck = (record) => {
  const projects = listProjects(record).map((subject) => ({ ...subject, name: foldName(subject), own: foldTight(ownWords(subject)) }));
  return projects.flatMap(({ path, project, name, own }) => {
    const others = projects.filter((other) => other.path !== path && other.name !== name && !own.includes(other.name));
    const goals: [string, Leaf<string>][] = [["overall", project.goals.overall], ["annual", project.goals.annual]];
    return goals.flatMap(([field, goal]) => (goal === null ? [] : findForeign(goal, `${path}.goals.${field}`, own, others)));
  });
};

interface Named {
  readonly path: string;
  readonly name: string;
}

function findForeign(goal: NonNullable<Leaf<string>>, path: string, own: string, others: readonly Named[]): Finding[] {
  const text = foldTight(goal.value);
  const found = others
    .map((other) => ({ ...other, said: longestCommon(text, other.name) }))
    .filter(({ said, name }) => said.length >= shortestNamed && said.length >= shareNamed * name.length && !own.includes(said))
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
