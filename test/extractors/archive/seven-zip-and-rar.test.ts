import fc from "fast-check";
import { expect, test } from "vitest";
import { listArchiveMembers, type ArchiveLimits } from "../../../extractors/archive/index.ts";
import type { ArchiveKind } from "../../../src/document/detected-format.ts";
import { ExtractionError } from "../../../src/document/extractor.ts";
import { writeZip } from "../../container/write-zip.ts";
import { lockedContent, lockedNames, sevenZip } from "./seven-zip-samples.ts";
import { writeRar4, writeRar5 } from "./write-rar.ts";

async function describe(bytes: Uint8Array, kind: ArchiveKind, limits: Partial<ArchiveLimits> = {}): Promise<string[]> {
  const found: string[] = [];
  for await (const item of listArchiveMembers({ bytes, fileName: `外.${kind}` }, kind, limits)) {
    found.push(item.kind === "member" ? `${item.path}=${Buffer.from(item.source.bytes).toString().trim()}` : `${item.path}!${item.failure}`);
  }
  return found;
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ExtractionError) return error.failure;
    throw error;
  }
  return "none";
}

test("members of a 7z archive come with their Chinese names, and its links are refused", async () => {
  expect(await describe(sevenZip, "7z")).toEqual(["b.txt=b", "link!unsupported", "表/甲.txt=内容一"]);
});

test("members of RAR 5 come with their names, and outside paths are refused", async () => {
  const rar = writeRar5([{ name: "绩效/表.txt", content: "一" }, { name: "../b", content: "x" }, { name: "c", content: "" }]);
  expect(await describe(rar, "rar")).toEqual(["绩效/表.txt=一", "../b!unsupported", "c="]);
});

test("RAR 4 keeps names in the local encoding, in UTF-8, or as the difference between two writings", async () => {
  const gbk = Uint8Array.from([0xbc, 0xa8, 0xd0, 0xa7]);
  // 绩a效, the Chinese letters whole and the plain one as it is: kinds 2, 0, 2 in two bits each.
  const encoded = Buffer.concat([Buffer.from("?a?\0\x00"), Buffer.from([0b10_00_10_00]), Buffer.from("绩", "utf16le"), Buffer.from("a"), Buffer.from("效", "utf16le")]);
  const rar = writeRar4([
    { name: gbk, content: "一" },
    { name: "目标", content: "二", flags: 0x0200 },
    { name: encoded, content: "三", flags: 0x0200 },
    { name: "d\\e.txt", content: "四" },
  ]);
  expect(await describe(rar, "rar")).toEqual(["绩效=一", "目标=二", "绩a效=三", "d/e.txt=四"]);
});

test("passwords are told for a member, and for an archive whose names are locked too", async () => {
  expect(await describe(lockedContent, "7z")).toEqual(["b.txt!encrypted"]);
  expect(await failureOf(describe(lockedNames, "7z"))).toBe("encrypted");
});

test("archives of different kinds inside each other are opened, under one bound", async () => {
  const outer = writeZip([{ path: "内.7z", content: sevenZip }, { path: "内.rar", content: writeRar5([{ name: "丙.txt", content: "丙" }]) }]);
  expect(await describe(outer, "zip")).toEqual(["内.7z/b.txt=b", "内.7z/link!unsupported", "内.7z/表/甲.txt=内容一", "内.rar/丙.txt=丙"]);
  expect(await failureOf(describe(outer, "zip", { maxMembers: 3 }))).toBe("too-large");
});

test("a member beyond the bound is refused before it is unpacked", async () => {
  expect(await describe(sevenZip, "7z", { maxMemberBytes: 5 })).toEqual(["b.txt=b", "link!unsupported", "表/甲.txt!too-large"]);
});

test("damage anywhere gives members, refusals or a typed failure", { timeout: 120_000 }, async () => {
  const rar4 = writeRar4([{ name: "a", content: "x" }, { name: "b", content: "y" }]);
  const archives = fc.constantFrom<[ArchiveKind, Uint8Array]>(["7z", sevenZip], ["rar", writeRar5([{ name: "a", content: "x" }])], ["rar", rar4]);
  const damage = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(archives, damage, fc.nat(400), async ([kind, good], changes, cut) => {
      const bytes = Uint8Array.from(good.subarray(0, cut < 10 ? good.length : Math.max(8, good.length - cut)));
      for (const [at, value] of changes) bytes[8 + (at % bytes.length)] = value;
      expect(await failureOf(describe(bytes, kind))).toMatch(/^(?:none|corrupt|encrypted|unsupported|too-large)$/);
    }),
    { numRuns: 150 },
  );
});
