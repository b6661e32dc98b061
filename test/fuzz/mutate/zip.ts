import type { Random } from "../../../samples/make/random.ts";
import { ContainerError } from "../../../src/container/container-error.ts";
import { readZipDirectory } from "../../../src/container/zip-directory.ts";
import { readZipMember } from "../../../src/container/zip-member.ts";
import { writeZip, type ZipMember } from "../../container/write-zip.ts";
import { largestInputBytes, mutate, type Mutator } from "./mutator.ts";

function readMembers(bytes: Uint8Array): ZipMember[] {
  return readZipDirectory(bytes).map((entry) => ({ path: entry.path, content: readZipMember(bytes, entry, largestInputBytes * 4) }));
}

function contentOf({ content }: ZipMember): Uint8Array {
  return typeof content === "string" ? Buffer.from(content) : content;
}

/** Leaves one out, gives one the content or the name of another, or writes one twice. */
function changeMembers(members: ZipMember[], random: Random): ZipMember[] {
  const at = random.int(0, members.length - 1);
  const chosen = members[at];
  const other = random.pick(members);
  if (chosen === undefined) return members;
  const replaceBy: readonly ZipMember[][] = [[], [chosen, chosen], [{ ...chosen, content: other.content }], [{ ...chosen, path: other.path }], [{ ...chosen, statedSize: random.pick([0, 1, 0xfffffff0]) }]];
  return members.toSpliced(at, 1, ...random.pick(replaceBy));
}

/**
 * Mutates inside a package: the content of a member by its own mutators, or the list of members; lengths and checksums
 * are right again, so that what reads the inside is reached. Bytes that are no zip archive stay as they are.
 */
export function mutateMembers(memberMutators: readonly Mutator[]): Mutator {
  return (bytes, random, others) => {
    try {
      const members = readMembers(bytes);
      if (members.length === 0) return bytes;
      if (random.chance(0.1)) return writeZip(changeMembers(members, random));
      const at = pickMember(members, random);
      const path = members[at]?.path;
      const twins = others.flatMap(readMembers).filter((member) => member.path === path).map(contentOf);
      return writeZip(members.map((member, index) => (index === at ? { ...member, content: mutate(contentOf(member), memberMutators, random, twins) } : member)));
    } catch (error) {
      if (error instanceof ContainerError) return bytes;
      throw error;
    }
  };
}

/** Any member, and the largest as often as all others together: there the text is. */
function pickMember(members: readonly ZipMember[], random: Random): number {
  if (random.chance(0.5)) return random.int(0, members.length - 1);
  const sizes = members.map((member) => contentOf(member).length);
  return sizes.indexOf(Math.max(...sizes));
}
