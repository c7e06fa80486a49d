import { parseXml, XmlElement } from "@rgrove/parse-xml";

/** A part of a specification. */
export type Part = Readonly<Record<string, unknown>>;

/** Gives the part at a local reference's end. */
export type Resolve = (part: unknown) => Part;

/** Says whether a value is a part that has parts. */
export function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function xmlOf(schema: Part): Part {
  return isPart(schema["xml"]) ? schema["xml"] : {};
}

function nameOf(schema: Part, property: string): string {
  const name = xmlOf(schema)["name"];
  return typeof name === "string" ? name : property;
}

function scalarFromText(text: string, schema: Part): unknown {
  const types = new Set([schema["type"]].flat());
  if (types.has("boolean") && /^(true|false)$/.test(text)) return text === "true";
  if (types.has("integer") && /^-?\d+$/.test(text)) return Number(text);
  return text;
}

function valueFromElement(element: XmlElement, schema: Part, resolve: Resolve): unknown {
  const children = element.children.filter((child) => child instanceof XmlElement);
  if (schema["type"] === "array") {
    const items = resolve(schema["items"]);
    const name = nameOf(items, element.name);
    return children.map((child) => (child.name === name ? valueFromElement(child, items, resolve) : `<${child.name}>`));
  }
  if (schema["type"] !== "object") return scalarFromText(element.text, schema);
  const value: Record<string, unknown> = {};
  const known = new Set<string>();
  for (const [property, reference] of Object.entries(isPart(schema["properties"]) ? schema["properties"] : {})) {
    const part = resolve(reference);
    const name = nameOf(part, property);
    known.add(name);
    const attribute = xmlOf(part)["attribute"] === true ? element.attributes[name] : undefined;
    const child = xmlOf(part)["attribute"] === true ? undefined : children.find((candidate) => candidate.name === name);
    if (attribute !== undefined) value[property] = scalarFromText(attribute, part);
    if (child !== undefined) value[property] = valueFromElement(child, part, resolve);
  }
  const strange = [...Object.keys(element.attributes), ...children.map((child) => child.name)].filter(
    (name) => !known.has(name),
  );
  if (strange.length > 0) throw new Error(`<${element.name}> has ${strange.join(", ")}, which the schema lacks`);
  return value;
}

/**
 * Reads an XML document by its schema's `xml` metadata (OpenAPI 3.1, XML Object).
 *
 * @throws Error where the document is not well formed, or has a name that the schema lacks.
 */
export function valueFromXml(text: string, schema: Part, resolve: Resolve): unknown {
  const root = parseXml(text).root;
  if (root === null) throw new Error("there is no root");
  const name = nameOf(schema, root.name);
  if (root.name !== name) throw new Error(`the root is <${root.name}>, the schema says <${name}>`);
  return valueFromElement(root, schema, resolve);
}
