import type { DifferencesAnswer } from "../../api.ts";
import { getFieldLabel } from "../../../messages/field-labels.ts";
import { markChanges, type MarkedText } from "../../compare/mark-changes.ts";
import { formatValue } from "../format/format-value.ts";
import { linkTo } from "../shell/router.ts";
import { t } from "../shell/settings.ts";

type Part = DifferencesAnswer["parts"][number];
type Field = Part["fields"][number];

/** The documents of the two sides; null for a reading that is no more, whose places nothing shows. */
export interface Sides {
  readonly one: number | null;
  readonly other: number | null;
}

/** One part of two records, field beside field, with what differs marked inside the text. */
export function ComparedPartView({ part, onlyChanged, ids }: { readonly part: Part; readonly onlyChanged: boolean; readonly ids: Sides }) {
  const shown = onlyChanged ? part.fields.filter((field) => !field.isSame) : part.fields;
  if (shown.length === 0) return null;
  const titles = [...new Set([part.oneTitle, part.otherTitle].filter((title) => title !== null))];
  return (
    <section class="part compared">
      <header class="part-head">
        <h2>
          <span class="quiet">{t(`differences.part.${part.kind}`)}</span> {titles.join(" / ")}
        </h2>
      </header>
      <table>
        <colgroup>
          <col class="compared-label" />
          <col />
          <col />
        </colgroup>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{t("differences.field")}</th>
            <th scope="col">{t("differences.one")}</th>
            <th scope="col">{t("differences.other")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((field) => (
            <FieldLine key={`${field.onePath ?? ""}|${field.otherPath ?? ""}`} field={field} ids={ids} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FieldLine({ field, ids }: { readonly field: Field; readonly ids: Sides }) {
  const path = field.onePath ?? field.otherPath ?? "";
  const [one, other] = [describe(field.onePath ?? path, field.one), describe(field.otherPath ?? path, field.other)];
  const marked = field.isSame || one === null || other === null ? { one: wholly(one, field.isSame), other: wholly(other, field.isSame) } : markChanges(one, other);
  return (
    <tr class={field.isSame ? "is-same" : "is-changed"}>
      <th scope="row">
        <span lang="zh-CN">{getFieldLabel(path)}</span> <code>{shortPath(path)}</code>
      </th>
      <td>
        <PlaceLink id={ids.one} path={field.onePath}><Text parts={marked.one} as="del" /></PlaceLink>
      </td>
      <td>
        <PlaceLink id={ids.other} path={field.otherPath}><Text parts={marked.other} as="ins" /></PlaceLink>
      </td>
    </tr>
  );
}

/** A value leads to its place in its own document. */
function PlaceLink({ id, path, children }: { readonly id: number | null; readonly path: string | null; readonly children: preact.ComponentChildren }) {
  if (id === null || path === null) return <>{children}</>;
  return <a class="compared-value" href={linkTo({ view: "document", id, path })}>{children}</a>;
}

function describe(path: string, value: Field["one"]): string | null {
  return value === null ? null : formatValue(path, value);
}

function wholly(text: string | null, isSame: boolean): readonly MarkedText[] {
  return text === null ? [] : [{ text, isChanged: !isSame }];
}

function Text({ parts, as: Tag }: { readonly parts: readonly MarkedText[]; readonly as: "ins" | "del" }) {
  if (parts.length === 0) return <span class="quiet">{t("value.empty")}</span>;
  return (
    <>
      {parts.map((part, index) => (part.isChanged ? <Tag key={index}>{part.text}</Tag> : <span key={index}>{part.text}</span>))}
    </>
  );
}

/** The path inside its part: `funding[1].amountFen`. */
function shortPath(path: string): string {
  return path.replace(/^filings\[\d+\]\.(?:projects\[\d+\]\.|department\.)?/u, "");
}
