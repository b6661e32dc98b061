import { checkNames, reasonOf, type CheckName, type CheckResult, type DoctorOptions } from "./check-result.ts";

type Check = (options: DoctorOptions) => CheckResult[] | Promise<CheckResult[]>;

/** Each check is loaded by itself: a part of the program that does not load is found by its own check, and not by a crash. */
const checks: Readonly<Record<CheckName, () => Promise<Check>>> = {
  program: async () => (await import("./check-program.ts")).checkProgram,
  database: async () => (await import("./check-database.ts")).checkDatabase,
  disk: async () => (await import("./check-disk.ts")).checkDisk,
  ocr: async () => (await import("./check-ocr.ts")).checkOcr,
  tesseract: async () => (await import("./check-ocr.ts")).checkTesseract,
  libreoffice: async () => (await import("./check-libreoffice.ts")).checkLibreOffice,
  fonts: async () => (await import("./check-fonts.ts")).checkFonts,
  mappings: async () => (await import("./check-mappings.ts")).checkMappings,
  originals: async () => (await import("./check-originals.ts")).checkOriginals,
  cache: async () => (await import("./check-cache.ts")).checkCache,
};

/** Looks at everything that the program needs, one after the other; a check that itself fails is told as a fault. */
export async function* runChecks(options: DoctorOptions): AsyncGenerator<CheckResult> {
  for (const check of checkNames) yield* await runCheck(check, options);
}

async function runCheck(check: CheckName, options: DoctorOptions): Promise<CheckResult[]> {
  try {
    return await (await checks[check]())(options);
  } catch (error) {
    return [{ check, status: "fail", message: "doctor.fault", values: { check, reason: reasonOf(error) } }];
  }
}
