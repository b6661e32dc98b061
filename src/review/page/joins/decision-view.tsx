import type { DecisionsAnswer } from "../../api.ts";
import { formatTime } from "../format/format-value.ts";
import { t } from "../shell/settings.ts";
import { decide } from "./decide.ts";

interface DecisionProps {
  readonly decision: DecisionsAnswer["rows"][number];
  readonly reload: () => void;
}

/** What a person decided of two readings; the opposite can be said, and the last word holds. */
export function DecisionView({ decision, reload }: DecisionProps) {
  const { kind, author, why, madeAt, oneId, otherId } = decision;
  const opposite = kind === "join" ? "split" : "join";
  return (
    <li class="join">
      <div class="join-pair">
        <Side name={decision.one} document={decision.oneDocument} />
        <Side name={decision.other} document={decision.otherDocument} />
      </div>
      <p>
        <span class="badge badge-kind">{t(`joins.decided.${kind}`)}</span>{" "}
        <span class="quiet">{t("value.by", { author, time: formatTime(madeAt) })}</span>
        {why !== null && <span> {why}</span>}
      </p>
      {oneId !== null && otherId !== null && (
        <div class="actions">
          <button type="button" onClick={() => void decide({ kind: opposite, one: oneId, other: otherId }, reload)}>{t(`joins.instead.${opposite}`)}</button>
        </div>
      )}
    </li>
  );
}

function Side({ name, document }: { readonly name: string | null; readonly document: string | null }) {
  return (
    <span class="reading-name">
      <span lang="zh-CN">{name ?? t("joins.unnamed")}</span>
      <span class="quiet">{document ?? t("joins.gone")}</span>
    </span>
  );
}
