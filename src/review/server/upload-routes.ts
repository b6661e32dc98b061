import { Hono, type Context } from "hono";
import { streamSSE, type SSEStreamingApi } from "hono/streaming";
import { z } from "zod";
import { OriginalsFullError } from "../../store/originals.ts";
import type { UploadState } from "../api.ts";
import { fault } from "./requests.ts";
import type { ReviewParts } from "./review-parts.ts";
import type { UploadQueue } from "./uploads/upload-queue.ts";

/** A connection that says nothing for longer is taken for dead by what stands between. */
const heartbeatMs = 20_000;

/** A name is shown and kept as text; a folder in it would say something about another machine. */
const nameSchema = z.object({
  name: z
    .string()
    .transform((text) => text.split(/[/\\]/u).at(-1)?.replace(/\p{Cc}/gu, "") ?? "")
    .pipe(z.string().min(1).max(255)),
});

/** Files dropped on the page: each is one post of its bytes; what becomes of them is told as it happens. */
export function uploadRoutes({ uploads }: ReviewParts): Hono {
  const routes = new Hono();
  routes.get("/", (context) => context.json({ uploads: uploads.list() }));
  routes.get("/events", (context) => streamSSE(context, (stream) => tellUploads(uploads, stream)));
  routes.post("/", async (context) => {
    const query = nameSchema.safeParse(context.req.query());
    if (!query.success) return fault(context, query.error);
    if (uploads.isFull) return context.json({ fault: `more than ${uploads.limits.waiting} files are waiting` }, 429);
    const bytes = await readBounded(context, uploads.limits.fileBytes);
    if (bytes === undefined) return context.json({ fault: `the file is larger than ${uploads.limits.fileBytes / 2 ** 20} MB` }, 413);
    return take(context, uploads, query.data.name, bytes);
  });
  return routes;
}

async function take(context: Context, uploads: UploadQueue, name: string, bytes: Uint8Array): Promise<Response> {
  try {
    return context.json(await uploads.add(name, bytes), 202);
  } catch (error) {
    if (error instanceof OriginalsFullError) return context.json({ fault: error.message }, 507);
    throw error;
  }
}

/** The body, unless it is longer than the limit: then reading ends there. */
async function readBounded(context: Context, limitBytes: number): Promise<Uint8Array | undefined> {
  const stated = Number(context.req.header("content-length") ?? 0);
  if (stated > limitBytes || context.req.raw.body === null) return stated > limitBytes ? undefined : new Uint8Array();
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of context.req.raw.body) {
    if (!(chunk instanceof Uint8Array)) continue;
    total += chunk.length;
    if (total > limitBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Sends what is known of every upload, then each change. */
async function tellUploads(uploads: UploadQueue, stream: SSEStreamingApi): Promise<void> {
  const send = (state: UploadState) => stream.writeSSE({ event: "upload", data: JSON.stringify(state) });
  const release = uploads.listen((state) => void send(state));
  stream.onAbort(release);
  for (const state of uploads.list()) await send(state);
  while (!stream.aborted) {
    await stream.writeSSE({ event: "alive", data: "" });
    await stream.sleep(heartbeatMs);
  }
  release();
}
