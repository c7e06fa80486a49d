import { parseXml, XmlElement } from "@rgrove/parse-xml";
import type { ProviderName } from "../provider.ts";
import { isDecisive, textTemplate } from "./body-template.ts";

/** A list's element, by the name of its items: to a pointer it is `*`, as in JSON. */
const ITEM_NAMES: ReadonlySet<string> = new Set(["link", "error"]);

type Template = Readonly<Record<string, unknown>>;

/**
 * Writes a document as Pact takes it: elements, attributes and texts, of which all are examples but those that decide. What
 * Pact makes of its own builder loses every attribute, so this is written without it.
 */
export function xmlTemplateFromBody(provider: ProviderName, body: string): string {
  return template(body, (text, at) => (isDecisive(provider, at) ? text : xmlText(text, at)));
}

/** Writes a document as Pact takes it, in which everything is meant as it is. */
export function xmlLiteralFromBody(body: string): string {
  return template(body, (text) => text);
}

function template(body: string, textOf: (text: string, at: string) => unknown): string {
  const { root } = parseXml(body);
  if (root === null) throw new Error(`the body has no root: ${body}`);
  const write = (element: XmlElement, at: string): Template => {
    const children = element.children.filter((child) => child instanceof XmlElement);
    const inner = children.map((child) => write(child, `${at}/${ITEM_NAMES.has(child.name) ? "*" : child.name}`));
    const attributes = Object.entries(element.attributes).map(([name, value]) => [
      name,
      textOf(value, `${at}/${name}`),
    ]);
    return {
      name: element.name,
      attributes: Object.fromEntries(attributes),
      children: children.length > 0 || element.text === "" ? inner : [contentOf(textOf(element.text, at))],
    };
  };
  return JSON.stringify({ root: write(root, "") });
}

function contentOf(text: unknown): Template {
  if (typeof text === "string") return { content: text };
  const matcher = text as Template;
  return { content: matcher["value"], matcher };
}

/** In XML a number is text of digits, and a time may have no zone. */
function xmlText(text: string, at: string): unknown {
  const regex = (form: string) => ({ "pact:matcher:type": "regex", regex: form, value: text });
  if (/^(?:true|false)$/.test(text)) return text;
  if (/^\d+$/.test(text)) return regex("^\\d+$");
  if (at.endsWith("/StatusDate")) return regex("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?$");
  return textTemplate(text, at);
}
