import { formatMessage, type Language } from "../../../messages/language.ts";
import type { Progress } from "./progress-meter.ts";

const secondsInMinute = 60;
const minutesInHour = 60;

/** How far an import is, in one line: documents and pages, failures, rate, time left. */
export function describeProgress(language: Language, { documents, pages, documentsPerMinute, secondsLeft }: Progress): string {
  const { done, total, failed } = documents;
  const parts = [
    total === null ? formatMessage(language, "import.progress.uncounted", { done }) : formatMessage(language, "import.progress.documents", { done, total }),
    pages.total === 0 ? null : formatMessage(language, "import.progress.pages", pages),
    failed === 0 ? null : formatMessage(language, "import.progress.failed", { count: failed }),
    documentsPerMinute === null ? null : formatMessage(language, "import.progress.rate", { count: Math.round(documentsPerMinute) }),
    secondsLeft === null || total === done ? null : formatMessage(language, "import.progress.left", { time: describeTime(language, secondsLeft) }),
  ];
  return parts.filter((part) => part !== null).join(formatMessage(language, "import.comma"));
}

/** A length of time, no finer than a person can use. */
export function describeTime(language: Language, seconds: number): string {
  if (seconds < secondsInMinute) return formatMessage(language, "import.time.seconds", { count: Math.ceil(seconds) });
  const minutes = Math.ceil(seconds / secondsInMinute);
  if (minutes < minutesInHour) return formatMessage(language, "import.time.minutes", { count: minutes });
  return formatMessage(language, "import.time.hours", { hours: Math.floor(minutes / minutesInHour), minutes: minutes % minutesInHour });
}
