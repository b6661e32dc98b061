import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../../support/temp-folder.ts";

const module = new URL("../../../extractors/pdf/stray-rejections.ts", import.meta.url).href;

/** The status of a process that bears stray rejections and meets this one. */
function statusAfter(name: string): number | null {
  const folder = makeFolder();
  const file = path.join(folder, "stray.ts");
  const lines = [`import { bearStrayRejections } from ${JSON.stringify(module)};`, "bearStrayRejections();", "bearStrayRejections();"];
  const error = `Object.assign(new Error("x"), { name: ${JSON.stringify(name)} })`;
  writeFileSync(file, [...lines, `void Promise.reject(${error});`, "setTimeout(() => process.exit(7), 50);"].join("\n"));
  return spawnSync(process.execPath, [file], { stdio: "ignore" }).status;
}

test("a process outlives what pdf.js rejects over a damaged file, and no other rejection", () => {
  expect(statusAfter("XRefEntryException")).toBe(7);
  expect(statusAfter("TypeError")).toBe(1);
});
