import { printableJson } from "./printable.ts";

/** JSON data as YAML. Every scalar is written as JSON, which is YAML too, so no text needs a rule of its own. */
export function yamlText(value: unknown, indent = ""): string {
  if (Array.isArray(value) && value.length > 0) {
    return value.map((element) => `${indent}- ${yamlText(element, `${indent}  `).trimStart()}`).join("\n");
  }
  const entries = isObject(value) ? Object.entries(value).filter(([, part]) => part !== undefined) : [];
  if (entries.length === 0) return `${indent}${printableJson(value)}`;
  return entries
    .map(([key, part]) => {
      const isBlock = isObject(part) && Object.keys(part).length > 0;
      const name = /^[a-z]\w*$/i.test(key) ? key : printableJson(key);
      return `${indent}${name}:${isBlock ? `\n${yamlText(part, `${indent}  `)}` : ` ${printableJson(part)}`}`;
    })
    .join("\n");
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
