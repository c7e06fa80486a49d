import { parse } from "yaml";
import { pathPattern } from "@jobstatus/specs/path-template.ts";
import { keysFromPointer } from "@jobstatus/specs/json-pointer.ts";
import { isRecord, type JsonRecord, recordAt } from "@jobstatus/specs/json-record.ts";
import type { ProviderName } from "../provider-name.ts";
import { readSpecification, readSpecificationText } from "../specification.ts";
import { type PactInteraction, readPact } from "./pact-document.ts";

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
  const tables = [extension, ...Object.values(recordAt(extension, "operations")).filter(isRecord)];
  const asking = new Set(tables.flatMap((table) => [table["operation"], table["xmlOperation"]]));
  const about = ({ id }: Operation) => interactions.filter((one) => matches(one, operations, id));
  const statusResponses = operations.filter(({ id }) => asking.has(id)).flatMap(about);
  const { statusValues, nativeCodes } = readSpecification(provider);
  const fields = tables.flatMap((table) => fieldsOf(recordAt(table, "job")));
  const inJson = statusResponses.map(({ response }) => response).filter(isJson);
  const inXml = statusResponses.map(({ response }) => response).filter((response) => !isJson(response));
  const texts = inJson.map((response) => JSON.stringify(response.body.content));
  const xmlTexts = inXml.map((response) => JSON.stringify(response.body.content));
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
      ...kindsOfResponses(
        "",
        { statusValues, nativeCodes, fields },
        {
          statusValue: (value) => texts.some((text) => text.includes(`:${JSON.stringify(value)}`)),
          code: (code) => texts.some((text) => new RegExp(`:"?${escaped(code)}"?[,}\\]]`).test(text)),
          field: (name) => texts.some((text) => text.includes(`${JSON.stringify(name)}:`)),
        },
      ),
      ...(extension["xmlOperation"] === undefined
        ? []
        : kindsOfResponses(
            " (XML)",
            { statusValues, nativeCodes, fields },
            {
              statusValue: (value) =>
                xmlTexts.some((text) => text.includes(`>${value}<`) || text.includes(`'${value}'`)),
              code: (code) => xmlTexts.some((text) => text.includes(`>${code}<`) || text.includes(`'${code}'`)),
              field: (name) =>
                xmlTexts.some((text) => new RegExp(`<${escaped(name)}[ >]| ${escaped(name)}='`).test(text)),
            },
          )),
    ],
  };
}

/** What decides whether the responses of the pact have something, by its name. */
interface Finder {
  statusValue(value: string): boolean;
  code(code: string): boolean;
  field(name: string): boolean;
}

/** What the responses in one format must cover; `suffix` says which format, if there are two. */
function kindsOfResponses(
  suffix: string,
  { statusValues, nativeCodes, fields }: Readonly<Record<"statusValues" | "nativeCodes" | "fields", readonly string[]>>,
  find: Finder,
): CoverageOfKind[] {
  const named = (names: readonly string[]) => names.map((name) => `${name}${suffix}`);
  const plain = (name: string) => name.slice(0, name.length - suffix.length);
  return [
    kindOf("status values", named(statusValues), (name) => find.statusValue(plain(name))),
    kindOf("error codes", named(nativeCodes), (name) => find.code(plain(name))),
    kindOf("fields that are read", named(fields), (name) =>
      find.field(plain(name).slice(plain(name).lastIndexOf("/") + 1)),
    ),
  ];
}

function escaped(text: string): string {
  return text.replaceAll(/[^\w ]/g, "\\$&");
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

/** Every pointer in the part of the contract that says where a job's parts are. */
function fieldsOf(value: unknown): string[] {
  if (typeof value === "string") return /^\/\w/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  return isRecord(value) ? Object.values(value).flatMap(fieldsOf) : [];
}
