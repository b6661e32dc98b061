import { describeReasons } from "../../../messages/describe-reason.ts";
import type { DoubtfulAnswer } from "../../api.ts";
import { formatSide } from "../../compare/side-text.ts";
import { formatShare } from "../format/format-value.ts";
import { linkTo } from "../shell/router.ts";
import { language, t } from "../shell/settings.ts";

/** A project as one document reads it. */
export type Reading = DoubtfulAnswer["rows"][number]["one"];

/** The project's name, a link to its place, and the document that says so. */
export function ReadingName({ reading }: { readonly reading: Reading }) {
  return (
    <span class="reading-name">
      <a href={linkTo({ view: "document", id: reading.documentId, path: `${reading.path}.name` })} lang="zh-CN">
        {reading.name ?? t("joins.unnamed")}
      </a>
      <span class="quiet">{[reading.year, reading.document].filter((one) => one !== null).join(" · ")}</span>
    </span>
  );
}

/** How alike two readings are, and in what. */
export function Reasons({ score, reason }: { readonly score: number; readonly reason: string }) {
  return (
    <p class="join-reasons">
      <span class="count">{formatShare(score)}</span>
      <span class="quiet">{describeReasons(language.value, reason).join(language.value === "zh" ? "；" : "; ")}</span>
    </p>
  );
}

/** The way to the two side by side. */
export function CompareLink({ one, other }: { readonly one: Reading; readonly other: Reading }) {
  const side = ({ documentId, path }: Reading) => formatSide({ documentId, version: "now", path });
  return <a href={linkTo({ view: "differences", one: side(one), other: side(other) })}>{t("joins.compare")}</a>;
}
