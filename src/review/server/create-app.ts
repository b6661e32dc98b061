import { Hono, type Context } from "hono";
import { explainSqliteError, StoreError } from "../../store/store-error.ts";
import { chartRoutes } from "./chart-routes.ts";
import { correctionRoutes } from "./correction-routes.ts";
import { differenceRoutes } from "./difference-routes.ts";
import { documentRoutes } from "./documents-routes.ts";
import { findingRoutes } from "./finding-routes.ts";
import { guardOrigin, guardToken, secureHeaders } from "./guard.ts";
import { joinRoutes } from "./join-routes.ts";
import { originalRoutes } from "./original-routes.ts";
import type { ReviewParts } from "./review-parts.ts";
import { searchRoutes } from "./search-routes.ts";
import { uploadRoutes } from "./upload-routes.ts";

/** The whole server as a function from request to answer. */
export function createReviewApp(parts: ReviewParts): Hono {
  const app = new Hono();
  app.use(secureHeaders);
  app.use(guardOrigin(parts.access));
  app.use(guardToken(parts.access));
  app.route("/api/documents", documentRoutes(parts));
  app.route("/api/documents", originalRoutes(parts));
  app.route("/api", correctionRoutes(parts));
  app.route("/api/findings", findingRoutes(parts));
  app.route("/api/differences", differenceRoutes(parts));
  app.route("/api/joins", joinRoutes(parts));
  app.route("/api", searchRoutes(parts));
  app.route("/api/charts", chartRoutes(parts));
  app.route("/api/uploads", uploadRoutes(parts));
  app.get("*", (context) => sendAsset(context, parts));
  app.onError(explainError);
  return app;
}

function sendAsset(context: Context, { assets }: ReviewParts): Response {
  const asset = assets.get(context.req.path);
  if (asset === undefined) return context.text("There is no such page.", 404);
  return context.body(asset.bytes, 200, {
    "Content-Type": asset.contentType,
    "Cache-Control": asset.isImmutable ? "public, max-age=31536000, immutable" : "no-cache",
  });
}

/** A database that is locked or full is said to the person; a fault of the program is printed where it was started. */
function explainError(error: Error, context: Context): Response {
  const explained = explainSqliteError(error, "the database");
  if (explained instanceof StoreError) return context.json({ fault: explained.message }, 503);
  process.stderr.write(`jixiao review: a fault of the program; please report it.\n${error.stack ?? error.message}\n`);
  return context.json({ fault: "a fault of the program; what it is was printed where the page was started" }, 500);
}
