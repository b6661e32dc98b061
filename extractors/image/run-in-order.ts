/** Runs a task over every item, at most `width` at once, and gives the results in the items' order. The first fault ends it. */
export async function runInOrder<Item, Result>(items: readonly Item[], width: number, task: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const entries = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of entries) results[index] = await task(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work));
  return results;
}
