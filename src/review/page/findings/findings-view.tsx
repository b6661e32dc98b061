import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { FindingGroupsAnswer } from "../../api.ts";
import { describeFindingCode } from "../../../messages/describe-finding.ts";
import { getFieldLabel } from "../../../messages/field-labels.ts";
import { listFindingGroups, listFindings } from "../api/client.ts";
import { FindingNote } from "../document/finding-note.tsx";
import { formatPlaces } from "../format/format-place.ts";
import { formatCount } from "../format/format-value.ts";
import { linkTo } from "../shell/router.ts";
import { language, t } from "../shell/settings.ts";

type Group = FindingGroupsAnswer["groups"][number];
type Row = Awaited<ReturnType<typeof listFindings>>["rows"][number];

/** So many findings come at a time, as the server sends them. */
const stepRows = 100;

/** The findings of the whole database, by what they are. */
export function FindingsView({ code }: { readonly code: string | null }) {
  const groups = useSignal<readonly Group[] | null>(null);
  const fault = useSignal<string | null>(null);
  useEffect(() => {
    listFindingGroups().then(
      (answer) => { groups.value = answer.groups; },
      (error: unknown) => { fault.value = error instanceof Error ? error.message : String(error); },
    );
  }, []);
  return (
    <div class="findings">
      <h1>{t("findings.title")}</h1>
      {fault.value !== null && <p class="bad" role="alert">{t("common.failed", { reason: fault.value })}</p>}
      {groups.value?.length === 0 && <p class="empty">{t("findings.none")}</p>}
      <ul class="finding-groups">
        {groups.value?.map((group) => (
          <GroupLine key={`${group.code}/${group.severity}`} group={group} isOpen={group.code === code} />
        ))}
      </ul>
    </div>
  );
}

function GroupLine({ group, isOpen }: { readonly group: Group; readonly isOpen: boolean }) {
  const text = describeFindingCode(language.value, group.code);
  return (
    <li class="finding-group">
      <a href={linkTo({ view: "findings", code: isOpen ? null : group.code })} aria-expanded={isOpen} role="button">
        <span class={`badge badge-${group.severity}`}>{t(`severity.${group.severity}`)}</span>
        <span class="finding-meaning">{text?.meaning ?? group.code}</span>
        <span class="quiet">{t("findings.count", { count: formatCount(group.count), documents: formatCount(group.documents) })}</span>
      </a>
      {isOpen && <GroupRows group={group} remedy={text?.remedy ?? null} />}
    </li>
  );
}

function GroupRows({ group, remedy }: { readonly group: Group; readonly remedy: string | null }) {
  const rows = useSignal<readonly Row[]>([]);
  const load = () => {
    void listFindings(group.code, rows.value.length).then((answer) => { rows.value = [...rows.value, ...answer.rows]; });
  };
  useEffect(load, []);
  const left = group.count - rows.value.length;
  return (
    <div class="finding-rows">
      {remedy !== null && <p class="quiet">{`${t("findings.remedy")}: ${remedy}`}</p>}
      <ul>
        {rows.value.map((row) => (
          <li key={row.id}>
            <a href={linkTo({ view: "document", id: row.documentId, path: row.path })}>
              {row.fileName}
              {row.path !== null && ` · ${getFieldLabel(row.path)}`}
              {row.at.length > 0 && ` · ${formatPlaces(row.at)}`}
            </a>
            <FindingNote finding={row} />
          </li>
        ))}
      </ul>
      {left > 0 && rows.value.length > 0 && (
        <button type="button" onClick={load}>
          {t("common.more", { count: formatCount(Math.min(left, stepRows)) })}
        </button>
      )}
    </div>
  );
}
