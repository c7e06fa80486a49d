import { OPTION_NAMES, isIdentifier } from "../emit/names.ts";
import { elementsOf, member, textOf } from "../json.ts";
import type { JsonObject } from "../json.ts";
import { didYouMean } from "../nearest-name.ts";
import { constantsOf } from "../openapi/constants.ts";
import { loginServer } from "../openapi/login.ts";
import { findOperation, templateNames } from "../openapi/operation.ts";
import { filledParameters } from "../openapi/request-parameters.ts";
import { propertyNamesOf, stepInto, typesOf } from "../openapi/schema.ts";
import { inExtension } from "./rule-context.ts";
import type { RuleContext } from "./rule-context.ts";
import type { Fault, Rule } from "./rule.ts";

/** Rules for what options of the client fill in. */
export const VARIABLE_RULES: readonly Rule[] = [
  {
    name: "variable-unknown",
    description: "Every variable that the extension requires is one of the server or of the status request.",
    check: ({ root, extension, operation }) => {
      const parameters = operation === undefined ? [] : filledParameters(root, operation, extension.id);
      const known = [...variableNames(root, operation?.path ?? ""), ...parameters.map(({ name }) => name)];
      return (extension.requiredVariables ?? []).flatMap((name, index) => {
        if (known.includes(name)) return [];
        const hint = didYouMean(name, known) || "; remove it here.";
        const message = `neither the server's URL nor the request of ${extension.operation} has the variable ${JSON.stringify(name)}${hint}`;
        return [{ path: inExtension("requiredVariables", index), message }];
      });
    },
  },
  {
    name: "variable-name",
    description: "Variables of the server and the path, parameters and members of a body can be options of the client.",
    check: checkVariableNames,
  },
];

function variableNames(root: JsonObject, path: string): string[] {
  return templateNames(serverUrl(root) + path);
}

function serverUrl(root: JsonObject): string {
  return textOf(member(elementsOf(member(root, "servers"))[0], "url")) ?? "";
}

function checkVariableNames(context: RuleContext): readonly Fault[] {
  const { root, extension, operation } = context;
  const { id, session } = extension;
  const ofServer = templateNames(serverUrl(root));
  const ofPath = templateNames(operation?.path ?? "").filter((name) => id.in !== "path" || name !== id.name);
  const ofRequest = (operation === undefined ? [] : filledParameters(root, operation, id))
    .filter(({ constant }) => constant === undefined)
    .map(({ option }) => option);
  const faults = (
    names: readonly string[],
    { path, target }: Pick<Fault, "path" | "target">,
    others: readonly string[] = [],
  ): Fault[] =>
    names.flatMap((name) => {
      const problem = problemOf(name, others);
      return problem === undefined ? [] : [{ path, message: `${JSON.stringify(name)} ${problem}.`, target }];
    });
  const login: Pick<Fault, "path"> = { path: inExtension("session", "login", "operation") };
  return [
    ...faults(ofServer, { path: ["servers", 0, "url"], target: "value" }),
    ...(operation === undefined
      ? []
      : [
          ...faults(ofPath, { path: operation.at.slice(0, 2), target: "key" }, ofServer),
          ...faults(ofRequest, { path: operation.at, target: "key" }, [...ofServer, ...ofPath, id.name]),
          ...faults(bodyOptions(context), { path: [...operation.at, "requestBody"], target: "key" }, [
            ...ofServer,
            ...ofPath,
            ...ofRequest,
          ]),
        ]),
    ...faults(loginNames(root, session?.login), login),
  ];
}

function problemOf(name: string, others: readonly string[]): string | undefined {
  if (!isIdentifier(name)) return "can't be the name of an option; use letters, digits and _";
  if (OPTION_NAMES.includes(name)) return "is an option of every client; give it another name";
  return others.includes(name) ? "is the name of another variable too; give one of them another name" : undefined;
}

/** The members of a request's body that options fill in. */
function bodyOptions({ root, extension: { id }, requestBody }: RuleContext): string[] {
  const constants = constantsOf(root, requestBody);
  return propertyNamesOf(requestBody)
    .filter((name) => !(id.in === "body" && name === id.name) && !constants.has(name))
    .filter((name) => typesOf(stepInto(root, requestBody, name)).has("string"));
}

/** What only a login on another host takes. */
function loginNames(
  root: JsonObject,
  login: NonNullable<RuleContext["extension"]["session"]>["login"] | undefined,
): string[] {
  const server = login && loginServer(root, login);
  if (login === undefined || server === undefined) return [];
  return templateNames((textOf(member(server, "url")) ?? "") + (findOperation(root, login.operation)?.path ?? ""));
}
