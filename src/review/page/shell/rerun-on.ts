import type { ReadonlySignal } from "@preact/signals";

/** Has the effect that is running run again when one of the signals changes, though it needs nothing of their values. */
export function rerunOn(...signals: readonly ReadonlySignal<unknown>[]): void {
  signals.forEach((signal) => signal.value);
}
