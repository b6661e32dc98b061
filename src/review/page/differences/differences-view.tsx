import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { DifferencesAnswer } from "../../api.ts";
import { parseSide } from "../../compare/side-text.ts";
import { compareSides } from "../api/client.ts";
import { linkTo } from "../shell/router.ts";
import { t } from "../shell/settings.ts";
import { ComparedPartView } from "./compared-part-view.tsx";
import { SidePicker } from "./side-picker.tsx";

interface Sides {
  readonly one: string | null;
  readonly other: string | null;
}

/** Two records side by side: two readings of one form, two years of a project, before and after a new reading. */
export function DifferencesView({ one, other }: Sides) {
  return (
    <div class="differences">
      <h1>{t("differences.title")}</h1>
      <p class="quiet">{t("differences.hint")}</p>
      <SidePicker one={one} other={other} />
      {one !== null && other !== null && <Comparison key={`${one}|${other}`} one={one} other={other} />}
    </div>
  );
}

function Comparison({ one, other }: { readonly one: string; readonly other: string }) {
  const answer = useSignal<DifferencesAnswer | null>(null);
  const fault = useSignal<string | null>(null);
  const onlyChanged = useSignal(true);
  useEffect(() => {
    compareSides(one, other).then(
      (loaded) => { answer.value = loaded; },
      (error: unknown) => { fault.value = error instanceof Error ? error.message : String(error); },
    );
  }, [one, other]);
  if (fault.value !== null) return <p class="bad" role="alert">{t("common.failed", { reason: fault.value })}</p>;
  if (answer.value === null) return <p class="quiet">{t("common.loading")}</p>;
  const { parts } = answer.value;
  const fields = parts.flatMap((part) => part.fields);
  const changed = fields.filter((field) => !field.isSame).length;
  return (
    <>
      <div class="compared-head">
        <p role="status">{changed === 0 ? t("differences.none", { count: fields.length }) : t("differences.count", { changed, count: fields.length })}</p>
        <label class="filter-check">
          <input type="checkbox" checked={onlyChanged.value} onChange={(event) => { onlyChanged.value = event.currentTarget.checked; }} />
          <span>{t("differences.only-changed")}</span>
        </label>
      </div>
      <div class="compared-names">
        <SideName side={one} name={answer.value.one} />
        <SideName side={other} name={answer.value.other} />
      </div>
      {parts.map((part, index) => (
        <ComparedPartView key={index} part={part} onlyChanged={onlyChanged.value} ids={{ one: shownId(one), other: shownId(other) }} />
      ))}
    </>
  );
}

/** The document whose places can be shown; an earlier reading's may have moved. */
function shownId(side: string): number | null {
  const parsed = parseSide(side);
  return parsed?.version === "now" ? parsed.documentId : null;
}

function SideName({ side, name }: { readonly side: string; readonly name: string }) {
  const parsed = parseSide(side);
  return (
    <p>
      {parsed === undefined ? name : <a href={linkTo({ view: "document", id: parsed.documentId, path: parsed.path === null ? null : `${parsed.path}.name` })}>{name}</a>}
      {parsed?.version === "before" && <span class="quiet"> ({t("differences.before")})</span>}
    </p>
  );
}
