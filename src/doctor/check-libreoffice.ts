import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findLibreOffice } from "../../extractors/office-legacy/find-libreoffice.ts";
import { makeOfficeLegacyExtractor } from "../../extractors/office-legacy/index.ts";
import { reasonOf, type CheckResult } from "./check-result.ts";

const run = promisify(execFile);
/** It prints its version within a second, and within this on a busy machine. */
const versionTimeoutMs = 30_000;
/** A file of one word, in a format that is read through LibreOffice. */
const trial = { fileName: "doctor.rtf", bytes: Buffer.from("{\\rtf1\\ansi jixiao\\par}") };

type Outcome = Omit<CheckResult, "check">;

/** Whether LibreOffice is there and converts a file within the time that documents get. */
export async function checkLibreOffice(): Promise<CheckResult[]> {
  const program = findLibreOffice();
  if (program === undefined) return [{ check: "libreoffice", status: "warn", message: "doctor.libreoffice.missing", values: {} }];
  return [{ check: "libreoffice", ...(await judge(program)) }];
}

async function judge(program: string): Promise<Outcome> {
  try {
    const { stdout } = await run(program, ["--version"], { timeout: versionTimeoutMs });
    const started = performance.now();
    await makeOfficeLegacyExtractor(program).extract(trial, "rtf");
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    return { status: "ok", message: "doctor.libreoffice.ok", values: { version: stdout.trim(), program, seconds } };
  } catch (error) {
    return { status: "fail", message: "doctor.libreoffice.fault", values: { program, reason: reasonOf(error) } };
  }
}
