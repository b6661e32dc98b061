import { findingCatalogue } from "../document/finding-catalogue.ts";
import { formatMessage, type Language } from "./language.ts";
import { zhFindings } from "./zh-findings.ts";

/** What a finding's code means and what a person does about it; undefined for the code of a newer program. */
export function describeFindingCode(language: Language, code: string): { readonly meaning: string; readonly remedy: string } | undefined {
  if (language === "zh" && Object.hasOwn(zhFindings, code)) return zhFindings[code];
  return Object.entries(findingCatalogue).find(([known]) => known === code)?.[1];
}

/** What is told of a finding. `message` is the sentence that was made when it was found, in English. */
export interface ToldFinding {
  readonly code: string;
  readonly message: string;
  readonly expected: string | null;
  readonly actual: string | null;
}

/** A finding as a sentence in a person's language: its own in English; elsewhere what its code means, with what was expected and found. */
export function tellFinding(language: Language, { code, message, expected, actual }: ToldFinding): string {
  const meaning = language === "en" ? undefined : describeFindingCode(language, code)?.meaning;
  if (meaning === undefined) return message;
  const details = [
    expected === null ? null : formatMessage(language, "findings.expected", { expected }),
    actual === null ? null : formatMessage(language, "findings.actual", { actual }),
  ].filter((part) => part !== null);
  return details.length === 0 ? meaning : `${meaning}${details.join("，")}。`;
}
