import { parseXml, XmlElement, XmlText } from "@rgrove/parse-xml";
import { valueAt } from "./json-pointer.ts";
import { isRecord, type JsonRecord } from "./json-record.ts";

/** The schema behind local references. */
function resolved(document: unknown, schema: unknown): JsonRecord {
  const found =
    isRecord(schema) && typeof schema["$ref"] === "string" ? valueAt(document, schema["$ref"].slice(1)) : schema;
  if (!isRecord(found)) throw new Error("a schema is missing");
  return found === schema ? found : resolved(document, found);
}

function xmlOf(schema: JsonRecord): JsonRecord {
  return isRecord(schema["xml"]) ? schema["xml"] : {};
}

function nameOf(schema: JsonRecord, fallback: string): string {
  const { name } = xmlOf(schema);
  return typeof name === "string" ? name : fallback;
}

function childElements(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => child instanceof XmlElement);
}

/** Text as the schema's type has it; text that does not fit stays text, and the validation then says so. */
function scalar(text: string, schema: JsonRecord): unknown {
  const types = new Set([schema["type"]].flat());
  if (types.has("boolean") && /^(true|false)$/.test(text)) return text === "true";
  if ((types.has("integer") || types.has("number")) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text;
}

function valueOf(document: unknown, element: XmlElement, schema: JsonRecord, fallback: string): unknown {
  if (schema["type"] === "array") {
    const items = resolved(document, schema["items"]);
    return childElements(element).map((child) => {
      if (child.name !== nameOf(items, fallback)) throw new Error(`<${child.name}> is not in the schema`);
      return valueOf(document, child, items, child.name);
    });
  }
  if (schema["type"] !== "object") return scalar(element.text, schema);
  const attributes = new Map(Object.entries(element.attributes));
  const children = childElements(element);
  const value: Record<string, unknown> = {};
  for (const [key, property] of Object.entries(isRecord(schema["properties"]) ? schema["properties"] : {})) {
    const part = resolved(document, property);
    const name = nameOf(part, key);
    const attribute = attributes.get(name);
    const index = children.findIndex((child) => child.name === name);
    const child = children[index];
    if (xmlOf(part)["attribute"] === true) {
      if (attribute !== undefined) value[key] = scalar(attribute, part);
      attributes.delete(name);
    } else if (child !== undefined) {
      value[key] = valueOf(document, child, part, name);
      children.splice(index, 1);
    }
  }
  for (const name of [...attributes.keys(), ...children.map((child) => child.name)]) {
    throw new Error(`${name} in <${element.name}> is not in the schema`);
  }
  if (element.children.some((child) => child instanceof XmlText && child.text.trim() !== "")) {
    throw new Error(`<${element.name}> has text beside its elements`);
  }
  return value;
}

/**
 * The value that an XML example stands for, by way of the `xml` metadata of its schema (OpenAPI 3.1, XML Object). Only
 * wrapped arrays are known, the only kind that the specifications have. Core reads responses by a table, and keeps what
 * the table does not expect; this reader refuses it, so that no example differs from its schema.
 *
 * @throws Error - where the text is not well-formed, or has a name that the schema does not have.
 */
export function xmlValueFromText(text: unknown, document: unknown, schemaAt: string): unknown {
  if (typeof text !== "string") throw new Error("an XML example has to be text");
  const { root } = parseXml(text);
  if (root === null) throw new Error("an XML example has to have a root element");
  const schema = resolved(document, valueAt(document, schemaAt));
  const name = nameOf(schema, root.name);
  if (root.name !== name) throw new Error(`the root is <${root.name}>, the schema says <${name}>`);
  return valueOf(document, root, schema, name);
}
