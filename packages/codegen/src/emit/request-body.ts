import { member } from "../json.ts";
import { constantsOf } from "../openapi/constants.ts";
import type { Constant } from "../openapi/constants.ts";
import { contentsOf, isJsonMediaType } from "../openapi/media-type.ts";
import type { Content } from "../openapi/media-type.ts";
import type { Operation } from "../openapi/operation.ts";
import { propertyNamesOf, stepInto, typesOf } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import type { Spec } from "../spec.ts";

/** The body of a request for a status, in a format; a request without a method for bodies has none. */
export function statusBody(
  { root }: Spec,
  operation: Operation,
  isOfFormat: (mediaType: string) => boolean = isJsonMediaType,
): Content | undefined {
  if (operation.method !== "post") return undefined;
  return contentsOf(root, member(operation.value, "requestBody")).find(({ mediaType }) => isOfFormat(mediaType));
}

/** The members of a request's body that always have one value, with that value; the job's id is none of them. */
export function bodyConstants({ root, extension: { id } }: Spec, body: SchemaParts): ReadonlyMap<string, Constant> {
  return new Map([...constantsOf(root, body)].filter(([name]) => !(id.in === "body" && name === id.name)));
}

/** The members of a request's body that an option may fill in: those that are text, but for the job's id and constants. */
export function bodyMembers(spec: Spec, body: SchemaParts): string[] {
  const { root, extension } = spec;
  const { id } = extension;
  const constants = bodyConstants(spec, body);
  return propertyNamesOf(body).filter(
    (name) =>
      !(id.in === "body" && name === id.name) &&
      !constants.has(name) &&
      typesOf(stepInto(root, body, name)).has("string"),
  );
}
