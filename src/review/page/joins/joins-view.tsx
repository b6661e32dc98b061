import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { DecisionsAnswer, DoubtfulAnswer, JoinedAnswer } from "../../api.ts";
import { listDecisions, listDoubtful, listJoined } from "../api/client.ts";
import { formatCount } from "../format/format-value.ts";
import { linkTo, type Route } from "../shell/router.ts";
import { t } from "../shell/settings.ts";
import { DecisionView } from "./decision-view.tsx";
import { DoubtfulView } from "./doubtful-view.tsx";
import { JoinedView } from "./joined-view.tsx";

type Kind = Extract<Route, { view: "joins" }>["kind"];

const kinds: readonly Kind[] = ["doubtful", "joined", "decisions"];

/** As many as one works through at a time. */
const pageRows = 50;

/** Which documents speak of one project: what is doubted, what was joined and why, what people decided. */
export function JoinsView({ kind }: { readonly kind: Kind }) {
  return (
    <div class="joins">
      <h1>{t("joins.title")}</h1>
      <p class="quiet">{t("joins.hint")}</p>
      <nav class="chart-choice" aria-label={t("joins.title")}>
        {kinds.map((one) => (
          <a key={one} class="chip" href={linkTo({ view: "joins", kind: one })} aria-current={one === kind ? "page" : undefined}>
            {t(`joins.${one}`)}
          </a>
        ))}
      </nav>
      <Loaded key={kind} kind={kind} />
    </div>
  );
}

type Answer =
  | { readonly kind: "doubtful"; readonly list: DoubtfulAnswer }
  | { readonly kind: "joined"; readonly list: JoinedAnswer }
  | { readonly kind: "decisions"; readonly list: DecisionsAnswer };

async function load(kind: Kind, offset: number): Promise<Answer> {
  const page = { offset, limit: pageRows };
  if (kind === "doubtful") return { kind, list: await listDoubtful(page) };
  return kind === "joined" ? { kind, list: await listJoined(page) } : { kind, list: await listDecisions(page) };
}

function Loaded({ kind }: { readonly kind: Kind }) {
  const answer = useSignal<Answer | null>(null);
  const fault = useSignal<string | null>(null);
  const offset = useSignal(0);
  const decided = useSignal(0);
  useEffect(() => {
    load(kind, offset.value).then(
      (loaded) => { answer.value = loaded; },
      (error: unknown) => { fault.value = error instanceof Error ? error.message : String(error); },
    );
  }, [kind, offset.value, decided.value]);
  if (fault.value !== null) return <p class="bad" role="alert">{t("common.failed", { reason: fault.value })}</p>;
  if (answer.value === null) return <p class="quiet">{t("common.loading")}</p>;
  const { total } = answer.value.list;
  return (
    <>
      {total === 0 ? <p class="empty">{t(`joins.none.${kind}`)}</p> : <p class="quiet" role="status">{t(`joins.count.${kind}`, { count: formatCount(total) })}</p>}
      <Rows answer={answer.value} reload={() => { decided.value += 1; }} />
      {total > pageRows && <Pager offset={offset.value} total={total} go={(to) => { offset.value = to; }} />}
    </>
  );
}

function Rows({ answer, reload }: { readonly answer: Answer; readonly reload: () => void }) {
  switch (answer.kind) {
    case "doubtful":
      return <ul class="join-list">{answer.list.rows.map((pair) => <DoubtfulView key={`${pair.one.id}-${pair.other.id}`} pair={pair} reload={reload} />)}</ul>;
    case "joined":
      return <ul class="join-list">{answer.list.rows.map((project, index) => <JoinedView key={project.projectId} project={project} isOpen={index === 0} reload={reload} />)}</ul>;
    case "decisions":
      return <ul class="join-list">{answer.list.rows.map((decision, index) => <DecisionView key={index} decision={decision} reload={reload} />)}</ul>;
  }
}

function Pager({ offset, total, go }: { readonly offset: number; readonly total: number; readonly go: (offset: number) => void }) {
  const to = Math.min(total, offset + pageRows);
  return (
    <nav class="pager" aria-label={t("joins.title")}>
      <button type="button" disabled={offset === 0} onClick={() => { go(Math.max(0, offset - pageRows)); }}>{t("common.previous")}</button>
      <span>{t("joins.range", { from: formatCount(offset + 1), to: formatCount(to), total: formatCount(total) })}</span>
      <button type="button" disabled={to >= total} onClick={() => { go(offset + pageRows); }}>{t("common.next")}</button>
    </nav>
  );
}
