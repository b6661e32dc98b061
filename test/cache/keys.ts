import { createHash } from "node:crypto";

/** The key that a text would have, for entries in tests. */
export function keyOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
