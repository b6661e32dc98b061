import { makeFinding, type Finding } from "../document/finding.ts";
import type { OoxmlPackage, Relationship } from "./open-package.ts";

/** A hostile file can list parts without end; the first ones show what there is. */
const MAX_RELATIONSHIP_PARTS = 500;
/** A link in the text is nothing that a reader would fetch. */
const harmless = new Set(["hyperlink"]);
const MAX_NAMED = 5;

function listAllRelationships(pack: OoxmlPackage): Relationship[] {
  const owners = pack.paths.flatMap((path) => {
    const [, folder = "", name] = /^(.*\/)?_rels\/([^/]*)\.rels$/i.exec(path) ?? [];
    return name === undefined ? [] : [folder + name];
  });
  return owners.slice(0, MAX_RELATIONSHIP_PARTS).flatMap((owner) => pack.readRelationships(owner));
}

/** The finding that something outside the file is pointed to; undefined where there is nothing. `addresses` as they stand. */
export function makeExternalFinding(addresses: readonly string[]): Finding | undefined {
  if (addresses.length === 0) return undefined;
  const named = addresses.slice(0, MAX_NAMED).join(", ");
  return makeFinding("content-external", `The file points to ${addresses.length} thing(s) outside itself, which were not fetched: ${named}`);
}

/** Findings about the package itself: `content-macro`, `content-external`. `addresses` are further ones met in its text. */
export function findPackageFaults(pack: OoxmlPackage, addresses: readonly string[]): Finding[] {
  const external = listAllRelationships(pack).filter((relationship) => relationship.external && !harmless.has(relationship.type));
  const outside = makeExternalFinding([...external.map((relationship) => `${relationship.type} ${relationship.target}`), ...addresses]);
  const hasMacro = pack.paths.some((path) => /(?:^|\/)vbaProject\.bin$|(?:^|\/)macrosheets\//i.test(path));
  const macro = hasMacro ? [makeFinding("content-macro", "The file holds macros; none was run.")] : [];
  return outside === undefined ? macro : [...macro, outside];
}
