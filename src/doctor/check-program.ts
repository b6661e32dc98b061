import { programVersion } from "../pipeline/package-file.ts";
import { reasonOf, type CheckResult } from "./check-result.ts";

/** The parts that are compiled for one kind of machine, each loaded as the program does it. */
const nativeParts: Readonly<Record<string, () => Promise<unknown>>> = {
  "better-sqlite3": async () => {
    const { default: Database } = await import("better-sqlite3");
    // The compiled part is loaded with the first database.
    new Database(":memory:").close();
  },
  sharp: () => import("sharp"),
  "@napi-rs/canvas": () => import("@napi-rs/canvas"),
};

/** Whether the program's own parts load on this machine. */
export async function checkProgram(): Promise<CheckResult[]> {
  for (const [name, load] of Object.entries(nativeParts)) {
    try {
      await load();
    } catch (error) {
      return [{ check: "program", status: "fail", message: "doctor.program.native", values: { name, reason: reasonOf(error) } }];
    }
  }
  const values = { version: programVersion(), node: process.versions.node, platform: `${process.platform} ${process.arch}` };
  return [{ check: "program", status: "ok", message: "doctor.program.ok", values }];
}
