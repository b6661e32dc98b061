import { signal } from "@preact/signals";
import { chartIds, type ChartId } from "../../../report/chart/chart-ids.ts";

/** Where the person is; the address after `#` holds it, so that it can be reloaded and sent to others. */
export type Route =
  | { readonly view: "documents" }
  | { readonly view: "document"; readonly id: number; readonly path: string | null }
  | { readonly view: "findings"; readonly code: string | null }
  | { readonly view: "differences"; readonly one: string | null; readonly other: string | null }
  | { readonly view: "joins"; readonly kind: "doubtful" | "joined" | "decisions" }
  | { readonly view: "search"; readonly text: string; readonly kind: string; readonly region: string; readonly year: string }
  | { readonly view: "charts"; readonly id: ChartId; readonly region: string; readonly year: string };

export const route = signal<Route>(readRoute(location.hash));

addEventListener("hashchange", () => {
  route.value = readRoute(location.hash);
});

function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/u, "").split("?");
  const steps = path.split("/").map(decodeURIComponent);
  const parameters = new URLSearchParams(query);
  if (steps[0] === "documents" && /^\d+$/u.test(steps[1] ?? "")) return { view: "document", id: Number(steps[1]), path: parameters.get("path") };
  if (steps[0] === "findings") return { view: "findings", code: steps[1] ?? null };
  if (steps[0] === "differences") return { view: "differences", one: parameters.get("one"), other: parameters.get("other") };
  if (steps[0] === "joins") return { view: "joins", kind: steps[1] === "joined" || steps[1] === "decisions" ? steps[1] : "doubtful" };
  const read = (name: string) => parameters.get(name) ?? "";
  if (steps[0] === "search") return { view: "search", text: read("text"), kind: read("kind"), region: read("region"), year: read("year") };
  if (steps[0] === "charts") return { view: "charts", id: chartIds.find((id) => id === steps[1]) ?? chartIds[0], region: read("region"), year: read("year") };
  return { view: "documents" };
}

/** Goes to a route in place of the one at hand: what is typed letter by letter is one step back, not many. */
export function replaceRoute(target: Route): void {
  history.replaceState(null, "", linkTo(target));
  route.value = target;
}

function withParameters(path: string, given: Readonly<Record<string, string | null>>): string {
  const said = Object.entries(given).flatMap(([name, value]): [string, string][] => (value === null || value === "" ? [] : [[name, value]]));
  return said.length === 0 ? path : `${path}?${new URLSearchParams(said).toString()}`;
}

/** The address of a route, for links. */
export function linkTo(target: Route): string {
  switch (target.view) {
    case "documents":
      return "#/documents";
    case "document":
      return `#/documents/${target.id}${target.path === null ? "" : `?path=${encodeURIComponent(target.path)}`}`;
    case "findings":
      return target.code === null ? "#/findings" : `#/findings/${target.code}`;
    case "differences":
      return withParameters("#/differences", { one: target.one, other: target.other });
    case "joins":
      return `#/joins/${target.kind}`;
    case "search":
      return withParameters("#/search", { text: target.text, kind: target.kind, region: target.region, year: target.year });
    case "charts":
      return withParameters(`#/charts/${target.id}`, { region: target.region, year: target.year });
  }
}
