import type { SimulatedContract, SimulatedCredentials } from "./simulated-contract.ts";

/**
 * Whether a request has credentials in one of the contract's ways: any that are not empty, since a simulator knows no
 * users. A contract without ways needs none. Credentials of a session must be ones that the simulator has granted.
 */
export function isAuthenticated(
  { credentials, session }: SimulatedContract,
  request: Request,
  holds: (value: string) => boolean,
): boolean {
  if (credentials.length === 0) return true;
  const granted = new Set(session?.login.grants.map(({ field }) => field));
  const url = new URL(request.url);
  return credentials.some((way) =>
    partsOf(way).every(({ in: place, name, template }) => {
      const sent = place === "header" ? request.headers.get(name) : url.searchParams.get(name);
      const fields = sent === null ? undefined : fieldsIn(template, sent);
      return fields !== undefined && [...fields].every(([field, value]) => !granted.has(field) || holds(value));
    }),
  );
}

interface SentPart {
  readonly in: "header" | "query";
  readonly name: string;
  readonly template: string;
}

/** The parts of a request that a way fills. */
export function partsOf(way: SimulatedCredentials): SentPart[] {
  if ("basic" in way) return [{ in: "header", name: "authorization", template: "Basic {credentials}" }];
  if ("header" in way) return [{ in: "header", name: way.header.name, template: way.header.value }];
  return way.places.map(({ in: place, name, value }) => ({ in: place, name, template: value }));
}

/** The values of a template's fields in a text that fits it. */
function fieldsIn(template: string, text: string): Map<string, string> | undefined {
  const names: string[] = [];
  const pattern = template
    .split(/(\{[A-Za-z][A-Za-z0-9]*\})/)
    .map((part) => {
      if (!part.startsWith("{")) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      names.push(part.slice(1, -1));
      return "(.+)";
    })
    .join("");
  const match = new RegExp(`^${pattern}$`).exec(text);
  return match === null ? undefined : new Map(names.map((name, index) => [name, match[index + 1] ?? ""]));
}
