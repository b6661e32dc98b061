import type { Random } from "../random.ts";
import { encodeJpeg, mapGray, sampleGray, type GrayImage } from "./gray-image.ts";

type Point = readonly [x: number, y: number];

/** Shade of the desk that the paper lies on. */
const deskShade = 92;
/** Width of the photo in pixels; phones give more, but samples must stay small. */
const photoWidth = 1900;

/** A photo as JPEG, with its size. */
export interface Photo {
  readonly jpeg: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A page as a phone photographs it: on a desk, from a little aside, lit from one side, as JPEG. */
export async function photographPage(page: GrayImage, random: Random): Promise<Photo> {
  const height = Math.round(photoWidth * 1.36);
  const shift = (): number => 0.025 + random.next() * 0.035;
  const corners: readonly [Point, Point, Point, Point] = [
    [photoWidth * shift(), height * shift()],
    [photoWidth * (1 - shift()), height * shift()],
    [photoWidth * (1 - shift()), height * (1 - shift())],
    [photoWidth * shift(), height * (1 - shift())],
  ];
  const toPage = mapQuadToUnit(corners);
  const light = { x: random.next(), y: random.next(), fall: 0.2 + random.next() * 0.15 };
  const photo = mapGray(photoWidth, height, (x, y) => {
    const [u, v] = toPage(x, y);
    const inside = u >= 0 && u < 1 && v >= 0 && v < 1;
    const shade = inside ? 30 + (sampleGray(page, u * (page.width - 1), v * (page.height - 1), 255) / 255) * 208 : deskShade + 8 * Math.sin(x / 37 + y / 211);
    const far = Math.hypot(x / photoWidth - light.x, y / height - light.y);
    return shade * (1 - light.fall * far) + random.normal() * 2;
  });
  return { jpeg: await encodeJpeg(photo, 62, 72), widthPx: photoWidth, heightPx: height };
}

/**
 * The map from the picture to the unit square whose corners, clockwise from the top left, lie at the four points.
 * Source: Heckbert, Fundamentals of Texture Mapping (1989), projective map of a quadrilateral.
 */
function mapQuadToUnit([p0, p1, p2, p3]: readonly [Point, Point, Point, Point]): (x: number, y: number) => Point {
  const [dx1, dy1] = [p1[0] - p2[0], p1[1] - p2[1]];
  const [dx2, dy2] = [p3[0] - p2[0], p3[1] - p2[1]];
  const [sx, sy] = [p0[0] - p1[0] + p2[0] - p3[0], p0[1] - p1[1] + p2[1] - p3[1]];
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  const [a, b, c] = [p1[0] - p0[0] + g * p1[0], p3[0] - p0[0] + h * p3[0], p0[0]];
  const [d, e, f] = [p1[1] - p0[1] + g * p1[1], p3[1] - p0[1] + h * p3[1], p0[1]];
  return (x, y) => {
    // Solve (a - g x) u + (b - h x) v = x - c and (d - g y) u + (e - h y) v = y - f.
    const [m11, m12, m21, m22] = [a - g * x, b - h * x, d - g * y, e - h * y];
    const determinant = m11 * m22 - m12 * m21;
    return [((x - c) * m22 - m12 * (y - f)) / determinant, (m11 * (y - f) - (x - c) * m21) / determinant];
  };
}
