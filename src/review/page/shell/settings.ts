import { effect, signal } from "@preact/signals";
import { chooseLanguage, formatMessage, isMessageKey, languages, type Language, type MessageValues } from "../../../messages/language.ts";
import type { MessageKey } from "../../../messages/zh.ts";

/** What a person sets once for this browser; kept there, and nothing depends on it being kept. */

export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

function restore<T extends string>(name: string, allowed: readonly T[], usual: T): T {
  const kept = localStorage.getItem(name);
  return allowed.find((one) => one === kept) ?? usual;
}

export const language = signal<Language>(restore("language", languages, chooseLanguage(navigator.languages)));
export const theme = signal<Theme>(restore("theme", themes, "auto"));
/** Who makes the changes; the server's own user where it is blank. */
export const author = signal(localStorage.getItem("author") ?? "");

/** Keeps the settings, and the page's language and theme in step with them. */
export function followSettings(): void {
  effect(() => {
    document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
    document.title = t("app.name");
    localStorage.setItem("language", language.value);
  });
  effect(() => {
    document.documentElement.dataset["theme"] = theme.value;
    localStorage.setItem("theme", theme.value);
  });
  effect(() => {
    localStorage.setItem("author", author.value);
  });
}

/** A message in the language of the interface. */
export function t(key: MessageKey, values?: MessageValues): string {
  return formatMessage(language.value, key, values);
}

/** The message of a name made from data; the given text where there is none. */
export function translateOr(key: string, text: string): string {
  return isMessageKey(key) ? t(key) : text;
}
