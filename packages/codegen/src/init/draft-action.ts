import type { JsonObject, JsonPath } from "../json.ts";

/** One change of the document, and why. */
export interface DraftAction {
  readonly description: string;
  readonly target: JsonPath;
  readonly update?: JsonObject;
  readonly remove?: true;
}
