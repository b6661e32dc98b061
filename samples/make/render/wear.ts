import type { Random } from "../random.ts";
import { encodeJpeg, mapGray, openGray, sampleGray, type GrayImage } from "./gray-image.ts";

/** What a scanner, a photocopier and years do to a page. */
export interface Wear {
  /** Turn of the paper on the glass, degrees clockwise. */
  readonly skewDegrees: number;
  /** Radius of the blur in pixels; 0 for none. */
  readonly blurPx: number;
  /** Spread of the noise, in shades of 255. */
  readonly noise: number;
  /** How much darker the darkest corner is, 0 to 1. */
  readonly shadow: number;
  /** Shade of the ink, 0 black; old prints are grey. */
  readonly ink: number;
  /** Share of pixels that are specks. */
  readonly specks: number;
  /** Gaps in ruling lines and strokes: share of 3 × 3 spots that lost their ink. */
  readonly lostSpots: number;
  readonly jpegQuality: number;
}

export function inventCleanWear(random: Random): Wear {
  return { skewDegrees: (random.next() - 0.5) * 0.8, blurPx: 0.4, noise: 2, shadow: 0.03, ink: 20, specks: 0, lostSpots: 0, jpegQuality: 70 };
}

export function inventHeavyWear(random: Random): Wear {
  return {
    skewDegrees: (random.next() - 0.5) * 3,
    blurPx: 0.5 + random.next() * 0.3,
    noise: 6 + random.next() * 6,
    shadow: 0.1 + random.next() * 0.2,
    ink: 40 + random.int(0, 40),
    specks: 0.0003,
    lostSpots: 0.0008,
    jpegQuality: random.int(40, 60),
  };
}

/** The page as a worn scan of it, as JPEG. */
export async function wearPage(page: GrayImage, wear: Wear, dpi: number, random: Random): Promise<Uint8Array> {
  const turned = turnPage(page, wear.skewDegrees);
  const soft = wear.blurPx >= 0.3 ? await blur(turned, wear.blurPx) : turned;
  const stained = stain(soft, wear, random);
  return encodeJpeg(stained, wear.jpegQuality, dpi);
}

async function blur(image: GrayImage, radius: number): Promise<GrayImage> {
  return { ...image, pixels: new Uint8Array(await openGray(image).blur(radius).toColourspace("b-w").raw().toBuffer()) };
}

/** Turned about its middle, on white ground. */
export function turnPage(page: GrayImage, degrees: number): GrayImage {
  if (degrees === 0) return page;
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [middleX, middleY] = [page.width / 2, page.height / 2];
  return mapGray(page.width, page.height, (x, y) => {
    const [dx, dy] = [x - middleX, y - middleY];
    return sampleGray(page, middleX + cos * dx + sin * dy, middleY - sin * dx + cos * dy, 255);
  });
}

function stain(image: GrayImage, wear: Wear, random: Random): GrayImage {
  const [cornerX, cornerY] = [random.int(0, 1), random.int(0, 1)];
  const spots = new Set<number>();
  const spotCount = Math.round((image.width * image.height * wear.lostSpots) / 9);
  for (let count = 0; count < spotCount; count += 1) spots.add(random.int(0, image.height / 3) * 100_000 + random.int(0, image.width / 3));
  return mapGray(image.width, image.height, (x, y) => {
    const lost = spots.size > 0 && spots.has(Math.floor(y / 3) * 100_000 + Math.floor(x / 3));
    const printed = lost ? 255 : (image.pixels[y * image.width + x] ?? 255);
    const inked = wear.ink + (printed / 255) * (250 - wear.ink);
    const far = Math.hypot(x / image.width - cornerX, y / image.height - cornerY) / Math.SQRT2;
    const lit = inked * (1 - wear.shadow * (1 - far));
    const noisy = wear.noise === 0 ? lit : lit + random.normal() * wear.noise;
    return wear.specks > 0 && random.chance(wear.specks) ? random.int(30, 120) : noisy;
  });
}
