import type { Unmapped } from "../../canonical/traced.ts";
import { correctedValue, type Correction } from "./correction.ts";

/**
 * The text in no value that a person entered into an empty field: the one that says the same, white space and width aside.
 * Null where none does, or several do: then nobody can tell which one was meant.
 */
export function findTaken(unmapped: readonly Unmapped[], correction: Correction): Unmapped | null {
  const value = correctedValue(correction);
  if (correction.kind !== "value" || typeof value !== "string") return null;
  const same = unmapped.filter(({ text }) => fold(text) === fold(value));
  return same.length === 1 ? (same[0] ?? null) : null;
}

function fold(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, "");
}
