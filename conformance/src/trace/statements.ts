import { readFileSync } from "node:fs";
import { Ajv2020, type AnySchemaObject } from "ajv/dist/2020.js";
import { LineCounter, type Node, isMap, isNode, isScalar, isSeq, parse, parseDocument } from "yaml";
import { keysFromPointer } from "@jobstatus/specs/json-pointer.ts";
import { decodeJson } from "../decode-json.ts";
import type { ProviderName } from "../provider-name.ts";
import { readSpecificationText } from "../specification.ts";

/** One statement of a vendor's page; `statements.schema.json` says what each property means. */
export interface Statement {
  readonly id: string;
  readonly section: string;
  readonly says: string;
  readonly spec: string;
  readonly cases: readonly string[];
}

/** What a vendor's page says. */
export interface StatedDocument {
  readonly provider: ProviderName;
  readonly title: string;
  readonly statements: readonly Statement[];
}

const folder = new URL("../../traceability/", import.meta.url);

/**
 * Reads the statements of the five pages.
 *
 * @throws Error - the file does not fit its schema.
 */
export function readStatements(): readonly StatedDocument[] {
  const content: unknown = parse(readFileSync(new URL("statements.yaml", folder), "utf8"));
  const schema = decodeJson<AnySchemaObject>(readFileSync(new URL("statements.schema.json", folder), "utf8"));
  const ajv = new Ajv2020({ allErrors: true });
  if (fits(ajv, schema, content)) return content.documents;
  throw new Error(`traceability/statements.yaml: ${ajv.errorsText(ajv.errors, { separator: "\n" })}`);
}

function fits(
  ajv: Ajv2020,
  schema: AnySchemaObject,
  content: unknown,
): content is { readonly documents: readonly StatedDocument[] } {
  return ajv.validate(schema, content) === true;
}

/** Finds the lines of a provider's specification. */
export class SpecificationLines {
  readonly #lines = new LineCounter();
  readonly #root: Node | null;

  constructor(provider: ProviderName) {
    this.#root = parseDocument(readSpecificationText(provider), { lineCounter: this.#lines }).contents;
  }

  /** The line at which a pointer leads, from 1; undefined where it leads nowhere. */
  lineOf(pointer: string): number | undefined {
    let node: unknown = this.#root;
    let offset: number | undefined;
    for (const segment of keysFromPointer(pointer)) {
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === segment);
        if (!pair) return undefined;
        offset = isScalar(pair.key) ? pair.key.range?.[0] : undefined;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items.find((item, place) => isElement(item, segment, place));
        if (!isNode(node)) return undefined;
        offset = node.range?.[0];
      } else return undefined;
    }
    return offset === undefined ? undefined : this.#lines.linePos(offset).line;
  }
}

function isElement(item: unknown, segment: string, place: number): boolean {
  const wanted = /^\[(?:(\w+)=)?(.+)\]$/.exec(segment);
  if (!wanted) return segment === String(place);
  const [, name, value] = wanted;
  if (name === undefined) return isScalar(item) && String(item.value) === value;
  return isMap(item) && String(item.get(name)) === value;
}
