import { listArchiveMembers } from "../../../extractors/archive/index.ts";
import type { ArchiveKind } from "../../../src/document/detected-format.ts";
import { detectFormat } from "../../../src/document/detect-format.ts";
import { ExtractionError } from "../../../src/document/extractor.ts";
import { writeZip } from "../../container/write-zip.ts";
import { lockedContent, sevenZip } from "../../extractors/archive/seven-zip-samples.ts";
import { writeRar4, writeRar5 } from "../../extractors/archive/write-rar.ts";
import { byteMutators } from "../mutate/bytes.ts";
import { editNumber } from "../mutate/text.ts";
import { mutateMembers } from "../mutate/zip.ts";
import type { Target } from "./target.ts";

const members = [{ path: "表/甲.txt", content: "项目名称\t示例" }, { path: "b.txt", content: "b".repeat(500) }];
const inner = writeZip(members);

const seeds: Readonly<Record<ArchiveKind, readonly Uint8Array[]>> = {
  zip: [inner, writeZip([...members, { path: "内.zip", content: inner, store: true }])],
  "7z": [sevenZip, lockedContent],
  rar: [writeRar5(members.map(({ path, content }) => ({ name: path, content }))), writeRar4(members.map(({ path, content }) => ({ name: path, content })))],
};

async function readArchive(kind: ArchiveKind, bytes: Uint8Array): Promise<unknown> {
  const source = { bytes, fileName: `文件.${kind}` };
  if (bytes.length > 0) detectFormat(source);
  const found: string[] = [];
  for await (const item of listArchiveMembers(source, kind)) {
    if (item.path.split("/").includes("..") && item.kind === "member") throw new Error(`a way out of the folder was let through: ${item.path}`);
    found.push(`${item.path} ${item.kind === "member" ? item.source.bytes.length : item.failure}`);
  }
  if (found.length === 0) throw new ExtractionError("empty", "nothing in it");
  return found;
}

/** Archives, by the member and as a whole. */
export const archiveTargets: readonly Target[] = (["zip", "7z", "rar"] as const).map((kind) => ({
  name: kind,
  makeSeeds: () => Promise.resolve(seeds[kind]),
  mutators: kind === "zip" ? [...byteMutators, mutateMembers(byteMutators), mutateMembers([...byteMutators, editNumber])] : byteMutators,
  read: (bytes: Uint8Array) => readArchive(kind, bytes),
}));
