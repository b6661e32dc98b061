import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeCtc } from "../../src/ocr/ctc.ts";
import { alignCharacters } from "../../src/ocr/second-opinion.ts";

const letters = ["甲", "乙", "丙"];

/** Scores where each step's class has 0.9 and the next class the rest. */
function scoreSteps(...classes: number[]): Float32Array {
  return Float32Array.from(classes.flatMap((best) => [0, 1, 2, 3].map((index) => (index === best ? 0.9 : index === (best + 1) % 4 ? 0.1 : 0))));
}

test("Repeats are one character, and a blank parts two of the same.", () => {
  const read = decodeCtc(scoreSteps(1, 1, 0, 1, 2), 4, letters);
  expect(read.map(({ text, fromStep, toStep }) => [text, fromStep, toStep])).toEqual([
    ["甲", 0, 2],
    ["甲", 3, 4],
    ["乙", 4, 5],
  ]);
});

test("A character keeps what else it may be, with how likely.", () => {
  const [read] = decodeCtc(scoreSteps(2), 4, letters);
  expect(read?.alternatives.map(({ text }) => text)).toEqual(["丙"]);
  expect(read?.confidence).toBeCloseTo(0.9);
});

test("An alignment pairs equal texts character by character and never crosses.", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (first, second) => {
      const mates = alignCharacters(first, second).filter((mate) => mate !== undefined);
      return mates.every((mate, index) => index === 0 || mate > (mates[index - 1] ?? -1));
    }),
  );
  expect(alignCharacters(["a", "b"], ["a", "x", "b"])).toEqual([0, 2]);
});
