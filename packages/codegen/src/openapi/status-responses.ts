import { statusRulesOf } from "../extension.ts";
import type { Extension } from "../extension.ts";
import { entriesOf, member } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { contentsOf, isJsonMediaType } from "./media-type.ts";
import type { Content } from "./media-type.ts";
import type { Operation } from "./operation.ts";
import { objectsAmong, partsAt, partsOf } from "./schema.ts";
import type { SchemaParts } from "./schema.ts";

/** A response of the status operation that tells a status. */
export interface StatusResponse {
  /** Its HTTP status. */
  readonly http: string;
  /** Its JSON; absent if it has none, so that the HTTP status alone tells the job's. */
  readonly content?: Content;
}

/** The HTTP statuses that the rules for the job's status name. */
export function httpOfRules({ job }: Pick<Extension, "job">): string[] {
  return statusRulesOf(job).flatMap(({ where }) => (where?.http === undefined ? [] : [String(where.http)]));
}

/**
 * The responses of an operation that tell a status: 200 and 202 if they have JSON with a schema, and those that a rule names.
 */
export function statusResponsesOf(
  root: JsonObject,
  operation: Operation | undefined,
  extension: Pick<Extension, "job">,
): StatusResponse[] {
  const named = httpOfRules(extension);
  return entriesOf(member(operation?.value, "responses")).flatMap(([http, response]): StatusResponse[] => {
    const content = contentsOf(root, response).find(
      ({ mediaType, schema }) => isJsonMediaType(mediaType) && schema !== undefined,
    );
    if (content !== undefined && (http === "200" || http === "202" || named.includes(http))) return [{ http, content }];
    return named.includes(http) ? [{ http }] : [];
  });
}

/** The schema of the job, from all the places where it may be in the responses that tell a status. */
export function jobPartsOf(
  root: JsonObject,
  responses: readonly StatusResponse[],
  { job }: Pick<Extension, "job">,
): SchemaParts {
  const body = bodyPartsOf(root, responses);
  return (job.at ?? [""]).flatMap((pointer) => objectsAmong(partsAt(root, body, pointer)));
}

/** The schema of the bodies of those responses. */
export function bodyPartsOf(root: JsonObject, responses: readonly StatusResponse[]): SchemaParts {
  return partsOf(
    root,
    responses.map(({ content }) => content?.schema),
  );
}
