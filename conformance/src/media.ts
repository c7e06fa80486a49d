import type { CaseResponse } from "./case-types.ts";

/** Says whether a media type is XML. */
export function isXml(contentType: string): boolean {
  return /[/+]xml$/.test(contentType);
}

/** The media type of a case's response. */
export function contentTypeOf({ contentType = "application/json" }: CaseResponse): string {
  return contentType;
}

/** Says whether a case's response has this HTTP status and this media type. */
export function fits(response: CaseResponse, status: number, contentType: string): boolean {
  return (response.status ?? 200) === status && contentTypeOf(response) === contentType;
}
