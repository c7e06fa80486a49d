import { elementsOf, member, textOf } from "../json.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import { findOperation, templateNames } from "../openapi/operation.ts";
import type { Operation } from "../openapi/operation.ts";
import { filledParameters } from "../openapi/request-parameters.ts";
import { allowsAnonymous } from "../openapi/security.ts";
import { EXTENSION_NAME } from "../rules/rule-context.ts";
import { compareFacts, textOfValue } from "./fact.ts";
import type { Fact } from "./fact.ts";
import type { Change } from "./change.ts";

/** An option of the client: the credentials, or one that comes from a variable of the server's URL or of the path, or a parameter. */
interface Option {
  readonly name: string;
  readonly isRequired: boolean;
  readonly default: string;
}

/** Compares the options of the client. */
export function compareOptions(before: JsonObject, after: JsonObject): Change[] {
  const old = new Map(optionsOf(before).map((option) => [option.name, option]));
  const current = new Map(optionsOf(after).map((option) => [option.name, option]));
  const place = "options";
  const gone = [...old.keys()].filter((name) => !current.has(name));
  const changed = [...current.values()].flatMap((option): Change[] => {
    const was = old.get(option.name);
    const about = `the option ${JSON.stringify(option.name)}`;
    if (was === undefined) {
      return option.isRequired
        ? [{ place, severity: "major", message: `${about} is new, and required` }]
        : [{ place, severity: "minor", message: `${about} is new` }];
    }
    if (option.isRequired && !was.isRequired)
      return [{ place, severity: "major", message: `${about} is required now` }];
    if (!option.isRequired && was.isRequired) {
      return [{ place, severity: "minor", message: `${about} may be left out now` }];
    }
    if (option.default === was.default) return [];
    return [{ place, severity: "minor", message: `${about} has another default` }];
  });
  return [
    ...gone.map((name): Change => ({
      place,
      severity: "major",
      message: `the option ${JSON.stringify(name)} is gone`,
    })),
    ...changed,
    ...compareFacts(serverFacts(before), serverFacts(after)),
  ];
}

function serverFacts(root: JsonObject): Fact[] {
  const url = textOf(member(elementsOf(member(root, "servers"))[0], "url")) ?? "";
  const kind = { place: "servers", added: "minor", removed: "minor", changed: "minor", showsValue: true } as const;
  return [{ kind, about: "the address of the API", value: url }];
}

function optionsOf(root: JsonObject): Option[] {
  const extension = member(root, EXTENSION_NAME);
  const server = elementsOf(member(root, "servers"))[0];
  const required = elementsOf(member(extension, "requiredVariables"));
  const operation = findOperation(root, textOf(member(extension, "operation")) ?? "");
  const id = member(member(extension, "id"), "name");
  const inServer = templateNames(textOf(member(server, "url")) ?? "").map((name) => ({
    name,
    isRequired: required.includes(name),
    default: textOfValue(member(member(member(server, "variables"), name), "default") ?? null),
  }));
  const inPath = templateNames(operation?.path ?? "").flatMap((name): Option[] => {
    if (name === id) return [];
    const parameter = operation?.parameters.find((each) => each.in === "path" && each.name === name);
    const fallback = member(member(parameter?.value, "schema"), "default");
    const isRequired = required.includes(name) || fallback === undefined;
    return [{ name, isRequired, default: textOfValue(fallback ?? null) }];
  });
  const hasWays = elementsOf(member(extension, "credentials")).length > 0;
  const credentials = { name: "credentials", isRequired: !allowsAnonymous(root, operation), default: "" };
  return [...inServer, ...inPath, ...parameterOptions(root, operation, required), ...(hasWays ? [credentials] : [])];
}

/** The options that fill in required parameters of the query and the headers. */
function parameterOptions(
  root: JsonObject,
  operation: Operation | undefined,
  required: readonly JsonValue[],
): Option[] {
  const id = member(member(root, EXTENSION_NAME), "id");
  const other = { in: textOf(member(id, "in")) ?? "", name: textOf(member(id, "name")) ?? "" };
  return (operation === undefined ? [] : filledParameters(root, operation, other))
    .filter(({ constant }) => constant === undefined)
    .map(({ name, option, schema }) => {
      const fallback = schema.map((part) => member(part, "default")).find((value) => value !== undefined);
      const isRequired = required.includes(name) || fallback === undefined;
      return { name: option, isRequired, default: textOfValue(fallback ?? null) };
    });
}
