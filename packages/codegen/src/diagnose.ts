import { compareDiagnostics } from "./diagnostic.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Extension } from "./extension.ts";
import { isJsonObject, member } from "./json.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import { isSourceDocument, loadDocument } from "./load-document.ts";
import { namedOperations } from "./named-operations.ts";
import { isOpenApi31, versionFault } from "./openapi/version.ts";
import { extensionSchema } from "./package-files.ts";
import { DOCUMENT_RULES } from "./rules/document-rules.ts";
import { createRuleContext, EXTENSION_NAME, inExtension } from "./rules/rule-context.ts";
import type { FindTaken } from "./rules/rule-context.ts";
import type { NamedFault, Rule } from "./rules/rule.ts";
import { EXTENSION_RULES } from "./rules/rules.ts";
import { checkShape } from "./shape/check-shape.ts";
import type { Source, SourceDocument } from "./source-document.ts";
import type { Spec } from "./spec.ts";

/** What reading a specification gives: the specification, or why it is none. */
export type ReadSpec =
  | { readonly spec: Spec; readonly diagnostics: readonly [] }
  | { readonly spec?: undefined; readonly diagnostics: readonly Diagnostic[] };

/** The faults of a specification, in the order of its lines; none if a package can be generated from it. */
export function diagnose(source: Source): readonly Diagnostic[] {
  return readSpec(source).diagnostics;
}

/** Reads a specification. The result has it only if no rule finds a fault. */
export function readSpec(source: Source, findTaken?: FindTaken): ReadSpec {
  const document = loadDocument(source);
  if (!isSourceDocument(document)) return { diagnostics: document };
  const { root } = document;
  if (!isOpenApi31(root)) {
    const fault = versionFault(root);
    return faulty(document, fault === undefined ? [] : [{ rule: "openapi-version", ...fault }]);
  }
  const extension = member(root, EXTENSION_NAME);
  if (extension === undefined) {
    const message = `the document has no ${EXTENSION_NAME}, so nothing says how the API reports on jobs; add it at the root.`;
    return faulty(document, [{ rule: "extension-missing", path: [], message }]);
  }
  const ofDocument = DOCUMENT_RULES.flatMap((rule) => named(rule, root));
  const ofShape = checkShape(extensionSchema(), extension, inExtension());
  // What an extension of another shape means cannot be known.
  if (!isExtension(extension, ofShape)) return faulty(document, [...ofDocument, ...ofShape]);
  // If a schema can't be followed, every pointer into it would seem wrong.
  if (ofDocument.some(({ rule }) => rule === "ref-unknown" || rule === "ref-foreign")) {
    return faulty(document, ofDocument);
  }
  const ofExtension = extensionFaults(root, extension, findTaken);
  if (ofDocument.length + ofExtension.length > 0) return faulty(document, [...ofDocument, ...ofExtension]);
  return { spec: { file: source.file, root, extension }, diagnostics: [] };
}

/** What the rules find in the extension, and in what it says of each of its other operations. */
function extensionFaults(root: JsonObject, extension: Extension, findTaken: FindTaken | undefined): NamedFault[] {
  const ofDefault = faultsOf(root, extension, findTaken);
  const keys = new Set(ofDefault.map(keyOf));
  const ofOthers = namedOperations(extension).flatMap(({ name, extension: view }) => {
    const own = new Set(Object.keys(extension.operations?.[name] ?? {}));
    // A fault in what is inherited is reported once.
    const news = faultsOf(root, view, findTaken).filter((fault) => !keys.has(keyOf(fault)));
    return news.map((fault) => inOperation(fault, name, own));
  });
  return [...ofDefault, ...ofOthers];
}

function faultsOf(root: JsonObject, extension: Extension, findTaken: FindTaken | undefined): NamedFault[] {
  const context = createRuleContext(root, extension, findTaken);
  return EXTENSION_RULES.flatMap((rule) => named(rule, context));
}

function keyOf({ rule, path, message }: NamedFault): string {
  return JSON.stringify([rule, path, message]);
}

/** The same fault, at the operation's own field, or at the operation if the field is inherited. */
function inOperation(fault: NamedFault, name: string, own: ReadonlySet<string>): NamedFault {
  const [root, field, ...rest] = fault.path;
  if (root !== EXTENSION_NAME || typeof field !== "string") return fault;
  if (own.has(field)) return { ...fault, path: inExtension("operations", name, field, ...rest) };
  const message = `in the inherited \`${[field, ...rest].join(".")}\`: ${fault.message}`;
  return { rule: fault.rule, path: inExtension("operations", name), message, target: "key" };
}

function faulty(document: SourceDocument, faults: readonly NamedFault[]): ReadSpec {
  return {
    diagnostics: faults
      .map(({ rule, path, message, target }) => document.report(rule, path, message, target))
      .toSorted(compareDiagnostics),
  };
}

function named<Context>(rule: Rule<Context>, context: Context): NamedFault[] {
  return rule.check(context).map(({ path, message, target }) => ({ rule: rule.name, path, message, target }));
}

/** The schema of the extension says the same as its type: a value without faults of shape is one. */
function isExtension(value: JsonValue, faults: readonly NamedFault[]): value is JsonValue & Extension {
  return isJsonObject(value) && faults.length === 0;
}
