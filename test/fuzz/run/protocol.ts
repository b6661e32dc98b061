import { z } from "zod";

/** Inputs of one target, by number, from `from` up to, not including, `to`. */
export const requestSchema = z.strictObject({ target: z.string(), seed: z.string(), from: z.int(), to: z.int() });
export type FuzzRequest = z.infer<typeof requestSchema>;

/** What became of one input: how it was read (`read`, or why it was refused), or the fault that it showed. */
export const answerSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ready") }),
  z.strictObject({ kind: z.literal("input"), index: z.int(), outcome: z.string(), cpuMs: z.number(), residentBytes: z.number() }),
  z.strictObject({ kind: z.literal("fault"), index: z.int(), fault: z.enum(["error", "unhandled", "unsteady", "slow"]), detail: z.string() }),
]);
export type FuzzAnswer = z.infer<typeof answerSchema>;
