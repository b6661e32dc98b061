import { z } from "zod";
import type { CheckResult, CheckStatus } from "../../doctor/check-result.ts";
import { runChecks } from "../../doctor/run-checks.ts";
import { formatMessage, isMessageKey, type Language } from "../../messages/language.ts";
import { mappingFolders } from "../../pipeline/mapper.ts";
import { exitStatus } from "../exit-status.ts";
import { displayWidth } from "../print/display-width.ts";
import { say, writeOutput } from "../print/output.ts";
import { printable } from "../print/printable.ts";
import { findLanguage, languageOption } from "./language.ts";
import { databaseOption, readingOptions } from "./parse-options.ts";

const optionsSchema = z.object({ ...databaseOption, ...languageOption, mappings: readingOptions.mappings, json: z.boolean() });

/** A check in a person's language; `advice` is null where there is nothing to do. */
interface ToldCheck {
  readonly check: string;
  readonly status: CheckStatus;
  readonly message: string;
  readonly advice: string | null;
}

/** `jixiao doctor`: what the program needs, and what to do where it is missing; exit status 2 where a check failed. */
export async function runDoctor(given: unknown): Promise<void> {
  const options = optionsSchema.parse(given);
  const language = findLanguage(options.lang);
  const told: ToldCheck[] = [];
  for await (const result of runChecks({ databaseFile: options.db, mappingFolders: mappingFolders(options.mappings) })) {
    const check = tell(language, result);
    told.push(check);
    if (!options.json) await writeOutput(formatCheck(language, check));
  }
  if (options.json) await writeOutput(`${JSON.stringify(told, null, 1)}\n`);
  const count = (status: CheckStatus) => told.filter((check) => check.status === status).length;
  say(formatMessage(language, "doctor.closing", { count: told.length, fails: count("fail"), warns: count("warn") }));
  if (count("fail") > 0) process.exitCode = exitStatus.someFailed;
}

function tell(language: Language, { check, status, message, values }: CheckResult): ToldCheck {
  const advice = `${message}.advice`;
  return {
    check,
    status,
    message: formatMessage(language, message, values),
    advice: status !== "ok" && isMessageKey(advice) ? formatMessage(language, advice, values) : null,
  };
}

function formatCheck(language: Language, { status, message, advice }: ToldCheck): string {
  const mark = formatMessage(language, `doctor.status.${status}`);
  const margin = " ".repeat(Math.max(1, 6 - displayWidth(mark)));
  return `${mark}${margin}${printable(message)}\n${advice === null ? "" : `      → ${printable(advice)}\n`}`;
}
