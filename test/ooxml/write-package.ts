import { writeZip } from "../container/write-zip.ts";

/** A further part of an office file and how its main part points to it. */
export interface PackagePart {
  readonly path: string;
  readonly type: string;
  readonly xml: string;
  readonly id?: string;
}

/** Something that the main part points to outside the file. */
export interface OutsideTarget {
  readonly type: string;
  readonly address: string;
}

const relationshipNamespace = "http://schemas.openxmlformats.org/package/2006/relationships";
const officeNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

function writeRelationships(items: readonly string[]): string {
  return `<Relationships xmlns="${relationshipNamespace}">${items.join("")}</Relationships>`;
}

/** Writes an office file around its main part, with nothing in it but what is given. */
export function writePackage(
  main: { folder: string; name: string; xml: string; contentType: string },
  parts: readonly PackagePart[] = [],
  outside: readonly OutsideTarget[] = [],
): Uint8Array {
  const inner = parts.map(
    (part, index) => `<Relationship Id="${part.id ?? `p${index}`}" Type="${officeNamespace}/${part.type}" Target="/${part.path}"/>`,
  );
  const outer = outside.map(
    ({ type, address }, index) =>
      `<Relationship Id="x${index}" Type="${officeNamespace}/${type}" Target="${address}" TargetMode="External"/>`,
  );
  const path = `${main.folder}/${main.name}`;
  const root = `<Relationship Id="r1" Type="${officeNamespace}/officeDocument" Target="${path}"/>`;
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/${path}" ContentType="application/${main.contentType}"/></Types>`;
  return writeZip([
    { path: "[Content_Types].xml", content: types },
    { path: "_rels/.rels", content: writeRelationships([root]) },
    { path, content: main.xml },
    { path: `${main.folder}/_rels/${main.name}.rels`, content: writeRelationships([...inner, ...outer]) },
    ...parts.map((part) => ({ path: part.path, content: part.xml })),
  ]);
}
