import { findFieldType } from "../../field-types.ts";
import { language, t, translateOr } from "../shell/settings.ts";

type Value = string | number | boolean | null;

/** A value of the record as a person reads it: money in yuan, choices in words. */
export function formatValue(path: string, value: Value): string {
  if (value === null) return t("value.empty");
  const type = findFieldType(path);
  if (type.kind === "money" && typeof value === "number") return formatMoney(value);
  if (type.kind === "choice") return translateOr(`choice.${/(\w+)$/u.exec(path)?.[1] ?? ""}.${String(value)}`, String(value));
  return String(value);
}

/** Fen as yuan with both decimals: 8,703,500.00 元. */
export function formatMoney(fen: number): string {
  const yuan = Math.trunc(Math.abs(fen) / 100);
  const cents = String(Math.abs(fen) % 100).padStart(2, "0");
  return `${fen < 0 ? "−" : ""}${yuan.toLocaleString("en-US")}.${cents} 元`;
}

/** A value of a money field as one types it again: with its unit. */
export function formatForEdit(path: string, value: Value): string {
  if (value === null) return "";
  return findFieldType(path).kind === "money" && typeof value === "number" ? formatMoney(value).replace("−", "-") : String(value);
}

/** A share of 1 in per cent, never rounded up to a whole that it is not. */
export function formatShare(share: number): string {
  const percent = Math.floor(share * 1000) / 10;
  return `${percent % 1 === 0 ? percent.toFixed(0) : percent.toFixed(1)} %`;
}

/** A date and time of the database in the reader's own zone. */
export function formatTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return date.toLocaleString(language.value === "zh" ? "zh-CN" : "en-GB", { dateStyle: "medium", timeStyle: "short" });
}

/** A whole number with thousands set apart. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}
