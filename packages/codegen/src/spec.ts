import type { Extension } from "./extension.ts";
import type { JsonObject } from "./json.ts";

/** A specification in which no rule finds a fault. */
export interface Spec {
  /** The file as the caller named it. */
  readonly file: string;
  /** The whole OpenAPI document. */
  readonly root: JsonObject;
  /** Its `x-job-status`. */
  readonly extension: Extension;
}
