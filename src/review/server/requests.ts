import type { Context } from "hono";
import { z } from "zod";
import type { FaultAnswer } from "../api.ts";

/** A document's row id in an address. */
export const documentIdSchema = z.coerce.number().int().nonnegative();

/** A path of the record, as {@link formatPath} writes it. */
export const recordPathSchema = z.string().max(300).regex(/^(?:statement|filings\[\d+\])(?:\[\d+\]|\.[A-Za-z]\w*)*$/u);

/** Who makes a change; the server's own user where it is blank. */
export const authorSchema = z.string().trim().max(100).optional();

/** A parameter that is there and blank says nothing: a choice that was not made. */
const blankless = (value: unknown) => (value === "" ? undefined : value);

/** Which rows are asked for, in an address: a region by code or name, a fiscal year. */
export const scopeFields = {
  region: z.preprocess(blankless, z.string().max(100).optional()),
  year: z.preprocess(blankless, z.coerce.number().int().min(1900).max(2200).optional()),
} as const;

/** Answers that the request is not understood, and where it goes wrong. */
export function fault(context: Context, error: z.ZodError): Response {
  const answer: FaultAnswer = { fault: z.prettifyError(error) };
  return context.json(answer, 400);
}

/** Reads a JSON body by a schema; undefined where it is none, or another one. */
export async function readBody<T>(context: Context, schema: z.ZodType<T>): Promise<z.ZodSafeParseResult<T>> {
  if (!(context.req.header("content-type") ?? "").startsWith("application/json")) return schema.safeParse(undefined);
  const body: unknown = await context.req.json().catch(() => undefined);
  return schema.safeParse(body);
}
