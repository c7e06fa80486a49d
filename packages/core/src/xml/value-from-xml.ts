import { parseXml, XmlDocumentType, XmlElement } from "@rgrove/parse-xml";
import { parseJson } from "../response/parse-json.ts";
import type { XmlListShape, XmlObjectShape, XmlShape } from "./xml-shape.ts";

/**
 * Decodes an XML document into the value that its JSON twin would have. What the table does not know keeps its own name
 * and text, as an unknown member of JSON does. Null where the table names a root element, and it is another one: that is no response.
 *
 * @throws Error - The document is not well-formed, brings a document type or an entity of its own, or has something
 *   twice that can be there once.
 */
export function valueFromXml(
  text: string,
  { root: name, shape }: { readonly root?: string; readonly shape: XmlObjectShape },
): unknown {
  // XML 1.0 section 2.1: a document may begin with a byte order mark, and with nothing else before its first `<`.
  const document = parseXml(text.trim(), { preserveDocumentType: true });
  if (document.children.some((child) => child instanceof XmlDocumentType)) {
    throw new SyntaxError("a document type (DTD) is refused");
  }
  const { root } = document;
  return root && (name ?? root.name) === root.name ? objectFrom(root, shape) : null;
}

/** An attribute's text, or an element. */
type Source = string | XmlElement;

function valueFrom(source: Source, shape: XmlShape): unknown {
  if (typeof source !== "string") {
    if (source.attributes["xsi:nil"] === "true") return null;
    const complex = childrenOf(source).length > 0;
    if (typeof shape === "object" && (complex || source.text.trim() === "")) {
      return "items" in shape ? listFrom(source, shape) : objectFrom(source, shape);
    }
    // Where the table expects text and there are elements, the response is another than it knows.
    if (complex || (shape === "any" && attributesOf(source).length > 0)) return objectFrom(source, { members: {} });
  }
  const text = typeof source === "string" ? source : source.text;
  const trimmed = text.trim();
  if (shape === "boolean" && /^(?:true|false)$/.test(trimmed)) return trimmed === "true";
  // As JSON has it (RFC 8259 section 6), digits that a number cannot hold included.
  if (shape === "number" && /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(trimmed)) return parseJson(trimmed);
  return text;
}

/** Each child is an item, whatever it is called: of some lists the specifications only assume the name. */
function listFrom(element: XmlElement, { items }: XmlListShape): unknown[] {
  return childrenOf(element).map((child) => valueFrom(child, items));
}

function objectFrom(element: XmlElement, { members, names = {} }: XmlObjectShape): Record<string, unknown> {
  const sources = new Map<string, Source[]>();
  for (const [name, source] of [
    ...attributesOf(element),
    ...childrenOf(element).map((child): [string, Source] => [child.name, child]),
  ]) {
    const found = sources.get(name);
    if (found) found.push(source);
    else sources.set(name, [source]);
  }
  const value = new Map<string, unknown>();
  for (const [key, shape] of Object.entries(members)) {
    const name = Object.hasOwn(names, key) ? (names[key] ?? key) : key;
    const found = sources.get(name) ?? [];
    sources.delete(name);
    if (typeof shape === "object" && "items" in shape && !shape.wrapped) {
      if (found.length > 0)
        value.set(
          key,
          found.map((source) => valueFrom(source, shape.items)),
        );
      continue;
    }
    // Some calls send as a child element what others send as an attribute; both at once would be two responses.
    if (found.length > 1) throw new SyntaxError(`<${element.name}> has ${name} twice`);
    for (const source of found) value.set(key, valueFrom(source, shape));
  }
  for (const [name, found] of sources) {
    const values = found.map((source) => valueFrom(source, "any"));
    value.set(name, values.length > 1 ? values : values[0]);
  }
  // Defines own properties, whatever they are called.
  return Object.fromEntries(value);
}

/** Attributes but those of XML itself: namespaces and types are no data. */
function attributesOf({ attributes }: XmlElement): [string, Source][] {
  return Object.entries(attributes).filter(([name]) => !/^(?:xmlns$|(?:xmlns|xsi|xml):)/.test(name));
}

function childrenOf({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => child instanceof XmlElement);
}
