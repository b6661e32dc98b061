import { loadMappings } from "../mapping/index.ts";
import { reasonOf, type CheckResult } from "./check-result.ts";

/** Whether every mapping loads, the built-in ones and a person's own. */
export async function checkMappings({ mappingFolders }: { readonly mappingFolders: readonly string[] }): Promise<CheckResult[]> {
  try {
    const { mappings } = await loadMappings([...mappingFolders]);
    const names = mappings.map((mapping) => mapping.id).join(", ");
    return [{ check: "mappings", status: "ok", message: "doctor.mappings.ok", values: { count: mappings.length, names } }];
  } catch (error) {
    return [{ check: "mappings", status: "fail", message: "doctor.mappings.fault", values: { reason: reasonOf(error) } }];
  }
}
