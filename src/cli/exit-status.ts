/** What the program's exit status says. */
export const exitStatus = {
  /** Everything was done. */
  done: 0,
  /** The command was wrong, or could not be carried out. */
  wrong: 1,
  /** Some documents failed; the rest are in. */
  someFailed: 2,
  /** A person stopped it. */
  stopped: 130,
} as const;
