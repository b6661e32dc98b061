import type { ChartAnswer } from "../../api.ts";
import { t } from "../shell/settings.ts";

/** So many digits say all that a figure of 万元 has: six decimals are one fen. */
const figureDigits = { maximumFractionDigits: 6 } as const;
/** More figures than one reads; the whole of them is exported or queried. */
const mostRows = 500;

/** The figures behind a drawing, for whoever wants them to the last digit or cannot see it. */
export function ChartTable({ data }: { readonly data: ChartAnswer }) {
  const { categories, series, unit, arrangement, title } = data;
  if (categories.length === 0) return null;
  return (
    <details class="chart-figures">
      <summary>{t("charts.figures")}</summary>
      <div class="chart-table" tabIndex={0} role="region" aria-label={t("charts.figures")}>
        <table>
          <caption>{arrangement === "share" ? title : `${title} (${unit})`}</caption>
          <thead>
            <tr>
              <td />
              {series.map(({ name }) => <th key={name} scope="col">{name}</th>)}
            </tr>
          </thead>
          <tbody>
            {categories.slice(0, mostRows).map((category, at) => (
              <tr key={category}>
                <th scope="row">{category}</th>
                {series.map(({ name, values }) => <td key={name} class="number">{formatFigure(values[at] ?? null)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {categories.length > mostRows && <p class="quiet">{t("charts.figures.more", { count: categories.length - mostRows })}</p>}
    </details>
  );
}

function formatFigure(value: number | null): string {
  return value === null ? "" : value.toLocaleString("en-US", figureDigits);
}
