import { damageLabels } from "../../samples/make/damage.ts";
import type { DrawOptions, Drawing } from "../../samples/make/layouts/drawing.ts";
import { drawOtherRegion, layouts } from "../../samples/make/layouts/index.ts";
import { Random } from "../../samples/make/random.ts";
import type { SampleFormat } from "../../samples/make/write-format.ts";
import type { AccuracyOptions, Damage, MeasuredLayout } from "./options.ts";

/** Share of label characters replaced where labels are damaged. */
const replacedShare = 0.2;

/** A generated document before it is written, with the chance that its writing is to use. */
export interface Generated {
  readonly drawing: Drawing;
  readonly random: Random;
}

/** What of the options a document depends on. */
export type GenerateOptions = Pick<AccuracyOptions, "seed" | "damage" | "brief">;

/** The document of a number: the same record in every format, so that formats can be held against each other. */
export function generateDocument(layout: MeasuredLayout, format: SampleFormat, index: number, options: GenerateOptions): Generated {
  const random = new Random(`${options.seed}/${layout}/${index}`);
  const rows = options.damage === "rows";
  const drawOptions: DrawOptions = {
    departures: { addRow: rows && index % 3 === 0, dropRow: rows && index % 3 === 1, swapRows: rows && index % 3 === 2 },
    checks: random.pick(["boxes", "ticks"] as const),
    // A photo shows one page.
    brief: options.brief || format === "photo",
  };
  const drawing = layout === "other" ? drawOtherRegion(random.fork("drawing"), index) : layouts[layout](random.fork("drawing"), drawOptions);
  return { drawing: { ...drawing, form: damageForm(drawing, options.damage, random) }, random: random.fork(format) };
}

function damageForm({ form }: Drawing, damage: Damage, random: Random): Drawing["form"] {
  if (damage === "spaces") return damageLabels(form, { replacedShare: 0, spaced: true }, random);
  return damage === "labels" ? damageLabels(form, { replacedShare, spaced: false }, random) : form;
}
