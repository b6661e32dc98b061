import { strFromU8, unzipSync } from "fflate";
import mammoth from "mammoth";
import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";
import { SaxesParser } from "saxes";
import { packageFile } from "../../../src/pipeline/package-file.ts";
import { convertOffice } from "../../../samples/make/render/office.ts";

/** Reads a file by a library alone, as a measure for what the program adds. */
export type BareReader = (bytes: Uint8Array) => Promise<void>;

/** Text and drawing operators of every page by pdf.js, and nothing done with them. */
export const readBarePdf: BareReader = async (bytes) => {
  const task = pdfjs.getDocument({
    data: Uint8Array.from(bytes),
    verbosity: 0,
    cMapUrl: `${packageFile("node_modules", "pdfjs-dist", "cmaps")}/`,
    cMapPacked: true,
    standardFontDataUrl: `${packageFile("node_modules", "pdfjs-dist", "standard_fonts")}/`,
  });
  const document = await task.promise;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    await page.getTextContent();
    await page.getOperatorList();
  }
  await task.destroy();
};

/** HTML by mammoth. */
export const readBareDocx: BareReader = async (bytes) => {
  await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
};

/** The events of every sheet's XML, unzipped. */
export const readBareXlsx: BareReader = (bytes) => {
  for (const [path, part] of Object.entries(unzipSync(bytes))) {
    if (path.startsWith("xl/")) new SaxesParser().write(strFromU8(part)).close();
  }
  return Promise.resolve();
};

/** LibreOffice's conversion to DOCX, in a run of its own. */
export const readBareDoc: BareReader = async (bytes) => {
  await convertOffice(new Map([["bare.doc", bytes]]), "docx");
};
