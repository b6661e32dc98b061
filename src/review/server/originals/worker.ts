import { findMember } from "./find-member.ts";
import { drawTurned } from "./draw-turned.ts";
import { openOriginal, type OpenOriginal } from "./open-original.ts";
import { originalRequestSchema, type OriginalAnswer, type OriginalFile, type OriginalRequest } from "./protocol.ts";

/**
 * The process that opens originals: documents are anyone's, and opening one may take long, take all memory or crash.
 * It serves one request at a time and ends with its parent.
 */

/** So many originals stay open, the least lately used is closed first. */
const keptOpen = 3;

const open = new Map<string, Promise<OpenOriginal>>();

async function reopen(file: OriginalFile): Promise<OpenOriginal> {
  const key = JSON.stringify([file.path, file.format]);
  const opening = open.get(key) ?? openOriginal(file);
  open.delete(key);
  open.set(key, opening);
  await closeOldest();
  try {
    return await opening;
  } catch (error) {
    open.delete(key);
    throw error;
  }
}

async function closeOldest(): Promise<void> {
  const [oldest] = open;
  if (oldest === undefined || open.size <= keptOpen) return;
  open.delete(oldest[0]);
  await (await oldest[1]).close();
}

async function serve(request: OriginalRequest): Promise<OriginalAnswer> {
  if (request.kind === "member") return { kind: "member", bytes: (await findMember(request.archive, request.sha256)) ?? null };
  const original = await reopen(request.file);
  if (request.kind === "outline") return { kind: "outline", outline: await original.outline() };
  return { kind: "picture", jpeg: await drawTurned(original, request) };
}

process.on("message", (message) => {
  void serve(originalRequestSchema.parse(message))
    .catch((error: unknown): OriginalAnswer => ({ kind: "failed", message: error instanceof Error ? error.message : String(error) }))
    .then((answer) => process.send?.(answer));
});
process.on("disconnect", () => process.exit(0));
