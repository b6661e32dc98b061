import { describeFindingCode } from "../../../messages/describe-finding.ts";
import type { DocumentListAnswer } from "../../api.ts";
import { formatCount, formatTime } from "../format/format-value.ts";
import { linkTo } from "../shell/router.ts";
import { language, t, translateOr } from "../shell/settings.ts";
import type { MessageKey } from "../../../messages/zh.ts";
import { descending, sort, sortBy } from "./documents-state.ts";

type Row = DocumentListAnswer["rows"][number];

const columns: readonly (readonly [column: string, heading: MessageKey])[] = [
  ["name", "documents.column.name"],
  ["layout", "documents.column.layout"],
  ["year", "documents.column.year"],
  ["projects", "documents.column.projects"],
  ["indicators", "documents.column.indicators"],
  ["findings", "documents.column.findings"],
  ["left", "documents.column.reviewed"],
  ["imported", "documents.column.imported"],
];

/** The documents of one page of the list; on a narrow screen each is a card. */
export function DocumentsTable({ answer, isFiltered }: { readonly answer: DocumentListAnswer; readonly isFiltered: boolean }) {
  if (answer.rows.length === 0) return <p class="empty">{t(isFiltered ? "documents.no-match" : "documents.empty")}</p>;
  return (
    <table class="documents-table">
      <thead>
        <tr>
          {columns.map(([column, heading]) => (
            <Heading key={column} column={column} text={t(heading)} />
          ))}
        </tr>
      </thead>
      <tbody>
        {answer.rows.map((row) => (
          <DocumentLine key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

/** Columns of numbers: their headings stand over the last digit. */
const numeric: ReadonlySet<string> = new Set(["projects", "indicators", "findings"]);

function Heading({ column, text }: { readonly column: string; readonly text: string }) {
  const isSorted = sort.value === column;
  const order = descending.value ? "descending" : "ascending";
  return (
    <th scope="col" class={numeric.has(column) ? "number" : ""} aria-sort={isSorted ? order : "none"}>
      <button type="button" class="sort" onClick={() => { sortBy(column); }}>
        {text}
        <span aria-hidden="true" class="sort-mark">
          {isSorted ? (descending.value ? "▼" : "▲") : ""}
        </span>
      </button>
    </th>
  );
}

function DocumentLine({ row }: { readonly row: Row }) {
  return (
    <tr>
      <th scope="row">
        <a href={linkTo({ view: "document", id: row.id, path: null })}>{row.fileName}</a>
        {row.status !== "ok" && (
          <p class={`state state-${row.status}`}>
            <span class="state-name">{t(`status.${row.status}`)}</span> {explainStatus(row)}
          </p>
        )}
      </th>
      <td data-label={t("documents.column.layout")}>{[row.layout ?? row.format ?? "", row.regionName ?? ""].filter((text) => text !== "").join(" · ")}</td>
      <td data-label={t("documents.column.year")}>{row.fiscalYear ?? ""}</td>
      <td data-label={t("documents.column.projects")} class="number">{formatCount(row.projects)}</td>
      <td data-label={t("documents.column.indicators")} class="number">{formatCount(row.indicators)}</td>
      <td data-label={t("documents.column.findings")} class="number">
        <FindingCounts row={row} />
      </td>
      <td data-label={t("documents.column.reviewed")}>
        <Reviewed row={row} />
      </td>
      <td data-label={t("documents.column.imported")} class="quiet imported">{formatTime(row.importedAt)}</td>
    </tr>
  );
}

/** What a person does about a document that failed; the reader's own words where there is nothing better. */
function explainStatus(row: Row): string {
  const { status, statusCode, statusReason } = row;
  if (status === "failed") return translateOr(`failure.${statusCode ?? ""}`, statusReason ?? "");
  // The reason itself is in English; what its code means is in every language.
  const meaning = language.value === "en" ? undefined : describeFindingCode(language.value, statusCode ?? "")?.meaning;
  return meaning ?? statusReason ?? "";
}

function FindingCounts({ row }: { readonly row: Row }) {
  const { errors, warnings, infos } = row;
  return (
    <span class="finding-counts" title={t("documents.findings", { errors, warnings, infos })}>
      <span class="visually-hidden">{t("documents.findings", { errors, warnings, infos })}</span>
      <span aria-hidden="true">
        {errors > 0 && <span class="count count-error">{errors}</span>}
        {warnings > 0 && <span class="count count-warning">{warnings}</span>}
        {infos > 0 && <span class="count count-info">{infos}</span>}
        {errors + warnings + infos === 0 && "0"}
      </span>
    </span>
  );
}

function Reviewed({ row }: { readonly row: Row }) {
  if (row.status === "failed") return null;
  if (row.asking === 0) return <span class="quiet">{t("documents.reviewed.none")}</span>;
  const text = t("documents.reviewed.of", { reviewed: row.reviewed, asking: row.asking });
  return (
    <span class="reviewed">
      <meter min={0} max={row.asking} value={row.reviewed} aria-label={t("documents.column.reviewed")} />
      <span>{text}</span>
    </span>
  );
}
