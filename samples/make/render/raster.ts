import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const timeoutMs = 120_000;

/**
 * The pages of a PDF as PNG pictures at a resolution, by poppler's pdftoppm.
 * @throws when poppler-utils is not installed.
 */
export async function rasterizePdf(pdf: Uint8Array, dpi: number): Promise<Uint8Array[]> {
  const folder = await mkdtemp(join(tmpdir(), "samples-raster-"));
  try {
    const source = join(folder, "in.pdf");
    await writeFile(source, pdf);
    await run("pdftoppm", ["-r", `${dpi}`, "-gray", "-png", source, join(folder, "page")], { timeout: timeoutMs });
    const pages = (await readdir(folder)).filter((name) => name.endsWith(".png")).sort();
    return await Promise.all(pages.map(async (name) => readFile(join(folder, name))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
