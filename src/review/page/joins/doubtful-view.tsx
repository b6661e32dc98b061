import type { DoubtfulAnswer } from "../../api.ts";
import { t } from "../shell/settings.ts";
import { decide } from "./decide.ts";
import { CompareLink, ReadingName, Reasons } from "./reading-line.tsx";

interface DoubtfulProps {
  readonly pair: DoubtfulAnswer["rows"][number];
  readonly reload: () => void;
}

/** Two readings that may be one project: a person says whether they are. */
export function DoubtfulView({ pair: { one, other, score, reason }, reload }: DoubtfulProps) {
  const say = (kind: "join" | "split") => () => void decide({ kind, one: one.id, other: other.id }, reload);
  return (
    <li class="join">
      <div class="join-pair">
        <ReadingName reading={one} />
        <ReadingName reading={other} />
      </div>
      <Reasons score={score} reason={reason} />
      <div class="actions">
        <button type="button" class="primary" onClick={say("join")}>{t("joins.join")}</button>
        <button type="button" onClick={say("split")}>{t("joins.keep-apart")}</button>
        <CompareLink one={one} other={other} />
      </div>
    </li>
  );
}
