/** Ways of Word files that plain readers lose text or columns by; each may be switched on for a sample. */
export const docxTraps = [
  "grid-before",
  "h-merge",
  "nested-tables",
  "content-controls",
  "text-box",
  "text-box-without-vml",
  "symbol-checks",
  "control-checks",
  "legacy-checks",
  "tracked-changes",
  "no-break-hyphens",
  "numbered-lists",
  "header-footer",
  "hidden-text",
] as const;
export type DocxTrap = (typeof docxTraps)[number];
