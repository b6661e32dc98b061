import { joinFrom } from "./group-projects.ts";
import type { ProjectReadingFacts } from "./project-sketch.ts";
import { sketchProject } from "./project-sketch.ts";
import { scoreSeries } from "./score-pair.ts";

/** Where the canonical projects of a database are looked up, each by its group's key. */
export interface ProjectLookup {
  /** Projects that share a blocking key, of whatever year, with a project. */
  readonly findNear: (key: string) => Iterable<ProjectReadingFacts>;
  /** Projects that a person tied to a project as other years of it. */
  readonly findTied: (key: string) => Iterable<ProjectReadingFacts>;
}

/** All canonical projects that could be of one series with the given ones, directly or through others; see `collectComponent`. */
export function collectSeries(seeds: readonly ProjectReadingFacts[], lookup: ProjectLookup): ProjectReadingFacts[] {
  const collected = new Map(seeds.map((seed) => [seed.id, seed]));
  // A Map goes on with what is added while it is walked.
  for (const facts of collected.values()) {
    const sketch = sketchProject(facts);
    const near = Array.from(lookup.findNear(facts.id)).filter((other) => {
      const next = sketchProject(other);
      if (next.year === null || sketch.year === null || next.year === sketch.year) return false;
      return scoreSeries(sketch, next).score >= joinFrom || scoreSeries(next, sketch).score >= joinFrom;
    });
    for (const other of [...near, ...lookup.findTied(facts.id)]) {
      if (!collected.has(other.id)) collected.set(other.id, other);
    }
  }
  return [...collected.values()];
}
