/** HTML that is made; what is put into it by {@link html} is escaped. */
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | readonly Html[];

const escapes: Readonly<Partial<Record<string, string>>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Controls, separators and marks that turn the direction of writing: shown as what they are, since a page would act on them. */
const acting = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Makes HTML of a template: text in it is escaped, HTML is not. */
export function html(template: readonly string[], ...parts: readonly Part[]): Html {
  return { html: template.map((text, at) => text + toHtml(parts[at] ?? "")).join("") };
}

/** Nothing. */
export const nothing: Html = { html: "" };

function toHtml(part: Part): string {
  if (typeof part === "number") return String(part);
  if (typeof part === "string") return escapeText(part);
  return "html" in part ? part.html : part.map((one) => one.html).join("");
}

function escapeText(text: string): string {
  const shown = text.replace(acting, (character) => (character === "\n" ? "⏎" : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`));
  return shown.replace(/[&<>"']/gu, (character) => escapes[character] ?? character);
}
