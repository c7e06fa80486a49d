import { createExampleValidator } from "@jobstatus/specs/example-validator.ts";
import { segmentFromKey, valueAt } from "@jobstatus/specs/json-pointer.ts";
import { isRecord, type JsonRecord } from "@jobstatus/specs/json-record.ts";
import { pathPattern } from "@jobstatus/specs/path-template.ts";
import { readSpecification } from "@jobstatus/specs/specifications.ts";

/** Compares responses with a provider's specification. */
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
  readonly name: string;
  /** The JSON Pointer of the operation. */
  readonly at: string;
}

function operationsOf(document: JsonRecord): readonly Operation[] {
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(isRecord(document["paths"]) ? document["paths"] : {})) {
    for (const [method, operation] of Object.entries(isRecord(item) ? item : {})) {
      if (!isRecord(operation)) continue;
      operations.push({
        pattern: pathPattern(path),
        method: method.toUpperCase(),
        name: String(operation["operationId"]),
        at: `/paths/${segmentFromKey(path)}/${method}`,
      });
    }
  }
  return operations;
}

interface Specification {
  readonly document: JsonRecord;
  readonly operations: readonly Operation[];
  readonly validate: ReturnType<typeof createExampleValidator>;
}

/** Reading and compiling a specification takes longer than the tests that need it. */
const specifications = new Map<string, Specification>();

function specificationOf(provider: string): Specification {
  const known = specifications.get(provider);
  if (known !== undefined) return known;
  const document = readSpecification(`${provider}.openapi.yaml`);
  const created = { document, operations: operationsOf(document), validate: createExampleValidator(document) };
  specifications.set(provider, created);
  return created;
}

/** Creates the check for one provider's specification, `specs/{provider}.openapi.yaml`. */
export function createSpecCheck(provider: string): SpecCheck {
  const { document, operations, validate } = specificationOf(provider);
  const compared = new Set<string>();
  return {
    compared: () => [...compared].toSorted(),
    async problemsOf(request, response) {
      const path = new URL(request.url).pathname;
      const operation = operations.find(({ pattern, method }) => method === request.method && pattern.test(path));
      if (operation === undefined) return [];
      const { name, at } = operation;
      const given = `${at}/responses/${response.status}`;
      const specified = valueAt(document, given);
      if (!isRecord(specified)) return [`${name}: the specification has no response ${response.status}`];
      const responseAt = typeof specified["$ref"] === "string" ? specified["$ref"].slice(1) : given;
      const mediaType = (response.headers.get("content-type") ?? "").split(";")[0] ?? "";
      const mediaAt = `${responseAt}/content/${segmentFromKey(mediaType)}`;
      if (!isRecord(valueAt(document, mediaAt)))
        return [`${name} ${response.status}: the specification has no ${mediaType}`];
      compared.add(`${name} ${response.status} ${mediaType}`);
      const text = await response.clone().text();
      const value: unknown = mediaType === "application/json" ? JSON.parse(text) : text;
      const faults = validate({ at: mediaAt, mediaType, schemaAt: `${mediaAt}/schema`, value });
      return faults.map((fault) => `${name} ${response.status}: ${fault}`);
    },
  };
}
