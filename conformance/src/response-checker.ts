import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { segmentFromKey, valueAt } from "@jobstatus/specs/json-pointer.ts";
import { pathPattern } from "@jobstatus/specs/path-template.ts";
import { isRecord, type JsonRecord } from "@jobstatus/specs/json-record.ts";

/** A response, and its request. */
export interface CheckedResponse {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Without its parameters. */
  readonly contentType: string;
  /** Decoded. */
  readonly body: unknown;
}

/** A moment of RFC 3339 (section 5.6). */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;

/** Checks JSON responses against a specification. */
export class ResponseChecker {
  readonly document: JsonRecord;
  // Other formats, such as int64, say nothing about JSON.
  readonly #ajv = new Ajv2020({ strict: false, formats: { "date-time": DATE_TIME }, allErrors: true, logger: false });

  /** @param specification - Its text. */
  constructor(specification: string) {
    const document: unknown = parse(specification);
    if (!isRecord(document)) throw new Error("the specification holds no object");
    this.document = document;
    this.#ajv.addSchema(document, "specification");
  }

  /** What differs from the schema of a response; undefined where the specification has no such response. */
  differences({ method, path, status, contentType, body }: CheckedResponse): readonly ErrorObject[] | undefined {
    const pointer = this.#pointerTo(method.toLowerCase(), path, String(status));
    if (pointer === undefined) return undefined;
    const media = segmentFromKey(contentType);
    if (!isRecord(valueAt(this.document, `${pointer}/content/${media}`))) return undefined;
    const validate = this.#ajv.getSchema(`specification#${pointer}/content/${media}/schema`);
    if (!validate) return undefined;
    return validate(body) === true ? [] : (validate.errors ?? []);
  }

  /** What the headers of a response differ in from those that the specification states, and which of these are absent. */
  headerDifferences(
    { method, path, status }: Pick<CheckedResponse, "method" | "path" | "status">,
    headers: Headers,
  ): { readonly faults: readonly string[]; readonly missing: readonly string[] } {
    const pointer = this.#pointerTo(method.toLowerCase(), path, String(status));
    const stated = pointer === undefined ? undefined : valueAt(this.document, `${pointer}/headers`);
    const names = isRecord(stated) ? Object.entries(stated) : [];
    const faults = names.flatMap(([name, given]) => {
      const header =
        isRecord(given) && typeof given["$ref"] === "string" ? valueAt(this.document, given["$ref"].slice(1)) : given;
      const schema = isRecord(header) ? header["schema"] : undefined;
      const isInteger = isRecord(schema) && schema["type"] === "integer";
      const value = headers.get(name);
      return value !== null && isInteger && !/^\d+$/.test(value) ? [`the header ${name} isn't an integer`] : [];
    });
    return { faults, missing: names.map(([name]) => name).filter((name) => !headers.has(name)) };
  }

  #pointerTo(method: string, path: string, status: string): string | undefined {
    for (const [template, methods] of Object.entries(valueAt(this.document, "/paths") ?? {})) {
      const operation = isRecord(methods) ? methods[method] : undefined;
      if (!isRecord(operation) || !pathPattern(template).test(path)) continue;
      const response = isRecord(operation["responses"]) ? operation["responses"][status] : undefined;
      if (!isRecord(response)) continue;
      if (typeof response["$ref"] === "string") return response["$ref"].slice(1);
      return `/paths/${segmentFromKey(template)}/${method}/responses/${status}`;
    }
    return undefined;
  }
}
