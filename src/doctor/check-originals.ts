import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { formatByteSize } from "../cache/byte-size.ts";
import { OriginalStore } from "../store/originals.ts";
import { reasonOf, type CheckResult } from "./check-result.ts";

/** So many files that are at fault are named. */
const namesTold = 3;

type Outcome = Omit<CheckResult, "check">;

/** Whether each original that is kept beside the database is, byte for byte, what its name says. */
export async function checkOriginals({ databaseFile }: { readonly databaseFile: string }): Promise<CheckResult[]> {
  const store = new OriginalStore(databaseFile);
  return [{ check: "originals", ...(await judge(store)) }];
}

async function judge(store: OriginalStore): Promise<Outcome> {
  const { folder } = store;
  if (!existsSync(folder)) return { status: "ok", message: "doctor.originals.none", values: {} };
  try {
    return await compare(store);
  } catch (error) {
    return { status: "fail", message: "doctor.originals.fault", values: { folder, reason: reasonOf(error) } };
  }
}

async function compare(store: OriginalStore): Promise<Outcome> {
  const { folder } = store;
  // A name with another ending was never finished, and nobody looks for it.
  const names = (await readdir(folder)).filter((name) => /^[0-9a-f]{64}$/u.test(name)).sort();
  const changed: string[] = [];
  let bytes = 0;
  for (const name of names) {
    bytes += (await stat(path.join(folder, name))).size;
    if ((await store.find(name, [])) === undefined) changed.push(name);
  }
  if (changed.length === 0) return { status: "ok", message: "doctor.originals.ok", values: { count: names.length, bytes: formatByteSize(bytes) } };
  const told = changed.slice(0, namesTold).map((name) => name.slice(0, 12)).join(", ");
  return { status: "fail", message: "doctor.originals.changed", values: { folder, count: names.length, changed: changed.length, names: told } };
}
