import type { JsonObject } from "../json.ts";
import { pointerFromPath } from "../json.ts";
import { enumOf, objectsAmong, propertyNamesOf, stepInto, typesOf } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import { guessState } from "./status-values.ts";

/** Where in a response a job's status may be. */
export interface StatusPlace {
  /** The object that holds it, as a pointer from the body. */
  readonly job: string;
  /** The schema of that object. */
  readonly jobParts: SchemaParts;
  /** The name of the property. */
  readonly name: string;
  /** The schema of the property. */
  readonly parts: SchemaParts;
  /** The values that its schema lists. */
  readonly values: readonly string[];
  /** How well name and values fit a job's status. */
  readonly score: number;
}

const STATUS_NAME = /^(?:.*[_-]|.*(?=[SP]))?(?:status|state|phase)$/i;
const OTHER_STATUS_NAME = /http|auth|country|address|region|user|account|billing|payment|publish|civil|marital/i;
/** Objects below the body that may hold the job are at most as deep as this. */
const MAX_DEPTH = 2;
const MAX_OBJECTS = 60;

/** The places in a body where a job's status may be, the best first. */
export function findStatusPlaces(root: JsonObject, body: SchemaParts): StatusPlace[] {
  const places: StatusPlace[] = [];
  let level: { path: string[]; parts: SchemaParts }[] = [{ path: [], parts: objectsAmong(body) }];
  for (let depth = 0; depth <= MAX_DEPTH; depth += 1) {
    const below: typeof level = [];
    for (const { path, parts } of level.slice(0, MAX_OBJECTS)) {
      for (const name of propertyNamesOf(parts)) {
        const property = stepInto(root, parts, name);
        const types = typesOf(property);
        if (types.has("string") && STATUS_NAME.test(name) && !OTHER_STATUS_NAME.test(name)) {
          const values = enumOf(property).filter((value) => typeof value === "string");
          const score = scoreOf(values) - depth + (/^(status|state)$/i.test(name) ? 1 : 0);
          places.push({ job: pointerFromPath(path), jobParts: parts, name, parts: property, values, score });
        } else if (types.has("object")) below.push({ path: [...path, name], parts: objectsAmong(property) });
      }
    }
    level = below;
  }
  return places.toSorted((a, b) => b.score - a.score);
}

/** Values of which some are open and some are ends are a job's; others may be anything's. */
function scoreOf(values: readonly string[]): number {
  const states = new Set(values.map(guessState));
  const hasOpen = states.has("pending") || states.has("running");
  const hasEnd = states.has("succeeded") || states.has("failed");
  if (hasOpen && hasEnd) return 8;
  if (states.has("succeeded") && states.has("failed")) return 6;
  return hasOpen || hasEnd ? 3 : 1;
}
