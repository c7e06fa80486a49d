import { isJsonObject, readJsonObject, type JsonValue } from "./json.ts";
import { bearerToken } from "./responses.ts";
import type { ScenarioItem } from "./scenario.ts";

/** The value of an `Authorization` header of HTTP Basic (RFC 7617), in UTF-8. */
export function basicFromPair(pair: string): string {
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(pair)))}`;
}

/** How a caller proves itself: with a token, or with the whole header. */
export function readCaller(request: Request): { readonly token?: string; readonly header: string } {
  const token = bearerToken(request);
  return { ...(token === undefined ? {} : { token }), header: request.headers.get("authorization") ?? "" };
}

function itemFromId(id: JsonValue | undefined): ScenarioItem {
  return typeof id === "number" || (typeof id === "string" && id !== "") ? { id } : {};
}

function itemFromTicket(ticket: JsonValue): ScenarioItem {
  if (!isJsonObject(ticket)) return {};
  const item = itemFromId(ticket["id"]);
  const title = ticket["subject"];
  return typeof title === "string" && title !== "" ? { ...item, title } : item;
}

/**
 * The records that a bulk call names: `tickets` in the body, or `ids` in the query, separated by commas; undefined where
 * there are none.
 */
export async function readItems(request: Request): Promise<readonly ScenarioItem[] | undefined> {
  const tickets = readJsonObject(await request.text())?.["tickets"];
  if (Array.isArray(tickets)) return tickets.map((ticket: JsonValue) => itemFromTicket(ticket));
  const ids = new URL(request.url).searchParams.get("ids");
  if (ids === null) return undefined;
  return ids.split(",").map((id) => itemFromId(Number.isSafeInteger(Number(id)) ? Number(id) : id));
}
