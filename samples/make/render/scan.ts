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

/** Each page of a printed PDF as a phone photo. */
export async function photographPdf(pdf: Uint8Array, random: Random): Promise<Uint8Array[]> {
  const photos: Uint8Array[] = [];
  for (const png of await rasterizePdf(pdf, photographedDpi)) photos.push(await photographPage(await readGray(png), random));
  return photos;
}
