import { en } from "./en.ts";
import { zh, type MessageKey } from "./zh.ts";

/** The languages of the interface. */
export const languages = ["zh", "en"] as const;
export type Language = (typeof languages)[number];

/** Every message in every language. */
export const catalogues: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { zh, en };

/** The interface's language for a person whose languages are given, best first (`zh-CN`, `en_US.UTF-8`); English where none is known. */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const found = languages.find((language) => tag.toLowerCase().startsWith(language));
    if (found !== undefined) return found;
  }
  return "en";
}

/** What a message's `{name}`s are filled with. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** A message with its `{name}`s filled in. */
export function formatMessage(language: Language, key: MessageKey, values: MessageValues = {}): string {
  return catalogues[language][key].replace(/\{(\w+)\}/gu, (whole, name: string) => String(values[name] ?? whole));
}

/** Whether a text made from data (a choice, a failure) is the name of a message. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(zh, key);
}
