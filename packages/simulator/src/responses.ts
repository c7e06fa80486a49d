import { jsonText, type JsonValue } from "./json.ts";

/** Header fields, in pairs, since one name may come twice. */
export type HeaderPairs = readonly (readonly [name: string, value: string])[];

/** A response with a body of the given type. */
export function textResponse(contentType: string, body: string, status = 200, headers: HeaderPairs = []): Response {
  const fields = new Headers({ "content-type": contentType });
  for (const [name, value] of headers) fields.append(name, value);
  return new Response(body, { status, headers: fields });
}

/** A response in JSON. */
export function jsonResponse(body: JsonValue, status = 200, headers: HeaderPairs = []): Response {
  return textResponse("application/json; charset=utf-8", jsonText(body), status, headers);
}

/** The token of an `Authorization: Bearer` header. */
export function bearerToken(request: Request): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
}

/** The value of a cookie. */
export function cookieValue(request: Request, name: string): string | undefined {
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const equals = pair.indexOf("=");
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
