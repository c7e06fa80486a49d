/**
 * The names in braces of a template of a contract, in order and as often as they occur: of `https://{account}.example.com`,
 * `account`.
 */
export function templateNames(template: string): string[] {
  return template.match(/(?<=\{)\w+(?=\})/g) ?? [];
}

/** Puts a value in the place of each name in braces of a contract's template; one without a value leaves nothing. */
export function fillTemplate(template: string, valueOf: (name: string) => string | undefined): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => valueOf(name) ?? "");
}
