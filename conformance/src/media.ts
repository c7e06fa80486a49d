import type { CaseAnswer } from "./case-types.ts";

/** Says whether a media type is XML. */
export function isXml(contentType: string): boolean {
  return /[/+]xml$/.test(contentType);
}

/** The media type of a case's answer. */
export function contentTypeOf({ contentType = "application/json" }: CaseAnswer): string {
  return contentType;
}

/** Says whether a case's answer has this HTTP status and this media type. */
export function fits(answer: CaseAnswer, status: number, contentType: string): boolean {
  return (answer.status ?? 200) === status && contentTypeOf(answer) === contentType;
}
