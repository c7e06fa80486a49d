import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import { isPart, valueFromXml, type Part } from "./xml-value.ts";

/** Compares answers with a provider's specification. */
export interface SpecCheck {
  /**
   * Says what is wrong with a response: nothing where the list is empty, also where the specification does not have the
   * operation, as for start calls.
   */
  problemsOf(request: Request, response: Response): Promise<readonly string[]>;
  /** What has been compared, such as `showJobStatus 200 application/json`, sorted. */
  compared(): readonly string[];
}

interface Operation {
  readonly pattern: RegExp;
  readonly method: string;
  readonly operation: Part;
  /** The JSON Pointer of the operation. */
  readonly at: string;
}

function readDocument(provider: string): Part {
  const url = new URL(`../../../../specs/${provider}.openapi.yaml`, import.meta.url);
  const document: unknown = parse(readFileSync(url, "utf8"));
  if (!isPart(document)) throw new Error(`${provider}: the specification is not an object`);
  return document;
}

function partAt(document: Part, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((escaped) => escaped.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((part, name) => (isPart(part) ? part[name] : undefined), document);
}

function segment(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

function operationsOf(document: Part): readonly Operation[] {
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(isPart(document["paths"]) ? document["paths"] : {})) {
    // Literal parts may hold characters that mean something in a pattern.
    const literal = path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^}]+\}/g, "[^/]+");
    for (const [method, operation] of Object.entries(isPart(item) ? item : {})) {
      if (!isPart(operation)) continue;
      const at = `/paths/${segment(path)}/${method}`;
      operations.push({ pattern: new RegExp(`^${literal}$`), method: method.toUpperCase(), operation, at });
    }
  }
  return operations;
}

interface Specification {
  readonly document: Part;
  readonly operations: readonly Operation[];
  /** The check of the schema at a JSON Pointer. */
  readonly validatorAt: (pointer: string) => ValidateFunction;
}

function createSpecification(provider: string): Specification {
  const document = readDocument(provider);
  // OpenAPI adds keywords of its own; int64 is no check here, since numbers are read by JSON.parse.
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat("int64", true);
  ajv.addSchema(document, "spec");
  return {
    document,
    operations: operationsOf(document),
    validatorAt(pointer) {
      const validate = ajv.getSchema(`spec#${encodeURI(pointer)}`);
      if (validate === undefined) throw new Error(`${provider}: there is no schema at ${pointer}`);
      return validate;
    },
  };
}

/** Reading and compiling a specification takes longer than the tests that need it. */
const specifications = new Map<string, Specification>();

function specificationOf(provider: string): Specification {
  const known = specifications.get(provider);
  if (known !== undefined) return known;
  const created = createSpecification(provider);
  specifications.set(provider, created);
  return created;
}

/** Creates the check for one provider's specification, `specs/{provider}.openapi.yaml`. */
export function createSpecCheck(provider: string): SpecCheck {
  const { document, operations, validatorAt } = specificationOf(provider);
  const compared = new Set<string>();

  function resolve(part: unknown): Part {
    const found = isPart(part) && typeof part["$ref"] === "string" ? partAt(document, part["$ref"].slice(1)) : part;
    if (!isPart(found)) throw new Error("a reference leads nowhere");
    return found === part ? found : resolve(found);
  }

  return {
    compared: () => [...compared].toSorted(),
    async problemsOf(request, response) {
      const path = new URL(request.url).pathname;
      const found = operations.find(({ pattern, method }) => method === request.method && pattern.test(path));
      if (found === undefined) return [];
      const name = String(found.operation["operationId"]);
      const responseAt = `${found.at}/responses/${response.status}`;
      const answer = partAt(document, responseAt);
      if (!isPart(answer)) return [`${name}: the specification has no response ${response.status}`];
      const referenceAt = typeof answer["$ref"] === "string" ? answer["$ref"].slice(1) : responseAt;
      const type = (response.headers.get("content-type") ?? "").split(";")[0] ?? "";
      const mediaAt = `${referenceAt}/content/${segment(type)}`;
      const media = partAt(document, mediaAt);
      if (!isPart(media)) return [`${name} ${response.status}: the specification has no ${type}`];
      compared.add(`${name} ${response.status} ${type}`);
      const text = await response.clone().text();
      const validate = validatorAt(`${mediaAt}/schema`);
      const readers: Readonly<Record<string, () => unknown>> = {
        "application/json": () => JSON.parse(text) as unknown,
        "application/xml": () => valueFromXml(text, resolve(media["schema"]), resolve),
        "text/xml": () => valueFromXml(text, resolve(media["schema"]), resolve),
      };
      const value = (readers[type] ?? ((): string => text))();
      if (validate(value)) return [];
      return (validate.errors ?? []).map(
        (error) => `${name} ${response.status}: ${error.instancePath} ${error.message ?? ""}`,
      );
    },
  };
}
