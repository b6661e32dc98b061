import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { CounterpartsAnswer, DocumentListAnswer } from "../../api.ts";
import { formatSide, parseSide } from "../../compare/side-text.ts";
import { getDocument, listCounterparts, listDocuments } from "../api/client.ts";
import { linkTo } from "../shell/router.ts";
import { t } from "../shell/settings.ts";

interface Sides {
  readonly one: string | null;
  readonly other: string | null;
}

type Counterpart = CounterpartsAnswer["counterparts"][number];

/** Where the two sides are chosen: any document, then what it is worth comparing with, or any other. */
export function SidePicker({ one, other }: Sides) {
  const parsed = one === null ? undefined : parseSide(one);
  return (
    <div class="side-picker">
      <DocumentChoice label={t("differences.one")} chosen={parsed?.documentId ?? null} choose={(id) => { goTo({ one: String(id), other }); }} />
      <DocumentChoice
        label={t("differences.other")}
        chosen={other === null ? null : (parseSide(other)?.documentId ?? null)}
        choose={(id) => { goTo({ one: parsed === undefined ? one : String(parsed.documentId), other: String(id) }); }}
      />
      {parsed !== undefined && <Counterparts key={parsed.documentId} documentId={parsed.documentId} />}
    </div>
  );
}

function goTo(sides: Sides): void {
  location.hash = linkTo({ view: "differences", ...sides });
}

/** As many names as one reads through. */
const offered = 20;

interface ChoiceProps {
  readonly label: string;
  readonly chosen: number | null;
  readonly choose: (id: number) => void;
}

function DocumentChoice({ label, chosen, choose }: ChoiceProps) {
  const search = useSignal("");
  const rows = useSignal<DocumentListAnswer["rows"]>([]);
  const typed = search.value;
  const chosenName = useDocumentName(chosen);
  useEffect(() => {
    const aborter = new AbortController();
    const query = new URLSearchParams({ search: typed, sort: "name", limit: String(offered) });
    listDocuments(query, aborter.signal).then(
      (answer) => { rows.value = answer.rows.filter((row) => row.status !== "failed"); },
      // The list keeps what it offered; the comparison itself says what is wrong.
      () => undefined,
    );
    return () => { aborter.abort(); };
  }, [typed]);
  return (
    <fieldset>
      <legend>{label}</legend>
      <input type="search" aria-label={`${label}: ${t("documents.search")}`} placeholder={t("documents.search")} value={search.value} onInput={(event) => { search.value = event.currentTarget.value; }} />
      <select
        aria-label={label}
        value={chosen === null ? "" : String(chosen)}
        onChange={(event) => { if (event.currentTarget.value !== "") choose(Number(event.currentTarget.value)); }}
      >
        <option value="">{t("edit.choose")}</option>
        {chosen !== null && rows.value.every((row) => row.id !== chosen) && <option value={String(chosen)}>{chosenName.value ?? t("differences.chosen")}</option>}
        {rows.value.map((row) => (
          <option key={row.id} value={String(row.id)}>
            {row.fileName}
          </option>
        ))}
      </select>
    </fieldset>
  );
}

/** The name of a chosen document, which the list that is offered may not hold. */
function useDocumentName(id: number | null) {
  const name = useSignal<string | null>(null);
  useEffect(() => {
    name.value = null;
    // Without it the choice says only that there is one; the comparison itself says what is wrong.
    if (id !== null) getDocument(id).then(({ facts }) => { name.value = facts.fileName; }, () => undefined);
  }, [id]);
  return name;
}

function Counterparts({ documentId }: { readonly documentId: number }) {
  const counterparts = useSignal<readonly Counterpart[]>([]);
  useEffect(() => {
    listCounterparts(documentId).then(
      (answer) => { counterparts.value = answer.counterparts; },
      () => undefined,
    );
  }, [documentId]);
  if (counterparts.value.length === 0) return null;
  return (
    <div class="counterparts">
      <h2>{t("differences.suggested")}</h2>
      <dl>
        {[...Map.groupBy(counterparts.value, ({ kind }) => kind)].map(([kind, ones]) => (
          <div key={kind}>
            <dt class="quiet">{t(`differences.kind.${kind}`)}</dt>
            {ones.map((one, index) => (
              <dd key={index}>
                <a href={linkTo({ view: "differences", ...sidesOf(documentId, one) })}>{describe(one)}</a>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </div>
  );
}

function describe({ kind, fileName, year }: Counterpart): string {
  if (kind === "before") return t("differences.suggest.before");
  return kind === "year" ? `${year ?? ""} · ${fileName}` : fileName;
}

/** The earlier of the two stands on the left. */
function sidesOf(documentId: number, { kind, documentId: counterpart, path, ownPath }: Counterpart): Sides {
  const own = formatSide({ documentId, version: "now", path: ownPath });
  const found = formatSide({ documentId: counterpart, version: kind === "before" ? "before" : "now", path });
  return kind === "before" ? { one: found, other: own } : { one: own, other: found };
}
