import type { Place } from "../../src/document/place.ts";
import { clampBox, scaleBox } from "../../src/foreign/page-scale.ts";
import type { DoclingBox, DoclingDocument, Provenance } from "./schema.ts";

/** Sizes of pages in points, by number. */
export type PageSizes = ReadonlyMap<number, { readonly width: number; readonly height: number }>;

/** Sizes of the pages that the document states; Docling gives them, and all boxes, in points. */
export function readPageSizes(document: DoclingDocument): PageSizes {
  return new Map(Object.values(document.pages).map(({ page_no: number, size }) => [number, { width: size.width, height: size.height }]));
}

/** The place of a box on a page; undefined where the page's size is not stated. */
export function locateBox(box: DoclingBox, page: number, sizes: PageSizes): Place | undefined {
  const size = sizes.get(page);
  if (size === undefined) return undefined;
  const isFromBottom = box.coord_origin === "BOTTOMLEFT";
  const [top, bottom] = isFromBottom ? [size.height - box.t, size.height - box.b] : [box.t, box.b];
  return { page, box: clampBox(scaleBox([box.l, top, box.r, bottom], 1), size.width, size.height) };
}

/** The places an item names. */
export function locateItem(provenance: readonly Provenance[], sizes: PageSizes): Place[] {
  return provenance.flatMap(({ bbox, page_no: page }) => locateBox(bbox, page, sizes) ?? []);
}
