import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ScopesAnswer } from "../../api.ts";
import { listScopes } from "../api/client.ts";
import { uploadsEnded } from "../documents/uploads-state.ts";
import { t } from "./settings.ts";

const scopes = signal<ScopesAnswer>({ regions: [], years: [] });

interface ScopeProps {
  /** A region's code, or blank for all. */
  readonly region: string;
  /** A year, or blank for all. */
  readonly year: string;
  readonly choose: (chosen: { region?: string; year?: string }) => void;
}

/** Two choices that narrow down what is searched or drawn: region and year, of those that the database has. */
export function ScopeChoice({ region, year, choose }: ScopeProps) {
  const ended = uploadsEnded.value;
  useEffect(() => {
    // Without the lists the choice is only shorter; what is asked for says what is wrong.
    listScopes().then((answer) => { scopes.value = answer; }, () => undefined);
  }, [ended]);
  const { regions, years } = scopes.value;
  return (
    <>
      <label>
        <span>{t("scope.region")}</span>
        <select value={region} onChange={(event) => { choose({ region: event.currentTarget.value }); }}>
          <option value="">{t("common.all")}</option>
          {region !== "" && regions.every(({ code }) => code !== region) && <option value={region}>{region}</option>}
          {regions.map(({ code, name }) => <option key={code} value={code}>{name ?? code}</option>)}
        </select>
      </label>
      <label>
        <span>{t("scope.year")}</span>
        <select value={year} onChange={(event) => { choose({ year: event.currentTarget.value }); }}>
          <option value="">{t("common.all")}</option>
          {year !== "" && !years.includes(Number(year)) && <option value={year}>{year}</option>}
          {years.map((one) => <option key={one} value={String(one)}>{one}</option>)}
        </select>
      </label>
    </>
  );
}
