import { Hono, type Context } from "hono";
import { z } from "zod";
import { chartIds, chartLanguages } from "../../report/chart/chart-ids.ts";
import { readChartData } from "../../report/chart/chart-queries.ts";
import { UnknownRegionError } from "../../report/filter/region-prefix.ts";
import type { Database } from "../../store/open-database.ts";
import type { ChartAnswer } from "../api.ts";
import { fault, scopeFields } from "./requests.ts";
import type { ReviewParts } from "./review-parts.ts";

/** From a phone held upright to a wide screen, in pixels. */
const widthLimits = { least: 320, most: 2000, usual: 960 } as const;

const querySchema = z.object({
  ...scopeFields,
  id: z.enum(chartIds),
  language: z.enum(chartLanguages).default("zh"),
  width: z.coerce.number().int().min(widthLimits.least).max(widthLimits.most).default(widthLimits.usual),
});
type ChartQuery = z.infer<typeof querySchema>;

/** The charts: their figures, and drawings as SVG and PNG. */
export function chartRoutes({ database }: ReviewParts): Hono {
  const routes = new Hono();
  const serve = (send: (context: Context, query: ChartQuery) => Response | Promise<Response>) => async (context: Context) => {
    const query = querySchema.safeParse({ ...context.req.query(), id: context.req.param("id") });
    if (!query.success) return fault(context, query.error);
    try {
      return await send(context, query.data);
    } catch (error) {
      if (error instanceof UnknownRegionError) return context.json({ fault: error.message }, 400);
      throw error;
    }
  };
  routes.get("/:id/figures", serve((context, query) => {
    const answer: ChartAnswer = readData(database, query);
    return context.json(answer);
  }));
  routes.get("/:id/drawing.svg", serve(async (context, query) => context.body(await drawSvg(database, query), 200, drawingHeaders("image/svg+xml", query, "svg"))));
  routes.get("/:id/drawing.png", serve(async (context, query) => {
    const { svgToPng } = await loadRenderer();
    const png = await svgToPng(await drawSvg(database, query));
    return context.body(new Uint8Array(png), 200, drawingHeaders("image/png", query, "png"));
  }));
  return routes;
}

function readData(database: Database, { id, language, region, year }: ChartQuery): ChartAnswer {
  return readChartData(database, id, language, { region, year });
}

async function drawSvg(database: Database, query: ChartQuery): Promise<string> {
  const { drawChart } = await loadRenderer();
  return drawChart(readData(database, query), query.language, query.width);
}

/** The charting library is large; whoever looks at no chart does not wait for it. */
const loadRenderer = () => import("../../report/chart/render-chart.ts");

/** The name is what a download is called. */
function drawingHeaders(contentType: string, { id, region, year }: ChartQuery, ending: string): Record<string, string> {
  const name = [id, region, year].filter((part) => part !== undefined).join("-").replace(/[^\w-]/gu, "");
  return { "Content-Type": contentType, "Cache-Control": "no-cache", "Content-Disposition": `inline; filename="${name}.${ending}"` };
}
