import type { ClosingSum } from "./closing-sum.ts";

/**
 * Puts folders together, the deepest first, until there are no more than so many; a folder then stands for all below it.
 * The sums of the whole stay what they were.
 */
export function foldFolders(folders: readonly ClosingSum[], most: number): ClosingSum[] {
  let folded = [...folders];
  for (let depth = deepest(folded); folded.length > most && depth > 1; depth -= 1) folded = cutAt(folded, depth - 1);
  return folded;
}

function steps(name: string | null): string[] {
  return (name ?? "").split(/(?<=[/\\])/u);
}

function deepest(folders: readonly ClosingSum[]): number {
  return folders.reduce((most, { name }) => Math.max(most, steps(name).length), 0);
}

function cutAt(folders: readonly ClosingSum[], depth: number): ClosingSum[] {
  const groups = Map.groupBy(folders, ({ name }) => steps(name).slice(0, depth).join("").replace(/[/\\]$/u, ""));
  return Array.from(groups, ([name, group]) => addUp(name, group));
}

function addUp(name: string, [first, ...rest]: readonly ClosingSum[]): ClosingSum {
  const zero: ClosingSum = { name, documents: 0, wentIn: 0, notIn: 0, projects: 0, indicators: 0, errors: 0, asking: 0 };
  return [first ?? zero, ...rest].reduce<ClosingSum>(
    (sum, one) => ({
      name,
      documents: sum.documents + one.documents,
      wentIn: sum.wentIn + one.wentIn,
      notIn: sum.notIn + one.notIn,
      projects: sum.projects + one.projects,
      indicators: sum.indicators + one.indicators,
      errors: sum.errors + one.errors,
      asking: sum.asking + one.asking,
    }),
    zero,
  );
}
