import type { Extension } from "../extension.ts";
import type { JsonObject, JsonPath } from "../json.ts";
import { member } from "../json.ts";
import { responsesOf, contentsOf, isJsonMediaType } from "../openapi/media-type.ts";
import type { Content } from "../openapi/media-type.ts";
import { findOperation } from "../openapi/operation.ts";
import type { Operation } from "../openapi/operation.ts";
import { partsOf } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import { bodyPartsOf, jobPartsOf, statusResponsesOf } from "../openapi/status-responses.ts";

/** The name of the extension in an OpenAPI document. */
export const EXTENSION_NAME = "x-job-status";

/** What the rules know of a specification whose extension has the right shape. */
export interface RuleContext {
  readonly root: JsonObject;
  readonly extension: Extension;
  /** The operation that returns the status; absent if the document lacks it. */
  readonly operation: Operation | undefined;
  /** The schema of the JSON of its responses that tell a status. */
  readonly body: SchemaParts;
  /** The schema of the job, from all the places where it may be. */
  readonly job: SchemaParts;
  /** The schemas of all its JSON responses, errors included. */
  readonly responses: SchemaParts;
  /** The schema of the JSON body of its request. */
  readonly requestBody: SchemaParts;
  /** The folder of the package that keeps the provider's package from being written; nothing if there is none. */
  readonly takenBy: string | undefined;
}

/** Finds the folder of a package that has the name or the place of a provider's package. */
export type FindTaken = (provider: string) => string | undefined;

/** Collects what the rules know of a specification. */
export function createRuleContext(
  root: JsonObject,
  extension: Extension,
  findTaken: FindTaken = () => undefined,
): RuleContext {
  const operation = findOperation(root, extension.operation);
  const responses = statusResponsesOf(root, operation, extension);
  return {
    root,
    extension,
    operation,
    body: bodyPartsOf(root, responses),
    job: jobPartsOf(root, responses, extension),
    responses: operation === undefined ? [] : jsonParts(root, responsesOf(root, operation.value)),
    requestBody: jsonParts(root, contentsOf(root, member(operation?.value, "requestBody"))),
    takenBy: findTaken(extension.provider),
  };
}

/** The parts of the schemas of those contents that are JSON. */
export function jsonParts(root: JsonObject, contents: readonly Content[]): SchemaParts {
  return partsOf(
    root,
    contents.filter(({ mediaType }) => isJsonMediaType(mediaType)).map(({ schema }) => schema),
  );
}

/** A path below the extension. */
export function inExtension(...path: JsonPath): JsonPath {
  return [EXTENSION_NAME, ...path];
}
