import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectComponent, readingKeys, type ReadingLookup } from "../../../src/reconcile/identity/collect-component.ts";
import { groupProjects, type IdentityDecision } from "../../../src/reconcile/identity/group-projects.ts";
import type { ProjectReadingFacts } from "../../../src/reconcile/identity/project-sketch.ts";
import { generateReadings } from "./generate-readings.ts";

function indexReadings(readings: readonly ProjectReadingFacts[]): ReadingLookup {
  const byKey = new Map<number, ProjectReadingFacts[]>();
  for (const facts of readings) for (const key of readingKeys(facts)) byKey.set(key, [...(byKey.get(key) ?? []), facts]);
  return {
    findByKeys: (keys) => keys.flatMap((key) => byKey.get(key) ?? []),
    findById: (id) => readings.find((facts) => facts.id === id),
  };
}

describe("collectComponent", () => {
  const readings = generateReadings({ projects: 400, seed: 9 }).map((one) => one.facts);
  const lookup = indexReadings(readings);

  it("gives a neighbourhood that groups alone as it does in the whole", () => {
    const [one, other] = [readings[3], readings[200]];
    const decisions: IdentityDecision[] = [{ kind: "join", one: one?.id ?? "", other: other?.id ?? "" }];
    const whole = new Map(groupProjects(readings, decisions).groups.flatMap((group) => group.members.map((member) => [member.id, group])));
    fc.assert(
      fc.property(fc.constantFrom(...readings), (seed) => {
        const component = collectComponent([seed], lookup, decisions);
        const group = groupProjects(component, decisions).groups.find(({ members }) => members.some((member) => member.id === seed.id));
        expect(group).toEqual(whole.get(seed.id));
        expect(component.length).toBeLessThan(20);
      }),
      { numRuns: 200 },
    );
  });
});
