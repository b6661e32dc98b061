import { signal } from "@preact/signals";

/** Where the person is; the address after `#` holds it, so that it can be reloaded and sent to others. */
export type Route =
  | { readonly view: "documents" }
  | { readonly view: "document"; readonly id: number; readonly path: string | null }
  | { readonly view: "findings"; readonly code: string | null }
  | { readonly view: "differences"; readonly one: string | null; readonly other: string | null };

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
  return { view: "documents" };
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
    case "differences": {
      const parameters = new URLSearchParams();
      if (target.one !== null) parameters.set("one", target.one);
      if (target.other !== null) parameters.set("other", target.other);
      return `#/differences?${parameters.toString()}`;
    }
  }
}
