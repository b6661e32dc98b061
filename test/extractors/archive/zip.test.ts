import { expect, test } from "vitest";
import { listArchiveMembers, type ArchiveItem, type ArchiveLimits } from "../../../extractors/archive/index.ts";
import { ExtractionError } from "../../../src/document/extractor.ts";
import { writeZip, type ZipMember } from "../../container/write-zip.ts";

async function list(bytes: Uint8Array, limits: Partial<ArchiveLimits> = {}): Promise<ArchiveItem[]> {
  const items: ArchiveItem[] = [];
  for await (const item of listArchiveMembers({ bytes, fileName: "外.zip" }, "zip", limits)) items.push(item);
  return items;
}

async function describe(members: readonly ZipMember[], limits: Partial<ArchiveLimits> = {}): Promise<string[]> {
  const items = await list(writeZip(members), limits);
  return items.map((item) => (item.kind === "member" ? `${item.path}=${Buffer.from(item.source.bytes).toString()}` : `${item.path}!${item.failure}`));
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

test("members come in order with their paths inside, names in GBK decoded", async () => {
  const gbk = Uint8Array.from([0xbc, 0xa8, 0x2f, 0xd0, 0xa7, 0x2e, 0x74, 0x78, 0x74]);
  const given = [{ path: "乙/表.txt", content: "一" }, { path: "空/", content: "" }, { path: gbk, content: "二" }];
  expect(await describe(given)).toEqual(["乙/表.txt=一", "绩/效.txt=二"]);
  const [first] = await list(writeZip(given));
  expect(first).toMatchObject({ kind: "member", source: { fileName: "表.txt" } });
});

test("what archivers and office programs leave behind is passed over", async () => {
  const litter = ["__MACOSX/._a.txt", "a/.DS_Store", "Thumbs.db", "b/~$表.docx"];
  expect(await describe(litter.map((path) => ({ path, content: "x" })))).toEqual([]);
});

test("paths that lead outside, links and encrypted members are refused, the others come", async () => {
  const outside = ["../a", "/etc/passwd", "C:\\a", "a/../../b", "..\\c"].map((path) => ({ path, content: "x" }));
  const members = [...outside, { path: "link", content: "/etc", unixMode: 0o120777 }, { path: "密", content: "x", flags: 0x0801 }, { path: "好", content: "y" }];
  expect(await describe(members)).toEqual([
    ...["../a!unsupported", "/etc/passwd!unsupported", "C:/a!unsupported", "a/../../b!unsupported", "../c!unsupported"],
    ...["link!unsupported", "密!encrypted", "好=y"],
  ]);
});

test("archives inside are opened to the depth allowed, with the way to each member", async () => {
  const inner = writeZip([{ path: "表.txt", content: "里" }]);
  const middle = writeZip([{ path: "内.zip", content: inner }]);
  const nested = [{ path: "中.zip", content: middle }, { path: "旁.txt", content: "旁" }];
  expect(await describe(nested)).toEqual(["中.zip/内.zip/表.txt=里", "旁.txt=旁"]);
  expect(await describe(nested, { maxDepth: 2 })).toEqual(["中.zip/内.zip!too-large", "旁.txt=旁"]);
  expect((await list(writeZip(nested), { maxDepth: 1 })).map((item) => item.path)).toEqual(["中.zip", "旁.txt"]);
});

test("a bad archive inside costs the others nothing", async () => {
  expect(await describe([{ path: "坏.zip", content: "PK\u0003\u0004 cut" }, { path: "好", content: "y" }])).toEqual(["坏.zip!corrupt", "好=y"]);
});

test("bombs are refused: by size, by ratio, by count, by lies about size, and nested in each other", async () => {
  const zeros = new Uint8Array(17 * 1024 * 1024);
  expect(await describe([{ path: "a", content: zeros }], { maxRatio: 100 })).toEqual(["a!too-large"]);
  expect(await describe([{ path: "a", content: "x".repeat(2000) }], { maxMemberBytes: 1000 })).toEqual(["a!too-large"]);
  expect(await describe([{ path: "a", content: "x".repeat(2000), statedSize: 1 }], { maxMemberBytes: 1000 })).toEqual(["a!too-large"]);
  const many = Array.from({ length: 5 }, (_, index) => ({ path: String(index), content: "x".repeat(300) }));
  expect(await failureOf(describe(many, { maxMembers: 4 }))).toBe("too-large");
  expect(await failureOf(describe(many, { maxTotalBytes: 1000 }))).toBe("too-large");
  const layers = [{ path: "b.zip", content: writeZip(many) }, { path: "c.zip", content: writeZip(many) }];
  expect(await failureOf(describe(layers, { maxMembers: 8 }))).toBe("too-large");
});

test("an archive that cannot be opened is a typed failure", async () => {
  expect(await failureOf(list(new Uint8Array()))).toBe("empty");
  expect(await failureOf(list(Buffer.from("PK\u0003\u0004 cut off")))).toBe("corrupt");
});
