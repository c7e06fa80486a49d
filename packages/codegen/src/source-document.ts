import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Document, Node, Pair } from "yaml";
import type { Diagnostic } from "./diagnostic.ts";
import { pointerFromPath } from "./json.ts";
import type { JsonPath, JsonValue } from "./json.ts";
import { yamlFaults } from "./yaml-faults.ts";

/** A specification as text. */
export interface Source {
  /** The file's name, for diagnostics and headers. */
  readonly file: string;
  /** Its content: YAML, or JSON, which is YAML too. */
  readonly text: string;
  /** An OpenAPI Overlay 1.0 that is applied to the document before anything else reads it. */
  readonly overlay?: Omit<Source, "overlay">;
}

/** What a diagnostic points at: the value, or the key that names it. */
export type Target = "key" | "value";

/** A parsed specification that knows where each of its values stands in the text. */
export interface SourceDocument {
  readonly file: string;
  readonly root: JsonValue;
  /** A diagnostic at a place of the document. */
  report(rule: string, path: JsonPath, message: string, target?: Target): Diagnostic;
}

/** What YAML takes for no character of a text (YAML 1.2.2, section 5.1); a NUL byte above all. */
// oxlint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/;

/** Parses the text of a specification. If it is not YAML, nothing else is reported. */
export function parseSource(source: Source): SourceDocument | readonly Diagnostic[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(source.text, { lineCounter, prettyErrors: false });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const diagnostic = (offset: number, rule: string, message: string): Diagnostic => ({
    file: source.file,
    ...place(offset),
    rule,
    pointer: "",
    message,
  });
  const unprintable = source.text.search(UNPRINTABLE);
  if (unprintable !== -1) {
    const code = source.text.charCodeAt(unprintable).toString(16).toUpperCase().padStart(4, "0");
    return [diagnostic(unprintable, "encoding", `the character U+${code} cannot be part of a document; remove it.`)];
  }
  if (document.errors.length > 0) {
    return yamlFaults(source.text, document.errors).map(({ offset, rule, message }) =>
      diagnostic(offset, rule, message),
    );
  }
  const root = valueOf(document);
  if (root === undefined) {
    const message = "this is not valid YAML: an alias stands for nothing, for what holds it, or for far too much.";
    return [diagnostic(0, "yaml-syntax", message)];
  }
  return {
    file: source.file,
    root,
    report: (rule, path, message, target = "value") => ({
      file: source.file,
      ...place(offsetOf(document, path, target)),
      rule,
      pointer: pointerFromPath(path),
      message,
    }),
  };
}

/** The value of a document; nothing if its aliases make it endless, which JSON can't be. */
function valueOf(document: Document): JsonValue | undefined {
  try {
    const value = document.toJS() as JsonValue;
    JSON.stringify(value);
    return value;
  } catch (cause) {
    if (cause instanceof ReferenceError || cause instanceof TypeError) return undefined;
    throw cause;
  }
}

/** Where a value or its key begins in the text; the nearest place above it if the text does not have it. */
function offsetOf(document: Document, path: JsonPath, target: Target): number {
  let node: Node | null | undefined = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const [index, key] of path.entries()) {
    const container: Node | undefined = isAlias(node) ? node.resolve(document) : (node ?? undefined);
    const isLast = index === path.length - 1;
    if (isMap(container)) {
      const pair: Pair | undefined = container.items.find((item) => keyText(item) === String(key));
      if (pair === undefined) return offset;
      const keyOffset = offsetOfNode(pair.key) ?? offset;
      const valueOffset = offsetOfNode(pair.value) ?? keyOffset;
      offset = isLast && target === "value" ? valueOffset : keyOffset;
      node = asNode(pair.value);
    } else if (isSeq(container)) {
      const item = asNode(container.items[Number(key)]);
      if (item === undefined) return offset;
      offset = offsetOfNode(item) ?? offset;
      node = item;
    } else return offset;
  }
  return offset;
}

function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

function offsetOfNode(node: unknown): number | undefined {
  return asNode(node)?.range?.[0];
}

function asNode(value: unknown): Node | undefined {
  if (isScalar(value) || isMap(value) || isSeq(value) || isAlias(value)) return value;
  return isPair(value) ? asNode(value.value) : undefined;
}
