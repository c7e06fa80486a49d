import { CREDENTIAL_RULES } from "./credential-rules.ts";
import { DOCUMENT_RULES } from "./document-rules.ts";
import { OPERATION_RULES } from "./operation-rules.ts";
import { OUTCOME_RULES } from "./outcome-rules.ts";
import { POINTER_RULES } from "./pointer-rules.ts";
import type { Rule } from "./rule.ts";
import { STATUS_RULES } from "./status-rules.ts";
import { TABLE_RULES } from "./table-rules.ts";
import { VARIABLE_RULES } from "./variable-rules.ts";
import { XML_RULES } from "./xml-rules.ts";

/** The rules for what an extension of the right shape says. */
export const EXTENSION_RULES: readonly Rule[] = [
  ...OPERATION_RULES,
  ...VARIABLE_RULES,
  ...POINTER_RULES,
  ...STATUS_RULES,
  ...OUTCOME_RULES,
  ...CREDENTIAL_RULES,
  ...TABLE_RULES,
  ...XML_RULES,
];

/** The rules that hold before a document can be looked at, and those of the extension's own JSON Schema. */
const EARLIER_RULES: readonly { readonly name: string; readonly description: string }[] = [
  { name: "encoding", description: "The document is UTF-8 and has no control characters such as NUL." },
  { name: "yaml-syntax", description: "The document is valid YAML." },
  { name: "duplicate-key", description: "No object has a key twice." },
  { name: "overlay-shape", description: "An overlay is an OpenAPI Overlay 1.0." },
  { name: "overlay-target", description: "Every target of an overlay is a JSONPath that selects something." },
  { name: "undecided", description: "Everything that a draft leaves to a person is decided." },
  { name: "openapi-version", description: "The document is OpenAPI 3.0 or 3.1." },
  { name: "extension-missing", description: "The document has an x-job-status at its root." },
  { name: "unknown-field", description: "The extension has no field that its schema does not know." },
  { name: "missing-field", description: "The extension has every field that its schema requires." },
  { name: "conflicting-fields", description: "Only one of several exclusive fields is present." },
  { name: "missing-source", description: "Every field evidence has a field source beside it." },
  { name: "wrong-type", description: "Every field of the extension has the type that its schema states." },
  { name: "unknown-value", description: "Every field with a closed list of values has one of them." },
  { name: "bad-pointer", description: "Every pointer is a JSON Pointer." },
  { name: "bad-duration", description: "Every duration is one of ISO 8601." },
  { name: "bad-text", description: "Every text of the extension has the form that its schema states." },
  { name: "out-of-range", description: "Every number of the extension is in its range." },
  { name: "empty-list", description: "No list of the extension is empty." },
  { name: "repeated-value", description: "No list of the extension has a value twice." },
];

/** Every rule, by its name. */
export const RULES: ReadonlyMap<string, string> = new Map(
  [...EARLIER_RULES, ...DOCUMENT_RULES, ...EXTENSION_RULES].map(({ name, description }) => [name, description]),
);
