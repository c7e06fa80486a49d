import { parseXml, type XmlDocument, XmlDocumentType, XmlElement } from "@rgrove/parse-xml";
import { ContractMismatch } from "../response/contract-mismatch.ts";
import { parseJson } from "../response/parse-json.ts";
import type { XmlListShape, XmlObjectShape, XmlShape } from "./xml-shape.ts";

/**
 * Decodes an XML document into the value that its JSON twin would have. What the table does not know keeps its own name
 * and text, as an unknown member of JSON does, and what is there twice and should be once becomes a list. Null if the table names
 * a root element, and it is another one: that isn't a response.
 *
 * @throws ContractMismatch - The document is well-formed and refused: it has a document type, or an encoding that was not read.
 * @throws Error - The document is not well-formed.
 */
export function valueFromXml(
  text: string,
  { root: name, shape }: { readonly root?: string; readonly shape: XmlObjectShape },
): unknown {
  const document = parseDocument(text);
  const encoding = /^\s*<\?xml\s[^>]*\bencoding\s*=\s*["']([\w.-]+)/.exec(text)?.[1];
  // Bytes that aren't UTF-8 have become U+FFFD.
  if (encoding !== undefined && !/^(?:utf-|us-ascii$)/i.test(encoding) && text.includes("\uFFFD")) {
    throw new ContractMismatch(
      undefined,
      `the response has the encoding ${encoding}, and only UTF-8 and UTF-16 are read`,
    );
  }
  const { root } = document;
  return root && (name ?? root.name) === root.name ? objectFrom(root, shape) : null;
}

function parseDocument(text: string): XmlDocument {
  const refusal = new ContractMismatch(undefined, "the response has a document type (DTD), and none is read");
  let document: XmlDocument;
  try {
    // XML 1.0 section 2.1: a document may begin with a byte order mark, and with nothing else before its first `<`.
    document = parseXml(text.trim(), { preserveDocumentType: true });
  } catch (fault) {
    // An entity of its own is not well-formed to a parser that reads no declarations.
    throw /^\s*(?:<\?xml[^>]*>\s*)?<!DOCTYPE\s/.test(text) ? refusal : fault;
  }
  if (document.children.some((child) => child instanceof XmlDocumentType)) throw refusal;
  return document;
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

/**
 * Each child is an item, whatever it is called: of some lists the specifications only assume the name. An element whose children
 * are members of an item is an item itself: its list has no wrapper.
 */
function listFrom(element: XmlElement, { items }: XmlListShape): unknown[] {
  const children = childrenOf(element);
  const isItem = typeof items === "object" && "members" in items && children.some(({ name }) => hasMember(items, name));
  return isItem ? [valueFrom(element, items)] : children.map((child) => valueFrom(child, items));
}

function hasMember({ members, names = {} }: XmlObjectShape, name: string): boolean {
  return Object.keys(members).some((key) => (Object.hasOwn(names, key) ? names[key] : key) === name);
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
    const values = found.map((source) => valueFrom(source, shape));
    const isList = typeof shape === "object" && "items" in shape;
    if (values.length > 1) value.set(key, isList ? values.flat() : values);
    else if (values.length === 1) value.set(key, values[0]);
  }
  for (const [name, found] of sources) {
    const values = found.map((source) => valueFrom(source, "any"));
    value.set(name, values.length > 1 ? values : values[0]);
  }
  // Defines own properties, whatever they are called.
  return Object.fromEntries(value);
}

/** Attributes but those of XML itself: namespaces and types aren't data. */
function attributesOf({ attributes }: XmlElement): [string, Source][] {
  return Object.entries(attributes).filter(([name]) => !/^(?:xmlns$|(?:xmlns|xsi|xml):)/.test(name));
}

function childrenOf({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => child instanceof XmlElement);
}
