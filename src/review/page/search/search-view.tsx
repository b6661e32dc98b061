import { useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { textKinds } from "../../../report/search/text-kinds.ts";
import type { SearchPageAnswer } from "../../api.ts";
import { searchTexts } from "../api/client.ts";
import { formatCount } from "../format/format-value.ts";
import { replaceRoute, type Route } from "../shell/router.ts";
import { ScopeChoice } from "../shell/scope-choice.tsx";
import { t } from "../shell/settings.ts";
import { SearchHit } from "./search-hit.tsx";

/** What is searched for; the address holds it. */
export type SearchRoute = Extract<Route, { view: "search" }>;

/** Typing goes on while the last words are being looked for. */
const typingPauseMs = 180;
/** The index takes in a large import step by step; so often the page asks for the next. */
const indexPauseMs = 400;

/** Words looked for in everything the database holds: the best hits first, each a link to its place. */
export function SearchView({ current }: { readonly current: SearchRoute }) {
  const answer = useSignal<SearchPageAnswer | null>(null);
  const fault = useSignal<string | null>(null);
  useSearch(current, answer, fault);
  return (
    <div class="search-view">
      <h1>{t("search.title")}</h1>
      <SearchForm current={current} />
      {fault.value !== null && <p class="bad" role="alert">{t("common.failed", { reason: fault.value })}</p>}
      <p class="quiet search-count" role="status">{describeCount(current, answer.value)}</p>
      <ol class="hits">
        {answer.value?.hits.map((hit, index) => <SearchHit key={index} hit={hit} />)}
      </ol>
    </div>
  );
}

function useSearch(current: SearchRoute, answer: Signal<SearchPageAnswer | null>, fault: Signal<string | null>): void {
  const { text, kind, region, year } = current;
  useEffect(() => {
    if (text.trim() === "") {
      answer.value = null;
      return undefined;
    }
    const aborter = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      searchTexts({ text, kind, region, year }, aborter.signal).then(
        (found) => {
          answer.value = found;
          fault.value = null;
          if (found.pending > 0 && !aborter.signal.aborted) timer = setTimeout(ask, indexPauseMs);
        },
        (error: unknown) => { if (!aborter.signal.aborted) fault.value = error instanceof Error ? error.message : String(error); },
      );
    };
    ask();
    return () => {
      aborter.abort();
      clearTimeout(timer);
    };
  }, [text, kind, region, year]);
}

function describeCount({ text }: SearchRoute, answer: SearchPageAnswer | null): string {
  if (text.trim() === "") return t("search.hint");
  if (answer === null) return t("common.loading");
  const { found, hits, isMore, pending } = answer;
  const told = found === 0 ? t("search.none") : t(isMore ? "search.count.more" : "search.count", { shown: formatCount(hits.length), found: formatCount(found) });
  return pending === 0 ? told : `${told} ${t("search.pending", { count: formatCount(pending) })}`;
}

function SearchForm({ current }: { readonly current: SearchRoute }) {
  const typed = useSignal(current.text);
  const change = (next: Partial<SearchRoute>) => { replaceRoute({ ...current, text: typed.value, ...next }); };
  useEffect(() => {
    if (typed.value === current.text) return undefined;
    const timer = setTimeout(() => { change({}); }, typingPauseMs);
    return () => { clearTimeout(timer); };
  }, [typed.value]);
  return (
    <search class="filters">
      <input
        ref={focusOnce}
        type="search"
        class="filter-search"
        aria-label={t("search.title")}
        placeholder={t("search.placeholder")}
        maxLength={200}
        value={typed.value}
        onInput={(event) => { typed.value = event.currentTarget.value; }}
      />
      <label>
        <span>{t("search.kind")}</span>
        <select value={current.kind} onChange={(event) => { change({ kind: event.currentTarget.value }); }}>
          <option value="">{t("common.all")}</option>
          {textKinds.map((kind) => <option key={kind} value={kind}>{t(`search.kind.${kind}`)}</option>)}
        </select>
      </label>
      <ScopeChoice region={current.region} year={current.year} choose={change} />
    </search>
  );
}

/** Whoever comes here wants to type; coming back with words in the address, to read. */
function focusOnce(input: HTMLInputElement | null): void {
  if (input !== null && input.value === "") requestAnimationFrame(() => { input.focus(); });
}
