import { isJsonObject, jsonText, readJsonObject, type JsonObject } from "./json.ts";
import { textResponse, type HeaderPairs } from "./responses.ts";
import { dotnetDateFromMs, localDateTimeFromMs } from "./time-text.ts";
import { readXmlFields, xmlElement, xmlTree } from "./xml.ts";

/** One of the two formats of CenturyLink Cloud v1, as the last segment of the path names it. */
export interface V1Format {
  /** Says whether a request's content type fits the format. */
  accepts(request: Request): boolean;
  /** Reads a request; undefined where it is not of the format. */
  read(text: string): JsonObject | undefined;
  /** Writes a moment, given in milliseconds since 1970-01-01T00:00:00Z. */
  date(epochMs: number): string;
  /** Writes a response. HTTP is 200 on errors too. In XML all but the details and the id of a new request are attributes of the root. */
  write(root: string, body: JsonObject, headers?: HeaderPairs): Response;
}

/** In every documented pair of one event, the XML time is seven hours behind the JSON one, without saying so. */
const XML_BEHIND_UTC_MS = 7 * 60 * 60 * 1000;

function hasType(request: Request, type: string): boolean {
  return request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() === type;
}

const jsonFormat: V1Format = {
  accepts: (request) => hasType(request, "application/json"),
  read: readJsonObject,
  date: dotnetDateFromMs,
  write(_root, body, headers = []) {
    // .NET's serializer escapes the slash.
    return textResponse("application/json; charset=utf-8", jsonText(body).replaceAll("/", "\\/"), 200, headers);
  },
};

const xmlFormat: V1Format = {
  accepts: (request) => hasType(request, "text/xml"),
  read: readXmlFields,
  date: (epochMs) => localDateTimeFromMs(epochMs, XML_BEHIND_UTC_MS),
  write(root, body, headers = []) {
    const { RequestDetails: details, Servers: servers, RequestID: id, ...attributes } = body;
    if (Array.isArray(servers)) {
      // The status of a deployment has its id among the attributes.
      const names = xmlTree("Servers", servers, { Servers: "string" });
      const element = xmlElement(root, { RequestID: id ?? null, ...attributes }, names);
      return textResponse("text/xml; charset=utf-8", element, 200, headers);
    }
    const children = isJsonObject(details)
      ? xmlElement("RequestDetails", details)
      : id === undefined
        ? ""
        : xmlTree("RequestID", id, {});
    return textResponse("text/xml; charset=utf-8", xmlElement(root, attributes, children), 200, headers);
  },
};

/** The format of a path's last segment; undefined where there is no such format. */
export function findV1Format(segment: string): V1Format | undefined {
  if (segment.toUpperCase() === "JSON") return jsonFormat;
  if (segment.toUpperCase() === "XML") return xmlFormat;
  return undefined;
}
