import { availableParallelism } from "node:os";
import type { OpenPageReader } from "../document/page-reader.ts";
import { ReaderPool } from "./reader-pool.ts";

export { ReaderPool, type PoolOptions } from "./reader-pool.ts";

/**
 * Opens a reader of page images. Its processes are started with the first page: as many as the machine has cores, or as
 * the environment variable `JIXIAO_OCR_PROCESSES` says (a batch that already runs several documents at once sets 1).
 */
export const openPageReader: OpenPageReader = () => Promise.resolve(new ReaderPool({ processes: countProcesses() }));

function countProcesses(): number {
  const wanted = Number(process.env["JIXIAO_OCR_PROCESSES"]);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : availableParallelism();
}
