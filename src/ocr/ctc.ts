/** A character that the recogniser read, at which steps of its output, how sure it is, and what else it may be. */
export interface ReadCharacter {
  readonly text: string;
  /** Steps of the recogniser's output at which the character was the likeliest; `toStep` is exclusive. */
  readonly fromStep: number;
  readonly toStep: number;
  /** The recogniser's own probability, 0 to 1. */
  readonly confidence: number;
  /** Other characters for the same ink, likeliest first. */
  readonly alternatives: readonly Alternative[];
}

export interface Alternative {
  readonly text: string;
  readonly confidence: number;
}

/** Other readings below this probability are not worth keeping. */
const MIN_ALTERNATIVE = 0.01;
const MAX_ALTERNATIVES = 3;
/** Class 0 says that no character starts or goes on here. */
const BLANK = 0;

/**
 * Reads the recogniser's output greedily: the likeliest class of each step, repeats joined, blanks dropped.
 * @param scores `steps × classes` probabilities; @param characters class `n` is `characters[n - 1]`.
 */
export function decodeCtc(scores: Float32Array, classes: number, characters: readonly string[]): ReadCharacter[] {
  const steps = Math.floor(scores.length / classes);
  const read: ReadCharacter[] = [];
  for (let step = 0, best = findBest(scores, 0, classes); step < steps; ) {
    let end = step + 1;
    let next = BLANK;
    while (end < steps && (next = findBest(scores, end * classes, classes)) === best) end++;
    if (best !== BLANK) read.push(describe(scores, { classes, best, step, end, characters }));
    step = end;
    best = next;
  }
  return read;
}

/** What has more than half of all probability is the likeliest, whatever the others have. */
const MAJORITY = 0.501;

function findBest(scores: Float32Array, from: number, classes: number): number {
  let best = 0;
  let bestScore = -1;
  for (let index = 0; index < classes; index++) {
    const score = scores[from + index] ?? 0;
    if (score > bestScore) {
      best = index;
      bestScore = score;
      if (score > MAJORITY) break;
    }
  }
  return best;
}

interface Span {
  readonly classes: number;
  readonly best: number;
  readonly step: number;
  readonly end: number;
  readonly characters: readonly string[];
}

function describe(scores: Float32Array, span: Span): ReadCharacter {
  const { classes, best, step, end, characters } = span;
  let peak = step;
  for (let at = step; at < end; at++) {
    if ((scores[at * classes + best] ?? 0) > (scores[peak * classes + best] ?? 0)) peak = at;
  }
  const confidence = Math.min(1, scores[peak * classes + best] ?? 0);
  return { text: characters[best - 1] ?? "", fromStep: step, toStep: end, confidence, alternatives: confidence > NO_ALTERNATIVE ? [] : findAlternatives(scores, peak, span) };
}

/** Beside a character as likely as this there is no room for another of the least probability. */
const NO_ALTERNATIVE = 1 - MIN_ALTERNATIVE + 1e-4;

function findAlternatives(scores: Float32Array, peak: number, { classes, best, characters }: Span): Alternative[] {
  const alternatives: Alternative[] = [];
  for (let index = 1; index < classes; index++) {
    const confidence = scores[peak * classes + index] ?? 0;
    const text = characters[index - 1];
    if (index !== best && confidence >= MIN_ALTERNATIVE && text !== undefined) alternatives.push({ text, confidence });
  }
  return alternatives.sort((a, b) => b.confidence - a.confidence).slice(0, MAX_ALTERNATIVES);
}
