import { InvalidArgumentError, Option } from "commander";

/** `--mappings`, which may be given more than once. */
export function mappingsOption(): Option {
  const collect = (folder: string, before: string[] | undefined) => [...(before ?? []), folder];
  return new Option("--mappings <dir>", "a folder of mappings of your own, beside the built-in ones").argParser(collect);
}

/** `--ocr`: when pages are read by OCR. */
export function ocrOption(): Option {
  return new Option("--ocr <when>", "read pages by OCR: never, auto (where the text layer is missing or bad), always")
    .choices(["never", "auto", "always"])
    .default("auto");
}

/** `--no-cache`: everything is read anew. */
export function cacheOption(): Option {
  return new Option("--no-cache", "read everything anew, and keep nothing of it for the next time (see `jixiao cache`)");
}

/** `--format`, for commands that print rows. */
export function formatOption(): Option {
  return new Option("--format <format>", "how rows are printed").choices(["table", "csv", "json", "ndjson"]).default("table");
}

/** `--review-below`, for commands that set it for the whole database. */
export function reviewLevelOption(): Option {
  const level = (text: string) => (text === "fitted" ? text : chance(text));
  return new Option("--review-below <chance>", "values less sure than this ask for a person's eye, from now on and in the whole database; `fitted` takes what was fitted for each way of reading").argParser(level);
}

/** Reads an option's value as a whole number of at least 1. */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError("It takes a whole number from 1 up.");
  return value;
}

/** Reads an option's value as a port; 0 stands for any free one. */
export function portNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError("It takes a port, 0 to 65535.");
  return value;
}

/** Reads an option's value as a chance, 0 to 1. */
export function chance(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1)) throw new InvalidArgumentError("It takes a chance, 0 to 1.");
  return value;
}
