import { z } from "zod";
import { chooseLanguage, languages, type Language } from "../../messages/language.ts";

/** The global option `--lang`; absent where the person did not say. */
export const languageOption = { lang: z.enum(languages).optional() };

/** The language that a person asked for, else that of their locale, as the C library looks for it. */
export function findLanguage(asked: Language | undefined): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((name) => name !== undefined && name !== "");
  return asked ?? chooseLanguage(locale === undefined ? [] : [locale]);
}
