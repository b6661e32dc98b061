import type { Random } from "../random.ts";
import { readGray } from "./gray-image.ts";
import { writeImagePdf, type ScannedPage } from "./image-pdf.ts";
import { photographPage } from "./photo.ts";
import { rasterizePdf } from "./raster.ts";
import { inventCleanWear, inventHeavyWear, wearPage } from "./wear.ts";

/** A printed PDF as a scan of it: an image-only PDF, clean or worn. */
export async function scanPdf(pdf: Uint8Array, dpi: number, worn: boolean, random: Random): Promise<Uint8Array> {
  const pages: ScannedPage[] = [];
  for (const png of await rasterizePdf(pdf, dpi)) {
    const page = await readGray(png);
    const wear = worn ? inventHeavyWear(random) : inventCleanWear(random);
    pages.push({ jpeg: await wearPage(page, wear, dpi, random), widthPx: page.width, heightPx: page.height, dpi });
  }
  return writeImagePdf(pages);
}

/** Resolution at which a page is drawn before it is photographed. */
const photographedDpi = 220;

/** A printed PDF of one page as a phone photo; one of several pages as a PDF of photos. */
export async function photographPdf(pdf: Uint8Array, random: Random): Promise<{ extension: string; bytes: Uint8Array }> {
  const photos: ScannedPage[] = [];
  for (const png of await rasterizePdf(pdf, photographedDpi)) {
    const { jpeg, widthPx, heightPx } = await photographPage(await readGray(png), random);
    photos.push({ jpeg, widthPx, heightPx, dpi: photographedDpi });
  }
  const [only, ...others] = photos;
  return only !== undefined && others.length === 0 ? { extension: "jpg", bytes: only.jpeg } : { extension: "pdf", bytes: writeImagePdf(photos) };
}
