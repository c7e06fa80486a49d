import { trimValue } from "../request/set-header.ts";
import { httpDateMs } from "../response/http-date.ts";

/** A cookie that a response sets. */
export interface Cookie {
  /** The `name=value` pair. */
  readonly pair: string;
  /** When it ends, in milliseconds since 1970; absent if the response does not say. */
  readonly expiresAtMs?: number;
}

/**
 * Reads a cookie of a response (RFC 6265 section 5.2) that goes back with requests to a URL; undefined if the response does not set
 * it, deletes it, or keeps it from that URL by its `Domain`, its `Path` or `Secure`.
 *
 * @param name - The cookie's name.
 * @param to - The URL that the cookie is for. The response must come from the same origin.
 * @param nowMs - The wall time.
 */
export function readCookie(headers: Headers, name: string, to: URL, nowMs: number): Cookie | undefined {
  for (const line of headers.getSetCookie().toReversed()) {
    const [pair = "", ...rest] = line.split(";").map(trimValue);
    if (!pair.startsWith(`${name}=`)) continue;
    const attributes = new Map(
      rest.map((text) => {
        const [key = "", ...value] = text.split("=");
        return [key.trim().toLowerCase(), value.join("=").trim()];
      }),
    );
    const domain = attributes.get("domain")?.replace(/^\./, "").toLowerCase();
    // Without a path it would go to the login's own folder only, which has no jobs.
    const path = attributes.get("path") ?? "/";
    const fits =
      (!domain || to.hostname === domain || to.hostname.endsWith(`.${domain}`)) &&
      (to.pathname === path || to.pathname.startsWith(path.replace(/\/?$/, "/"))) &&
      (!attributes.has("secure") || to.protocol === "https:");
    const expiresAtMs = expiryOf(attributes, nowMs);
    if (!fits || pair === `${name}=` || (expiresAtMs !== undefined && expiresAtMs <= nowMs)) return undefined;
    return expiresAtMs === undefined ? { pair } : { pair, expiresAtMs };
  }
  return undefined;
}

/** `Max-Age` takes precedence over `Expires`; an unreadable value is ignored. */
function expiryOf(attributes: ReadonlyMap<string, string>, nowMs: number): number | undefined {
  const maxAge = attributes.get("max-age") ?? "";
  if (/^-?\d+$/.test(maxAge)) return nowMs + Number(maxAge) * 1000;
  const expiresMs = httpDateMs(attributes.get("expires") ?? "");
  return Number.isNaN(expiresMs) ? undefined : expiresMs;
}
