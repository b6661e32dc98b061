import type { JoinedAnswer } from "../../api.ts";
import { formatShare } from "../format/format-value.ts";
import { t } from "../shell/settings.ts";
import { decide } from "./decide.ts";
import { CompareLink, ReadingName, Reasons } from "./reading-line.tsx";

type Project = JoinedAnswer["rows"][number];

/** A project that several documents speak of: why each is taken for one of it, and a way to take it out. */
export function JoinedView({ project: { readings }, isOpen, reload }: { readonly project: Project; readonly isOpen: boolean; readonly reload: () => void }) {
  const [first] = readings;
  if (first === undefined) return null;
  return (
    <li class="join">
      <details open={isOpen}>
        <summary>
          <h2 lang="zh-CN">{first.name ?? t("joins.unnamed")}</h2>
          <span class="quiet">{t("joins.readings", { count: readings.length, least: formatShare(first.score) })}</span>
        </summary>
        <ul class="join-members">
          {readings.map((reading) => <Member key={reading.id} reading={reading} first={first} reload={reload} />)}
        </ul>
      </details>
    </li>
  );
}

interface MemberProps {
  readonly reading: Project["readings"][number];
  readonly first: Project["readings"][number];
  readonly reload: () => void;
}

function Member({ reading, first, reload }: MemberProps) {
  return (
    <li>
      <ReadingName reading={reading} />
      <Reasons score={reading.score} reason={reading.reason} />
      <div class="actions">
        <button type="button" onClick={() => void decide({ kind: "split", one: reading.id, other: null }, reload)}>{t("joins.split")}</button>
        {reading !== first && <CompareLink one={first} other={reading} />}
      </div>
    </li>
  );
}
