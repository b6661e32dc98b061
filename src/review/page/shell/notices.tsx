import { signal } from "@preact/signals";
import { t } from "./settings.ts";

interface Notice {
  readonly id: number;
  readonly tone: "good" | "bad";
  readonly text: string;
}

const notices = signal<readonly Notice[]>([]);
let nextId = 1;

/** Good news goes by itself; bad news stays until it is closed. */
const goodNewsMs = 2500;

/** Says something in passing, also to a screen reader. */
export function say(tone: Notice["tone"], text: string): void {
  const id = nextId++;
  notices.value = [...notices.value.filter((notice) => notice.tone === "bad" && notice.text !== text), { id, tone, text }];
  if (tone === "good") setTimeout(() => { dismiss(id); }, goodNewsMs);
}

function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

/** What is said in passing. */
export function Notices() {
  return (
    <div class="notices" aria-live="polite" role="status">
      {notices.value.map((notice) => (
        <div key={notice.id} class={`notice notice-${notice.tone}`}>
          <span>{notice.text}</span>
          {notice.tone === "bad" && (
            <button type="button" class="ghost" onClick={() => { dismiss(notice.id); }}>
              {t("common.close")}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
