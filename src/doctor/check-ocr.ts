import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findModelFolder, modelFiles } from "../ocr/model-folder.ts";
import type { Engine } from "../ocr/page-messages.ts";
import { ReaderProcess } from "../ocr/reader-process-handle.ts";
import { reasonOf, type CheckResult } from "./check-result.ts";

/** Loading takes one to three seconds; so much longer is a hang, also on a machine that is busy. */
const loadTimeoutMs = 60_000;

type Outcome = Omit<CheckResult, "check">;

/** Whether PP-OCR's models are there and load. */
export async function checkOcr(): Promise<CheckResult[]> {
  return [{ check: "ocr", ...(findMissingModel() ?? (await loadPpOcr())) }];
}

/** Whether Tesseract loads, with its Chinese data. */
export async function checkTesseract(): Promise<CheckResult[]> {
  const fault = await load("tesseract");
  const outcome: Outcome =
    fault === undefined
      ? { status: "ok", message: "doctor.tesseract.ok", values: {} }
      : { status: "warn", message: "doctor.tesseract.load", values: { reason: fault } };
  return [{ check: "tesseract", ...outcome }];
}

function findMissingModel(): Outcome | undefined {
  try {
    const folder = findModelFolder();
    const file = Object.values(modelFiles).find((name) => !existsSync(path.join(folder, name)));
    return file === undefined ? undefined : { status: "fail", message: "doctor.ocr.files", values: { file, folder } };
  } catch (error) {
    // The package that brings the models cannot be found at all.
    return { status: "fail", message: "doctor.ocr.package", values: { reason: reasonOf(error) } };
  }
}

async function loadPpOcr(): Promise<Outcome> {
  const fault = await load("pp-ocr");
  if (fault === undefined) return { status: "ok", message: "doctor.ocr.ok", values: { folder: findModelFolder() } };
  return { status: "fail", message: "doctor.ocr.load", values: { reason: fault } };
}

/** Loads a reader in a process of its own, as reading does: a library that crashes brings down that one. Gives what went wrong. */
async function load(engine: Engine): Promise<string | undefined> {
  const reader = new ReaderProcess(1, [engine]);
  const late = new AbortController();
  const timeout = sleep(loadTimeoutMs, undefined, { signal: late.signal }).then(
    () => `it did not load within ${loadTimeoutMs / 1000} s`,
    () => undefined,
  );
  const loaded = reader.ready.then(({ engine: first, faults }) => (first === undefined ? faults.join("; ") : undefined), reasonOf);
  try {
    return await Promise.race([loaded, timeout]);
  } finally {
    late.abort();
    reader.kill();
  }
}
