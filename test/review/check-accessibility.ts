import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { z } from "zod";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const resultSchema = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ target: z.array(z.unknown()), failureSummary: z.string().optional() })) })),
});

/** What axe holds against the page as it stands (WCAG 2.2 A and AA, and good practice), one line for each element. */
export async function listViolations(page: Page): Promise<string[]> {
  // The page's policy lets no foreign script in, so axe comes by the browser's own door.
  await page.evaluate(source);
  const { violations } = resultSchema.parse(await page.evaluate("axe.run(document, { resultTypes: ['violations'] })"));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${JSON.stringify(node.target)} ${node.failureSummary ?? ""}`));
}
