import { entriesOf, member, pointerFromPath, segmentsOf } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { contentsOf } from "../openapi/media-type.ts";
import { templateNames } from "../openapi/operation.ts";
import type { Operation } from "../openapi/operation.ts";
import { resolve } from "../openapi/resolve.ts";
import { objectsAmong, partsAt, propertyNamesOf } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import { jsonParts } from "../rules/rule-context.ts";
import { identifiedOperations, placeOfId } from "./candidates.ts";
import type { Candidate } from "./candidates.ts";

/** How the responses of the calls that start a job name it, as far as they can be told from the document. */
export function guessReferences(root: JsonObject, candidate: Candidate): JsonValue[] {
  const { operation } = candidate;
  const place = placeOfId(operation);
  if (place === undefined) return [];
  const starts = identifiedOperations(root)
    .filter(({ method, path }) => method !== "get" && method !== "delete" && startsJobs(path, operation))
    .flatMap(({ value }) =>
      entriesOf(member(value, "responses")).filter(([code]) => /^(?:20[012]|303|2XX)$/.test(code)),
    )
    .map(([, response]) => resolve(root, response));
  const headers = starts.flatMap((response) =>
    entriesOf(member(response, "headers")).map(([name]) => name.toLowerCase()),
  );
  const body = starts.flatMap((response) => jsonParts(root, contentsOf(root, response)));
  const [id] = holdersOf(body, candidate).flatMap((holder) => {
    const names = propertyNamesOf(objectsAmong(partsAt(root, body, holder)));
    const name = [place.name, "id", "jobId", "job_id"].find((each) => names.includes(each));
    return name === undefined ? [] : [holder + pointerFromPath([name])];
  });
  const last = templateNames(operation.path).at(-1);
  const path = operation.path.replace(`{${last}}`, "{id}");
  return [
    ...(place.in === "path" && headers.includes("location") ? [{ from: "location", path }] : []),
    ...(id === undefined ? [] : [{ from: "body", id }]),
    ...(place.in === "path" ? [{ from: "url", path }] : []),
  ];
}

/**
 * The objects in the body of a start that may hold the job's ID, the likeliest first: the body, the one that holds the job where the
 * status is, and each that is named as the jobs are, such as `job` of `/jobs/{id}`.
 */
function holdersOf(body: SchemaParts, { operation, place }: Candidate): string[] {
  const inStatus = segmentsOf(place?.job ?? "").map((_, index, all) => all.slice(0, all.length - index));
  const named = propertyNamesOf(body).filter((name) => isNamedLike(operation, name));
  return [[], ...inStatus, ...named.map((name) => [name])].map(pointerFromPath);
}

/** Whether a name is that of the ID without its end, or the singular of the collection. */
function isNamedLike(operation: Operation, name: string): boolean {
  const one = wordsOf(name);
  const ofId = wordsOf(placeOfId(operation)?.name ?? "").replace(/id$/, "");
  return (
    one === ofId || [one, `${one}s`, `${one}es`, one.replace(/y$/, "ies")].includes(wordsOf(collectionOf(operation)))
  );
}

function wordsOf(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9]/g, "").toLowerCase();
}

/** The segment of the status path in front of the last ID: `jobs` of `/jobs/{id}`. */
function collectionOf({ path }: Operation): string {
  return /\/([^/{}]+)\/\{[^{]*$/.exec(path)?.[1] ?? "";
}

/**
 * Whether a path is the collection that a status path is in: `/jobs` of `/jobs/{id}` or of `/jobs/{id}/status`; or one of the same name
 * below what the jobs are about, such as `/shops/{shop}/jobs`.
 */
function startsJobs(path: string, status: Operation): boolean {
  const collection = collectionOf(status);
  if (collection !== "" && path.endsWith(`/${collection}`)) return true;
  return path !== "/" && status.path.startsWith(`${path}/{`);
}
