import type { OoxmlPackage } from "../open-package.ts";
import { TreeBuilder } from "../parse-xml.ts";
import { readRichText } from "./rich-text.ts";

/** A string that cells share; `plain` where the cell's own font shows it. */
export interface SharedString {
  readonly text: string;
  readonly plain: boolean;
}

/** Reads the part that holds the workbook's strings, in the order in which cells count them. */
export function readSharedStrings(pack: OoxmlPackage, path: string): SharedString[] {
  const strings: SharedString[] = [];
  let item: TreeBuilder | undefined;
  pack.scanXml(path, {
    open: (element) => {
      if (item === undefined && element.name === "s:si") item = new TreeBuilder();
      item?.open(element);
    },
    text: (text) => item?.text(text),
    close: () => {
      item?.close();
      if (item?.root === undefined || item.isOpen) return;
      strings.push(readRichText(item.root));
      item = undefined;
    },
  });
  return strings;
}
