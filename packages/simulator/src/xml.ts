import { parseXml, XmlElement, XmlError } from "@rgrove/parse-xml";
import { isJsonObject, jsonText, type JsonObject, type JsonValue } from "./json.ts";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

function scalarText(value: JsonValue): string {
  return escapeXml(typeof value === "string" ? value : jsonText(value));
}

/** Writes an empty element whose properties are attributes, around children that are XML already. */
export function xmlElement(name: string, attributes: JsonObject, children = ""): string {
  let written = "";
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) written += ` ${attribute}="${scalarText(value)}"`;
  }
  return children === "" ? `<${name}${written} />` : `<${name}${written}>${children}</${name}>`;
}

/**
 * Writes a value as elements: an object's properties are child elements by their names, null and absent ones are left
 * out. An array is one element of its own name around an element for each member, named as `memberNames` says.
 */
export function xmlTree(name: string, value: JsonValue, memberNames: Readonly<Record<string, string>>): string {
  if (value === null) return "";
  if (Array.isArray(value)) {
    const member = memberNames[name] ?? name;
    const members = value.map((element: JsonValue) => xmlTree(member, element, memberNames)).join("");
    return `<${name}>${members}</${name}>`;
  }
  if (!isJsonObject(value)) return `<${name}>${scalarText(value)}</${name}>`;
  const children = Object.entries(value)
    .map(([child, part]) => (part === undefined ? "" : xmlTree(child, part, memberNames)))
    .join("");
  return `<${name}>${children}</${name}>`;
}

/** Reads the attributes and the text of the child elements of a document's root; undefined where it is not XML. */
export function readXmlFields(text: string): Readonly<Record<string, string>> | undefined {
  try {
    const root = parseXml(text).root;
    if (root === null) return undefined;
    const fields: Record<string, string> = { ...root.attributes };
    for (const child of root.children) {
      if (child instanceof XmlElement) fields[child.name] = child.text.trim();
    }
    return fields;
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}
