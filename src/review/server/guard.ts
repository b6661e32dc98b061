import { createHash, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** Who may talk to the server, and how. */
export interface Access {
  /** Names and addresses by which the page is opened, small letters, without a port: `127.0.0.1`, `localhost`. */
  readonly hostNames: ReadonlySet<string>;
  /**
   * Whether any literal address is a good host too (where the server listens on all of them). A name never is: it may be
   * another's, pointed at this machine (DNS rebinding).
   */
  readonly anyAddress: boolean;
  /** What a browser must show; null on loopback, where none is needed. */
  readonly token: string | null;
}

/** Nothing but the server's own files runs or loads, and no text becomes markup by script. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/** Sets the headers that keep the page to itself, on every answer. */
export const secureHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  context.header("Content-Security-Policy", contentSecurityPolicy);
  context.header("X-Content-Type-Options", "nosniff");
  context.header("Referrer-Policy", "no-referrer");
  context.header("Cross-Origin-Opener-Policy", "same-origin");
  context.header("Cross-Origin-Resource-Policy", "same-origin");
  context.header("X-Frame-Options", "DENY");
};

/**
 * Refuses requests that are not the page's own: a foreign Host (DNS rebinding), a foreign Origin (another site's post),
 * anything that a browser says another site caused.
 */
export function guardOrigin(access: Access): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header("host") ?? "";
    if (!isOwnHost(host, access)) return refuse(context, `the host ${host} is not this server's`);
    const site = context.req.header("sec-fetch-site");
    const isNavigation = context.req.method === "GET" && context.req.header("sec-fetch-mode") === "navigate";
    if (site !== undefined && site !== "same-origin" && site !== "none" && !isNavigation) return refuse(context, "another site caused this request");
    if (!isOwnOrigin(context, host)) return refuse(context, "the request comes from another origin");
    return next();
  };
}

function isOwnHost(host: string, { hostNames, anyAddress }: Access): boolean {
  const name = /^(\[[^\]]+\]|[^:]+)(?::\d{1,5})?$/u.exec(host.toLowerCase())?.[1];
  if (name === undefined) return false;
  return hostNames.has(name) || (anyAddress && isIP(name.replace(/^\[|\]$/gu, "")) !== 0);
}

/** A request that changes something must say where it comes from; one that reads may leave it out. */
function isOwnOrigin(context: Context, host: string): boolean {
  const origin = context.req.header("origin");
  const isReading = context.req.method === "GET" || context.req.method === "HEAD";
  if (origin === undefined) return isReading || context.req.header("sec-fetch-site") === "same-origin";
  return origin === `http://${host}` || origin === `https://${host}`;
}

const tokenCookie = "jixiao_token";

/** Lets in only who shows the token: once in the address, from then on by a cookie that only this server gets back. */
export function guardToken(access: Access): MiddlewareHandler {
  const { token } = access;
  return async (context, next) => {
    if (token === null) return next();
    const shown = context.req.query("token");
    if (context.req.method === "GET" && shown !== undefined && isSame(shown, token)) {
      setCookie(context, tokenCookie, token, { httpOnly: true, sameSite: "Strict", path: "/" });
      return context.redirect("/", 303);
    }
    if (isSame(getCookie(context, tokenCookie) ?? "", token)) return next();
    return context.text("Open the page by the address that `jixiao review` printed; it holds the token.", 401);
  };
}

/** Hashed first, so that neither length nor first difference shows in the time it takes. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function refuse(context: Context, reason: string): Response {
  return context.text(`Refused: ${reason}.`, 403);
}
