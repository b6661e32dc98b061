import type { zhCheck } from "./zh-check.ts";

/** What `jixiao check` prints beside the findings, in English. */
export const enCheck: Readonly<Record<keyof typeof zhCheck, string>> = {
  "check.column.severity": "severity",
  "check.column.code": "code",
  "check.column.document": "document",
  "check.column.path": "path",
  "check.column.message": "message",
  "check.column.remedy": "remedy",
  "check.severity.error": "error",
  "check.severity.warning": "warning",
  "check.severity.info": "info",
  "check.closing": "{count} findings, {errors} of them errors. {codes}",
};
