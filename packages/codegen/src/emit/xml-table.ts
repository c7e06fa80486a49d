import type { XmlObjectShape, XmlOperation, XmlShape, XmlTable } from "@jobstatus/core/xml";
import { member, textOf } from "../json.ts";
import { namedOperations } from "../named-operations.ts";
import { contentsOf, isXmlMediaType } from "../openapi/media-type.ts";
import type { Content } from "../openapi/media-type.ts";
import { findOperation } from "../openapi/operation.ts";
import type { Operation } from "../openapi/operation.ts";
import { partsOf, propertyNamesOf, stepInto, typesOf } from "../openapi/schema.ts";
import type { SchemaParts } from "../openapi/schema.ts";
import type { Spec } from "../spec.ts";
import { xmlContent } from "./contract-table.ts";
import { requestOf } from "./request-table.ts";

/** The table of a specification's XML; undefined if its provider speaks none. */
export function xmlTableFromSpec(spec: Spec): XmlTable | undefined {
  const table = xmlOperationTable(spec);
  if (table === undefined) return undefined;
  const others = namedOperations(spec.extension).flatMap(({ name, extension }) => {
    const own = xmlOperationTable({ ...spec, extension });
    return own === undefined ? [] : [[name, own] as const];
  });
  const { provider } = spec.extension;
  return { provider, ...table, ...(others.length > 0 && { operations: Object.fromEntries(others) }) };
}

function xmlOperationTable(spec: Spec): XmlOperation | undefined {
  const operation = xmlOperation(spec);
  if (operation === undefined) return undefined;
  const { root } = spec;
  const response = xmlContent(spec, operation);
  const body = contentsOf(root, member(operation.value, "requestBody")).find(({ mediaType }) =>
    isXmlMediaType(mediaType),
  );
  return {
    operation: operation.id,
    request: requestOf(spec, operation, isXmlMediaType, response.mediaType),
    ...(body !== undefined && { body: rootName(spec, body) }),
    root: rootName(spec, response),
    shape: objectShape(spec, partsOf(root, [response.schema])),
  };
}

function xmlOperation({ root, extension }: Spec): Operation | undefined {
  return extension.xmlOperation === undefined ? undefined : findOperation(root, extension.xmlOperation);
}

function objectShape(spec: Spec, parts: SchemaParts): XmlObjectShape {
  const members = propertyNamesOf(parts).map((name) => ({ name, parts: stepInto(spec.root, parts, name) }));
  const renamed = members.flatMap((one) => {
    const name = xmlName(one.parts);
    return name === undefined || name === one.name ? [] : [[one.name, name] as const];
  });
  return {
    members: Object.fromEntries(members.map((one) => [one.name, shapeOf(spec, one.parts)])),
    ...(renamed.length > 0 && { names: Object.fromEntries(renamed) }),
  };
}

function shapeOf(spec: Spec, parts: SchemaParts): XmlShape {
  const types = typesOf(parts);
  if (types.has("object")) return objectShape(spec, parts);
  if (types.has("array")) {
    return { items: shapeOf(spec, stepInto(spec.root, parts, "*")), wrapped: isWrapped(parts) };
  }
  if (types.has("string")) return "text";
  if (types.has("boolean")) return "boolean";
  return types.has("number") || types.has("integer") ? "number" : "any";
}

/** The name of a document's root: the one that its schema states, or else the schema's own. */
function rootName({ root }: Spec, { schema }: Content): string {
  const own = textOf(member(schema, "$ref"))?.split("/").at(-1);
  return xmlName(partsOf(root, [schema])) ?? own ?? "root";
}

function xmlName(parts: SchemaParts): string | undefined {
  return parts.map((part) => textOf(member(member(part, "xml"), "name"))).find((name) => name !== undefined);
}

function isWrapped(parts: SchemaParts): boolean {
  return parts.some((part) => member(member(part, "xml"), "wrapped") === true);
}
