import { Hono, type Context } from "hono";
import { z } from "zod";
import { formatSchema } from "../../document/document.ts";
import { findDocumentFacts, listDocumentPaths } from "../../store/review/document-review.ts";
import { readPageTurns } from "../../store/review/page-turns.ts";
import { turnOutline } from "./originals/draw-turned.ts";
import type { OriginalFile, OriginalRequest, PageTurn } from "./originals/protocol.ts";
import { PictureCache } from "./originals/picture-cache.ts";
import { documentIdSchema } from "./requests.ts";
import type { ReviewParts } from "./review-parts.ts";

/** Widths that pages are drawn in, in pixels: a thumbnail, a phone, a screen, a sharp screen, zoomed in. */
const widths = [160, 480, 960, 1600, 2400] as const;
const widthSchema = z.coerce.number().pipe(z.literal(widths));
const pageSchema = z.coerce.number().int().positive().max(100_000);

/** Where the original of a document lies. */
type FoundOriginal =
  | { readonly kind: "found"; readonly file: OriginalFile; readonly sha256: string; readonly turns: ReadonlyMap<number, PageTurn> }
  | { readonly kind: "missing" }
  | { readonly kind: "gone"; readonly paths: readonly string[] };

/** Originals to look at: what they consist of, and pictures of their pages. */
export function originalRoutes(parts: ReviewParts): Hono {
  const cache = new PictureCache();
  const routes = new Hono();
  routes.get("/:id/original", async (context) => {
    const original = await findOriginal(parts, context.req.param("id"));
    if (original.kind !== "found") return sayMissing(context, original);
    const answer = await parts.reader.ask({ kind: "outline", file: original.file });
    if (answer.kind === "outline") return context.json(turnOutline(answer.outline, original.turns));
    return context.json({ fault: answer.kind === "failed" ? answer.message : "not shown" }, 422);
  });
  routes.get("/:id/pages/:page/:width", async (context) => {
    const page = pageSchema.safeParse(context.req.param("page"));
    const width = widthSchema.safeParse(context.req.param("width"));
    if (!page.success || !width.success) return context.json({ fault: "no such picture" }, 404);
    const original = await findOriginal(parts, context.req.param("id"));
    if (original.kind !== "found") return sayMissing(context, original);
    return sendPicture(context, { parts, cache, original, page: page.data, widthPx: width.data });
  });
  return routes;
}

interface PictureRequest {
  readonly parts: ReviewParts;
  readonly cache: PictureCache;
  readonly original: Extract<FoundOriginal, { kind: "found" }>;
  readonly page: number;
  readonly widthPx: number;
}

async function sendPicture(context: Context, { parts, cache, original, page, widthPx }: PictureRequest): Promise<Response> {
  const turn = original.turns.get(page) ?? 0;
  const key = `${original.sha256}/${page}/${widthPx}/${turn}`;
  const known = cache.find(key);
  const jpeg = known ?? (await drawPage(parts, { kind: "page", file: original.file, page, widthPx, turn }));
  if (typeof jpeg === "string") return context.json({ fault: jpeg }, 422);
  if (known === undefined) cache.keep(key, jpeg);
  // The same document's bytes never change, but a browser's cache outlives the token.
  return context.body(new Uint8Array(jpeg), 200, { "Content-Type": "image/jpeg", "Cache-Control": "private, max-age=3600" });
}

async function drawPage(parts: ReviewParts, request: Extract<OriginalRequest, { kind: "page" }>): Promise<Uint8Array | string> {
  const answer = await parts.reader.ask(request);
  if (answer.kind === "picture") return answer.jpeg;
  return answer.kind === "failed" ? answer.message : "no picture came back";
}

async function findOriginal({ database, originals, reader }: ReviewParts, idText: string): Promise<FoundOriginal> {
  const id = documentIdSchema.safeParse(idText);
  const facts = id.success ? findDocumentFacts(database, id.data) : undefined;
  if (facts === undefined) return { kind: "missing" };
  const paths = listDocumentPaths(database, facts.id);
  if (facts.sha256 === null) return { kind: "gone", paths };
  const path = (await originals.find(facts.sha256, paths)) ?? (await unpackMember({ originals, reader }, facts.sha256, paths));
  if (path === undefined) return { kind: "gone", paths };
  return { kind: "found", file: { path, fileName: facts.fileName, format: formatSchema.nullable().parse(facts.format) }, sha256: facts.sha256, turns: readPageTurns(database, facts.id) };
}

/** What stands between an archive and its member in a path that the database keeps. */
const memberMark = "!/";

/** A member of an archive has no file of its own: it is taken out once, and kept. */
async function unpackMember({ originals, reader }: Pick<ReviewParts, "originals" | "reader">, sha256: string, paths: readonly string[]): Promise<string | undefined> {
  const archives = new Set(paths.flatMap((path) => (path.includes(memberMark) ? (path.split(memberMark)[0] ?? []) : [])));
  for (const archive of archives) {
    const answer = await reader.ask({ kind: "member", archive, sha256 });
    if (answer.kind === "member" && answer.bytes !== null) return (await originals.keep(answer.bytes)).path;
  }
  return undefined;
}

function sayMissing(context: Context, original: Exclude<FoundOriginal, { kind: "found" }>): Response {
  if (original.kind === "missing") return context.json({ fault: "there is no such document" }, 404);
  return context.json({ fault: "the original is not where it was", paths: original.paths }, 410);
}
