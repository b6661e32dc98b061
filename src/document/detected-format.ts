import type { Format } from "./document.ts";

/** Archives: they hold documents and are none. */
export const archiveKinds = ["zip", "7z", "rar"] as const;
export type ArchiveKind = (typeof archiveKinds)[number];

/** What a file can be found to be. */
export type DetectedFormat = Format | ArchiveKind;

/** Whether what was detected is an archive, whose members are imported one by one. */
export function isArchiveKind(detected: DetectedFormat): detected is ArchiveKind {
  return archiveKinds.some((kind) => kind === detected);
}
