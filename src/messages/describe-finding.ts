import { findingCatalogue } from "../document/finding-catalogue.ts";
import type { Language } from "./language.ts";
import { zhFindings } from "./zh-findings.ts";

/** What a finding's code means and what a person does about it; undefined for the code of a newer program. */
export function describeFindingCode(language: Language, code: string): { readonly meaning: string; readonly remedy: string } | undefined {
  if (language === "zh" && Object.hasOwn(zhFindings, code)) return zhFindings[code];
  return Object.entries(findingCatalogue).find(([known]) => known === code)?.[1];
}
