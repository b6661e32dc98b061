import fc from "fast-check";
import { expect, test } from "vitest";
import { ContainerError } from "../../src/container/container-error.ts";
import { readZipDirectory } from "../../src/container/zip-directory.ts";
import { readZipMember } from "../../src/container/zip-member.ts";
import { writeZip } from "./write-zip.ts";

function faultOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ContainerError) return error.fault;
    throw error;
  }
  return "none";
}

function readAll(bytes: Uint8Array, maxBytes = 1 << 20): Record<string, string> {
  const entries = readZipDirectory(bytes);
  return Object.fromEntries(entries.map((entry) => [entry.path, Buffer.from(readZipMember(bytes, entry, maxBytes)).toString()]));
}

test("every member comes out as it went in, packed or stored", () => {
  const members = fc.uniqueArray(
    fc.record({ path: fc.stringMatching(/^[a-z]{1,8}$/), content: fc.string({ unit: "grapheme" }), store: fc.boolean() }),
    { selector: (member) => member.path, maxLength: 6 },
  );
  fc.assert(
    fc.property(members, (given) => {
      expect(readAll(writeZip(given))).toEqual(Object.fromEntries(given.map((member) => [member.path, member.content])));
    }),
  );
});

test("an archive after other bytes is read all the same", () => {
  const zip = writeZip([{ path: "a.txt", content: "甲" }]);
  expect(readAll(Buffer.concat([Buffer.from("#!/bin/sh\n"), zip]))).toEqual({ "a.txt": "甲" });
});

test("a name in GBK, which the archive does not say, is decoded", () => {
  const gbk = Uint8Array.from([0xbc, 0xa8, 0xd0, 0xa7, 0x2e, 0x64, 0x6f, 0x63]);
  expect(readZipDirectory(writeZip([{ path: gbk, content: "" }]))[0]?.path).toBe("绩效.doc");
});

test("a member that unpacks to more than allowed is refused, also where the archive states a smaller size", () => {
  const content = "0".repeat(100_000);
  expect(faultOf(() => readAll(writeZip([{ path: "a", content }]), 1000))).toBe("too-large");
  expect(faultOf(() => readAll(writeZip([{ path: "a", content, statedSize: 10 }]), 1000))).toBe("too-large");
});

test("an encrypted member, a wrong checksum and a cut-off archive are typed faults", () => {
  expect(faultOf(() => readAll(writeZip([{ path: "a", content: "x", flags: 0x0801 }])))).toBe("encrypted");
  const zip = Buffer.from(writeZip([{ path: "a", content: "xyz", store: true }]));
  zip.write("q", zip.indexOf("xyz"));
  expect(faultOf(() => readAll(zip))).toBe("corrupt");
  expect(faultOf(() => readAll(zip.subarray(0, 40)))).toBe("corrupt");
});

test("no bytes make the directory reader fail in another way than its own", () => {
  const damaged = fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.nat(200)).map(([noise, at]) => {
    const zip = Buffer.from(writeZip([{ path: "a.txt", content: "abc" }, { path: "b.txt", content: "def" }]));
    zip.set(noise.subarray(0, Math.max(0, zip.length - at)), Math.min(at, zip.length));
    return zip;
  });
  fc.assert(fc.property(damaged, (bytes) => ["none", "corrupt", "encrypted", "unsupported", "too-large"].includes(faultOf(() => readAll(bytes)))));
});
