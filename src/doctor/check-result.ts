import type { MessageValues } from "../messages/language.ts";
import type { MessageKey } from "../messages/zh.ts";

/** How a check came out: `warn` means that some documents are read less well, `fail` that something cannot work. */
export type CheckStatus = "ok" | "warn" | "fail";

/** What the doctor looks at, in this order. */
export const checkNames = ["program", "database", "disk", "ocr", "tesseract", "libreoffice", "fonts", "mappings", "originals", "cache"] as const;
export type CheckName = (typeof checkNames)[number];

/** What a check found, as a message with its values; the message of the same name with `.advice` behind it says what to do. */
export interface CheckResult {
  readonly check: CheckName;
  readonly status: CheckStatus;
  readonly message: MessageKey;
  readonly values: MessageValues;
}

/** What the checks are about. */
export interface DoctorOptions {
  readonly databaseFile: string;
  /** Folders of mappings, the built-in ones too. */
  readonly mappingFolders: readonly string[];
}

/** An error in the words of whoever threw it. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
