import { Ajv2020, type AnySchema } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Example } from "./media-types.ts";
import { xmlValueFromText } from "./xml-value.ts";

/**
 * Creates the check of a document's examples: it gives one line for each fault, none for a right example.
 *
 * @throws Error - (the check) where an XML example is not well-formed, or has a name that the schema does not have.
 */
export function createExampleValidator(document: AnySchema): (example: Example) => string[] {
  // Strict mode would refuse the keywords that OpenAPI adds to JSON Schema.
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, "document");
  return ({ schemaAt, mediaType, value }) => {
    const decoded = mediaType.endsWith("/xml") ? xmlValueFromText(value, document, schemaAt) : value;
    const validate = ajv.compile({ $ref: `document#${encodeURI(schemaAt)}` });
    if (validate(decoded)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`.trim());
  };
}
