/** Matches the paths that a template of OpenAPI such as `/jobs/{id}` stands for. */
export function pathPattern(template: string): RegExp {
  const literals = template.split(/\{[^{}]+\}/).map((part) => part.replaceAll(/[^\w/]/g, "\\$&"));
  return new RegExp(`^${literals.join("[^/]+")}$`);
}
