/** How often each kind of disturbance is tried; `npm run torture` asks for many. */
export const disturbances = Number(process.env["JIXIAO_KILLS"] ?? 4);

/** A test of so many disturbances may take so long, also on a busy machine. */
export const patienceMs = 60_000 + disturbances * 30_000;

/** Another seed gives other moments; the same seed gives the same shares of a run's time. */
const seed = Number(process.env["JIXIAO_SEED"] ?? 20_240_808);

/** A small generator of its own, so that a failing run can be repeated. */
function* randomNumbers(first: number): Generator<number, never> {
  let state = first;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

const numbers = randomNumbers(seed);

/** A random number from 0 up to 1. */
export function random(): number {
  return numbers.next().value;
}

/** Any moment of a run, but for the start of the program itself. */
export function randomMomentMs({ tookMs }: { readonly tookMs: number }): number {
  return tookMs * (0.15 + 0.85 * random());
}
