import { existsSync } from "node:fs";
import { mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { layoutNames, layouts } from "../../../samples/make/layouts/index.ts";
import { Random } from "../../../samples/make/random.ts";
import { PdfPrinter } from "../../../samples/make/render/pdf.ts";
import { noDepartures } from "../../../samples/make/sections.ts";
import { printText, writeFormat } from "../../../samples/make/write-format.ts";

/** What a cabinet holds. */
export interface Cabinet {
  readonly documents: number;
  /** At least so many pages of PDF; a form has some. */
  readonly pdfPages: number;
  readonly seed: string;
}

/** A drawer holds so many texts: a folder of 100,000 would measure the file system. */
const textsInDrawer = 100;

/**
 * Writes the cabinet's files into drawers of a folder, unless they are there already: half a cabinet is filled up. The PDFs
 * lie among the texts, as many in each drawer. The same seed gives the same files.
 */
export async function makeCabinet(folder: string, cabinet: Cabinet): Promise<void> {
  await makeTexts(folder, cabinet);
  await makePdfs(folder, cabinet);
}

function drawing(seed: string, index: number) {
  const random = new Random(`${seed}/${index}`);
  const layout = layoutNames[index % layoutNames.length] ?? "changdu";
  return { layout, random, drawn: layouts[layout](random, { departures: noDepartures, checks: "boxes", brief: false }) };
}

async function makeTexts(folder: string, { documents, seed }: Cabinet): Promise<void> {
  for (let index = 0; index < documents; index += 1) {
    const drawer = await openDrawer(folder, Math.floor(index / textsInDrawer));
    const name = String(index).padStart(6, "0");
    if (drawer.files.has(name)) continue;
    const { random, drawn } = drawing(`${seed}/text`, index);
    await writeWhole(join(drawer.folder, `${name}.txt`), Buffer.from(printText(drawn, random)));
  }
}

async function makePdfs(folder: string, { documents, pdfPages, seed }: Cabinet): Promise<void> {
  const drawerCount = Math.max(1, Math.ceil(documents / textsInDrawer));
  let printer: PdfPrinter | undefined;
  let pages = 0;
  try {
    for (let index = 0; pages < pdfPages; index += 1) {
      const drawer = await openDrawer(folder, index % drawerCount);
      const name = `pdf-${String(index).padStart(6, "0")}`;
      // The name holds the count of pages, so that a cabinet that is there need not be opened.
      const known = drawer.files.get(name);
      if (known !== undefined) {
        pages += known;
        continue;
      }
      const { random, drawn } = drawing(`${seed}/pdf`, index);
      const { bytes } = await writeFormat(drawn, "pdf", random, async () => (printer ??= await PdfPrinter.open()));
      const count = countPages(bytes);
      await writeWhole(join(drawer.folder, `${name}-${count}.pdf`), bytes);
      pages += count;
    }
  } finally {
    await printer?.close();
  }
}

/** The printer writes one dictionary of this type for each page, uncompressed. */
function countPages(bytes: Uint8Array): number {
  return Math.max(1, [...Buffer.from(bytes).toString("latin1").matchAll(/\/Type\s*\/Page\b(?!s)/gu)].length);
}

interface Drawer {
  readonly folder: string;
  /** By the name's beginning: how many pages it says, 1 where it says none. */
  readonly files: ReadonlyMap<string, number>;
}

const drawers = new Map<string, Drawer>();

async function openDrawer(folder: string, number: number): Promise<Drawer> {
  const path = join(folder, String(number + 1).padStart(4, "0"));
  const known = drawers.get(path);
  if (known !== undefined) return known;
  await mkdir(path, { recursive: true });
  const files = new Map((await readdir(path)).flatMap((name): [string, number][] => readName(name)));
  drawers.set(path, { folder: path, files });
  return { folder: path, files };
}

function readName(name: string): [string, number][] {
  const [, beginning, pages] = /^(\d+|pdf-\d+)(?:-(\d+))?\.(?:txt|pdf)$/u.exec(name) ?? [];
  return beginning === undefined ? [] : [[beginning, Number(pages ?? 1)]];
}

/** A file that is there is whole, also when the making was cut off. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  if (existsSync(file)) return;
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}
