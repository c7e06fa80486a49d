import { parse } from "yaml";
import { pathPattern } from "@jobstatus/specs/path-template.ts";
import { keysFromPointer } from "@jobstatus/specs/json-pointer.ts";
import { isRecord, type JsonRecord, recordAt } from "@jobstatus/specs/json-record.ts";
import type { ResponseFormat } from "@jobstatus/core/provider";
import type { ProviderName } from "../provider-name.ts";
import { xmlFormatOf } from "../provider-packages.ts";
import { readSpecification, readSpecificationText } from "../specification.ts";
import { type PactInteraction, readPact } from "./pact-document.ts";
import { fieldNamesOf, readStatusParts, type StatusParts, statusTablesOf } from "./status-parts.ts";

/** What the pact of a provider covers of its specification. */
export interface Coverage {
  readonly provider: ProviderName;
  readonly kinds: readonly CoverageOfKind[];
}

/** What is covered of one kind of things. */
export interface CoverageOfKind {
  readonly kind: "operations" | "responses" | "status values" | "error codes" | "fields that are read";
  readonly covered: readonly string[];
  readonly missing: readonly string[];
}

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: RegExp;
  readonly responses: readonly { readonly status: string; readonly contentType: string }[];
}

/** Computes what a pact covers. `pact` is the committed one, unless a test passes another. */
export function coverageOf(provider: ProviderName, interactions = readPact(provider).interactions): Coverage {
  const document: unknown = parse(readSpecificationText(provider));
  if (!isRecord(document)) throw new Error(`the specification of ${provider} holds no object`);
  const operations = operationsOf(document);
  const extension = recordAt(document, "x-job-status");
  const about = ({ id }: Operation) => interactions.filter((one) => matches(one, operations, id));
  const { statusValues, nativeCodes } = readSpecification(provider);
  const tables = statusTablesOf(extension);
  const wanted = { statusValues, nativeCodes, fields: tables.flatMap(fieldNamesOf) };
  const bodiesOf = (operation: unknown) =>
    operations
      .filter(({ id }) => id === operation)
      .flatMap((one) => about(one).map(({ response }) => ({ response, content: response.body.content })));
  const inJson = tables.map((table) => {
    const bodies = bodiesOf(table.operation).filter(({ response }) => isJson(response));
    return readStatusParts(
      table,
      bodies.map(({ content }) => content),
    );
  });
  const inXml = tables
    .filter(({ xmlOperation }) => xmlOperation !== undefined)
    .map((table) => {
      const bodies = bodiesOf(table.xmlOperation).filter(({ response }) => !isJson(response));
      const { read } = xmlFormatFor(provider, table.xmlOperation);
      return readStatusParts(
        table,
        bodies.map(({ content }) => (typeof content === "string" ? read(content) : undefined)),
      );
    });
  return {
    provider,
    kinds: [
      kindOf(
        "operations",
        operations.map(({ id }) => id),
        (id) => operations.some((one) => one.id === id && about(one).length > 0),
      ),
      kindOf("responses", operations.flatMap(responseNames), (name) =>
        operations.some((one) => about(one).some((interaction) => name === responseName(one, factsOf(interaction)))),
      ),
      ...kindsOfParts("", wanted, inJson),
      ...(inXml.length === 0 ? [] : kindsOfParts(" (XML)", wanted, inXml)),
    ],
  };
}

/** How the provider's XML is read if a given operation sends it. */
function xmlFormatFor(provider: ProviderName, operation: unknown): ResponseFormat {
  const format = xmlFormatOf(provider);
  const formats = format ? [format, ...Object.values(format.operations ?? {})] : [];
  const found = formats.find((one) => one.operation === operation);
  if (!found) throw new Error(`the package of ${provider} doesn't read the XML of ${String(operation)}`);
  return found;
}

/** What the bodies in one format must have; `suffix` says which format, if there are two. */
function kindsOfParts(
  suffix: string,
  wanted: Readonly<Record<keyof StatusParts, readonly string[]>>,
  parts: readonly StatusParts[],
): CoverageOfKind[] {
  const kindFor = (kind: CoverageOfKind["kind"], key: keyof StatusParts) => {
    const found = new Set(parts.flatMap((one) => Array.from(one[key], (name) => name + suffix)));
    const names = wanted[key].map((name) => name + suffix);
    return kindOf(kind, names, (name) => found.has(name));
  };
  return [
    kindFor("status values", "statusValues"),
    kindFor("error codes", "nativeCodes"),
    kindFor("fields that are read", "fields"),
  ];
}

function kindOf(
  kind: CoverageOfKind["kind"],
  wanted: readonly string[],
  isCovered: (name: string) => boolean,
): CoverageOfKind {
  const names = [...new Set(wanted)];
  return { kind, covered: names.filter(isCovered), missing: names.filter((name) => !isCovered(name)) };
}

function operationsOf(document: JsonRecord): Operation[] {
  return Object.entries(recordAt(document, "paths")).flatMap(([path, methods]) =>
    Object.entries(isRecord(methods) ? methods : {}).flatMap(([method, operation]) => {
      if (!isRecord(operation) || typeof operation["operationId"] !== "string") return [];
      const responses = Object.entries(recordAt(operation, "responses")).flatMap(([status, response]) =>
        Object.keys(recordAt(resolve(document, response), "content")).map((contentType) => ({ status, contentType })),
      );
      return [
        {
          id: operation["operationId"],
          method: method.toUpperCase(),
          path: pathPattern(path),
          responses,
        },
      ];
    }),
  );
}

function resolve(document: JsonRecord, value: unknown): JsonRecord {
  if (!isRecord(value)) return {};
  const reference = value["$ref"];
  if (typeof reference !== "string") return value;
  return keysFromPointer(reference).reduce(recordAt, document);
}

/** The operation that an interaction is about is the first that it fits: of two paths the one without a parameter. */
function matches({ request }: PactInteraction, operations: readonly Operation[], id: string): boolean {
  const fitting = operations.filter(({ method, path }) => method === request.method && path.test(request.path));
  const exact = fitting.toSorted((one, other) => parametersOf(one) - parametersOf(other))[0];
  return exact?.id === id;
}

function parametersOf({ path }: Operation): number {
  return path.source.split("[^").length;
}

function isJson({ headers }: PactInteraction["response"]): boolean {
  return /json/.test((headers["Content-Type"] ?? []).join());
}

function factsOf({ response }: PactInteraction) {
  return { status: String(response.status), contentType: response.headers["Content-Type"]?.[0] ?? "" };
}

function responseName(
  { id }: Operation,
  { status, contentType }: { readonly status: string; readonly contentType: string },
) {
  return `${id} ${status} ${contentType.split(";")[0]}`;
}

function responseNames(operation: Operation): string[] {
  return operation.responses.map((response) => responseName(operation, response));
}
