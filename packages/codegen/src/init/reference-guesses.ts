import { entriesOf, member } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { contentsOf } from "../openapi/media-type.ts";
import { templateNames } from "../openapi/operation.ts";
import { resolve } from "../openapi/resolve.ts";
import { propertyNamesOf } from "../openapi/schema.ts";
import { jsonParts } from "../rules/rule-context.ts";
import { identifiedOperations, placeOfId } from "./candidates.ts";
import type { Candidate } from "./candidates.ts";

/** How the responses of the calls that start a job name it, as far as they can be told from the document. */
export function guessReferences(root: JsonObject, { operation }: Candidate): JsonValue[] {
  const place = placeOfId(operation);
  if (place === undefined) return [];
  const starts = identifiedOperations(root)
    .filter(({ method, path }) => method !== "get" && method !== "delete" && startsJobs(path, operation.path))
    .flatMap(({ value }) =>
      entriesOf(member(value, "responses")).filter(([code]) => /^(?:20[012]|303|2XX)$/.test(code)),
    )
    .map(([, response]) => resolve(root, response));
  const headers = starts.flatMap((response) =>
    entriesOf(member(response, "headers")).map(([name]) => name.toLowerCase()),
  );
  const names = new Set(starts.flatMap((response) => propertyNamesOf(jsonParts(root, contentsOf(root, response)))));
  const id = [place.name, "id", "jobId", "job_id"].find((name) => names.has(name));
  const last = templateNames(operation.path).at(-1);
  const path = operation.path.replace(`{${last}}`, "{id}");
  return [
    ...(place.in === "path" && headers.includes("location") ? [{ from: "location", path }] : []),
    ...(id === undefined ? [] : [{ from: "body", id: `/${id}` }]),
    ...(place.in === "path" ? [{ from: "url", path }] : []),
  ];
}

/** Whether a path is the collection that a status path is in: `/jobs` of `/jobs/{id}` or of `/jobs/{id}/status`. */
function startsJobs(path: string, statusPath: string): boolean {
  return path !== "/" && statusPath.startsWith(`${path}/{`);
}
