import { cookieValue } from "./responses.ts";
import type { SessionStore } from "./session-store.ts";
import type { SimulatorBase } from "./simulator-base.ts";

/** How the values of the session's cookie begin. */
export const COOKIE_PREFIX = "simulated-session";
/** How access tokens begin: a cookie's value isn't a token, and a token isn't a cookie. */
export const TOKEN_PREFIX = "simulated-token";

/** A cookie as the server sets it. */
export function cookieFor(
  name: string,
  value: string,
  lifetimeS: number,
  { clock }: Pick<SimulatorBase, "clock">,
): readonly [string, string] {
  const expires = new Date(clock.now() + lifetimeS * 1000).toUTCString();
  return ["set-cookie", `${name}=${value}; Path=/; Expires=${expires}; Max-Age=${lifetimeS}; HttpOnly`];
}

/** The access token of a request: its bearer token, or that of its cookie. The scheme is case-sensitive. */
function tokenOf(request: Request): string | undefined {
  const authorization = request.headers.get("authorization") ?? "";
  if (authorization.includes("Bearer")) return /^Bearer (\S+)$/.exec(authorization)?.[1] ?? "";
  return cookieValue(request, "access_token");
}

/** Says whether a login or a response has granted a value of this kind. One that was granted from outside is of both kinds. */
function isOf(prefix: string, value: string): boolean {
  return value.startsWith(`${prefix}-`);
}

/** Says whether a request carries an access token. */
export function hasToken(request: Request): boolean {
  return Boolean(tokenOf(request));
}

/** Says whether a request carries a session that holds. A token goes before the cookie: a wrong one beside a good cookie is refused. */
export function isAuthenticated(sessions: SessionStore, request: Request): boolean {
  const token = tokenOf(request);
  if (token !== undefined) return sessions.holds(token) && !isOf(COOKIE_PREFIX, token);
  const cookie = cookieValue(request, "mojolicious")?.replace(/^"(.*)"$/, "$1");
  return cookie !== undefined && sessions.holds(cookie) && !isOf(TOKEN_PREFIX, cookie);
}
