import { UsageError } from "../usage-error.ts";

/** The values of a question's parameters by name. */
export type QueryParameters = Readonly<Record<string, string | number>>;

/**
 * Reads `--param name=value` options.
 * @throws {UsageError} for one that is no such pair.
 */
export function parseParameters(pairs: readonly string[]): QueryParameters {
  return Object.fromEntries(pairs.map(parsePair));
}

function parsePair(pair: string): [string, string | number] {
  const [, name, value] = /^(\p{ID_Start}\p{ID_Continue}*)=(.*)$/su.exec(pair) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`--param takes name=value; "${pair}" is none.`);
  return [name, parseValue(value)];
}

/** 0012 is a code, not the number 12; and a code that looks like a number can be said to be text. */
function parseValue(text: string): string | number {
  const quoted = /^"(.*)"$/su.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/u.test(text) ? Number(text) : text;
}

/**
 * Holds the values given against the parameters that a question names.
 * @throws {UsageError} for a value that the question does not ask for.
 */
export function checkParameters(sql: string, parameters: QueryParameters): void {
  const unknown = Object.keys(parameters).find((name) => !new RegExp(`[@:$]${name}(?!\\p{ID_Continue})`, "u").test(sql));
  if (unknown !== undefined) throw new UsageError(`The question has no @${unknown}; leave --param ${unknown}=… out, or name it in the question.`);
}
