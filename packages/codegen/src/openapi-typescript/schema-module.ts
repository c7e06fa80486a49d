import type { GlobalContext, OpenAPI3, SchemaObject } from "openapi-typescript";
import { NULL, NUMBER, STRING, astToString, tsUnion } from "openapi-typescript/dist/lib/ts.js";
import { resolveRef, scanDiscriminators } from "openapi-typescript/dist/lib/utils.js";
import transformSchema from "openapi-typescript/dist/transform/index.js";
import typescript from "typescript";
import type { TypeNode } from "typescript";
import type { JsonObject } from "../json.ts";
import { objectsOf } from "../openapi/objects.ts";
import { cyclicLists } from "../openapi/ref-cycles.ts";
import type { Spec } from "../spec.ts";
import { SchemaModuleError } from "./schema-module-error.ts";

const { factory } = typescript;

/**
 * The types of an OpenAPI document: `paths`, `components` and `operations`, as openapi-typescript 7.13.0 writes them.
 *
 * An integer of 64 bits is `number | string`: core keeps one that a number cannot hold exactly as text.
 *
 * @throws SchemaModuleError if openapi-typescript refuses the document.
 */
export function schemaModule({ file, root }: Pick<Spec, "file" | "root">): string {
  // It writes into the document where schemas have discriminators.
  const document: JsonObject = structuredClone(root);
  if (!isOpenApi3(document)) throw new SchemaModuleError(file, "it is not OpenAPI 3");
  const objects = [...objectsOf(document)].map(({ object }) => object);
  const lists = cyclicLists(document, objects);
  try {
    return (lists.size === 0 ? "" : LIST_OF) + astToString(transformSchema(document, contextOf(document, lists)));
  } catch (cause) {
    throw new SchemaModuleError(file, cause);
  }
}

/** Inside an interface the type of a list that contains itself has no end; as an alias it has. */
const LIST_OF = 'type ListOf<Name extends keyof components["schemas"]> = components["schemas"][Name][];\n\n';

/** The settings of openapi-typescript that its own entry fills in, with what differs here. */
function contextOf(document: OpenAPI3, lists: ReadonlyMap<unknown, string>): Omit<GlobalContext, "redoc"> {
  return {
    // A default says what a request means without the member; a response may still lack it.
    defaultNonNullable: false,
    transform: (schema) => listOf(schema, lists) ?? wideInteger(schema),
    transformProperty: undefined,
    postTransform: undefined,
    silent: true,
    discriminators: scanDiscriminators(document, { silent: true }),
    resolve: (ref) => resolveRef(document, ref, { silent: true }),
    injectFooter: [],
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    emptyObjectsUnknown: false,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    makePathsEnum: false,
    pathParamsAsTypes: false,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
  };
}

function listOf(schema: SchemaObject, lists: ReadonlyMap<unknown, string>): TypeNode | undefined {
  if (schema.type !== "array" || !("items" in schema)) return undefined;
  const name = lists.get(schema.items);
  if (name === undefined) return undefined;
  return factory.createTypeReferenceNode("ListOf", [factory.createLiteralTypeNode(factory.createStringLiteral(name))]);
}

function wideInteger(schema: SchemaObject): TypeNode | undefined {
  if (schema.format !== "int64" || "enum" in schema || "const" in schema) return undefined;
  if (schema.type === "integer") return tsUnion([NUMBER, STRING]);
  const types: readonly string[] = Array.isArray(schema.type) ? schema.type : [];
  if (!types.includes("integer")) return undefined;
  return types.includes("null") ? tsUnion([NUMBER, STRING, NULL]) : tsUnion([NUMBER, STRING]);
}

function isOpenApi3(document: JsonObject): document is JsonObject & OpenAPI3 {
  return typeof document["openapi"] === "string" && document["openapi"].startsWith("3.");
}
