import type { Glyph } from "../document/page-content.ts";
import type { Box } from "../document/place.ts";
import { centre, holds } from "./box.ts";
import { isBlank } from "./lines.ts";

/** Height of a band of the page whose characters are kept together, in points: a few lines of text. */
const BAND_PT = 40;

/** The visible characters of a page, to be found by where their middle lies. */
export class InkIndex {
  readonly #bands = new Map<number, Glyph[]>();
  #first = Infinity;
  #last = -Infinity;

  constructor(glyphs: readonly Glyph[]) {
    for (const glyph of glyphs) {
      if (isBlank(glyph)) continue;
      const band = Math.floor(centre(glyph.box).y / BAND_PT);
      this.#first = Math.min(this.#first, band);
      this.#last = Math.max(this.#last, band);
      const kept = this.#bands.get(band);
      if (kept === undefined) this.#bands.set(band, [glyph]);
      else kept.push(glyph);
    }
  }

  /** Those whose middle lies in a box. */
  within(box: Box): Glyph[] {
    const found: Glyph[] = [];
    // A box may reach as far as a damaged file says; characters stand only where they stand.
    const last = Math.min(this.#last, Math.floor(box[3] / BAND_PT));
    for (let band = Math.max(this.#first, Math.floor(box[1] / BAND_PT)); band <= last; band++) {
      for (const glyph of this.#bands.get(band) ?? []) {
        const { x, y } = centre(glyph.box);
        if (holds(box, x, y)) found.push(glyph);
      }
    }
    return found;
  }
}
