import { namedOperations } from "../named-operations.ts";
import { statusResponsesOf } from "../openapi/status-responses.ts";
import { docComment, sentence } from "./doc-comment.ts";
import { isIdentifier } from "./names.ts";
import type { PackageFacts } from "./package-facts.ts";
import { moduleHeader } from "./provenance.ts";
import { resultsOf } from "./results.ts";
import { statusOperation } from "./status-operation.ts";
import type { Variable } from "./variables.ts";

/** `src/gen/client.ts`: the factory, bound to the contract and to the types of the document. */
export function clientModule(facts: PackageFacts): string {
  return [
    moduleHeader(facts.provenance),
    'import type { ClientOptions, JobClient } from "@jobstatus/core";\n',
    'import { createJobClient } from "@jobstatus/core/client";\n',
    providerTypes(facts),
    'import { contract } from "./contract.ts";\n',
    'import { parts } from "./parts.ts";\n',
    'import type { operations } from "./schema.ts";\n\n',
    responseType(facts),
    statusValueType(facts),
    resultType(facts),
    credentialsType(facts),
    optionsType(facts),
    clientType(facts),
    factory(facts),
  ].join("");
}

function providerTypes({ xml, contract }: PackageFacts): string {
  const { operations, session } = contract;
  const results = resultsOf(contract);
  const types = [
    ...(xml === undefined ? [] : ["FormatOption"]),
    ...(operations === undefined ? [] : ["OperationOption"]),
    ...(results.length === 0 ? [] : ["ResultAt"]),
    ...(session === undefined ? [] : ["SessionOptions"]),
  ];
  return types.length === 0 ? "" : `import type { ${types.join(", ")} } from "@jobstatus/core/provider";\n`;
}

function responseType({ names, spec }: PackageFacts): string {
  const { root, extension } = spec;
  const extensions = [extension, ...namedOperations(extension).map((other) => other.extension)];
  const types = extensions.flatMap((one) => {
    const operation = statusOperation({ ...spec, extension: one });
    return statusResponsesOf(root, operation, one).map(({ http, content }) =>
      content === undefined
        ? "undefined"
        : `operations[${JSON.stringify(operation.id)}]["responses"][${http}]["content"][${JSON.stringify(content.mediaType)}]`,
    );
  });
  const responses = [...new Set(types)];
  const type = responses.length === 1 ? `  ${responses.join("")}` : responses.map((one) => `  | ${one}`).join("\n");
  return (
    docComment(["The provider's response to the request for a status, decoded: `raw` of every status."]) +
    `export type ${names.response} =\n${type};\n\n`
  );
}

function statusValueType({ contract, names }: PackageFacts): string {
  const tables = [contract, ...Object.values(contract.operations ?? {})];
  const values = [...new Set(tables.flatMap(({ states }) => Object.keys(states)))].map((value) =>
    JSON.stringify(value),
  );
  return (
    docComment([`The status values that ${contract.provider}'s specification lists. The provider may send others.`]) +
    `export type ${names.statusValue} =${values.map((value) => `\n  | ${value}`).join("")};\n\n`
  );
}

function resultType({ contract, names }: PackageFacts): string {
  const types = resultsOf(contract).map(({ table, pointer }) => {
    const starts = table.job.at.map((at) => JSON.stringify(at)).join(" | ");
    return `ResultAt<${names.response}, ${starts}, ${JSON.stringify(pointer)}>`;
  });
  if (types.length === 0) return "";
  return (
    docComment(["The result of a job that has succeeded, as the specification describes it."]) +
    `export type ${names.result} = ${[...new Set(types)].join(" | ")};\n\n`
  );
}

function credentialsType({ contract, names, credentials, credentialsNeed }: PackageFacts): string {
  const { login } = contract.session ?? {};
  if (credentialsNeed === "none") {
    return (
      docComment([`The credentials of ${contract.provider}, which takes none.`]) +
      `export type ${names.credentials} = Readonly<Record<string, never>>;\n\n`
    );
  }
  const wayOfLogin = login && [...login.fields, ...(login.confirms ?? []).map(({ field }) => field)];
  const allWays = [...credentials, ...(wayOfLogin ? [wayOfLogin] : [])];
  const all = [...new Set(allWays.flat())];
  const optional = new Set(login?.confirms?.map(({ field }) => field));
  // The fields of another way are refused, so that a mixture does not compile.
  const ways = allWays.map((fields) => {
    const others = all.filter((field) => !fields.includes(field)).map((field) => `readonly ${keyOf(field)}?: never`);
    const own = fields.map((field) => `readonly ${keyOf(field)}${optional.has(field) ? "?" : ""}: string`);
    return `{ ${[...own, ...others].join("; ")} }`;
  });
  const [only] = ways;
  const type = ways.length === 1 && only !== undefined ? ` ${only}` : ways.map((way) => `\n  | ${way}`).join("");
  const lead = ways.length === 1 ? "The credentials of" : "The credentials, in one of the ways of";
  const by = login === undefined ? "" : ` With the last one the client logs in, and keeps the session.`;
  const pairs = (login?.grants ?? []).flatMap((grant) =>
    "cookie" in grant
      ? [` \`${grant.field}\` is the pair \`${grant.cookie}=VALUE\` that the login's response sets.`]
      : [],
  );
  return (
    docComment([`${lead} ${contract.provider}.${by}`, ...pairs.map((pair) => pair.trim())]) +
    `export type ${names.credentials} =${type};\n\n`
  );
}

/** A field as the key of an object type: a login's fields are properties of the provider's own body, with any name. */
function keyOf(field: string): string {
  return isIdentifier(field) ? field : JSON.stringify(field);
}

function optionsType({ contract, names, credentialsNeed, variables, xml }: PackageFacts): string {
  const ofServer = variables.filter((variable) => variable.in === "server");
  const ofPath = variables.filter((variable) => variable.in !== "server");
  const common = {
    required: `ClientOptions<${names.credentials}>`,
    optional: `Omit<ClientOptions<never>, "credentials"> & Partial<Pick<ClientOptions<${names.credentials}>, "credentials">>`,
    none: 'Omit<ClientOptions<never>, "credentials">',
  }[credentialsNeed];
  const format = xml === undefined ? "" : ` & FormatOption<${JSON.stringify(contract.provider)}>`;
  const sessions = contract.session === undefined ? "" : " & SessionOptions";
  const operationNames = ["default", ...Object.keys(contract.operations ?? {})].map((name) => JSON.stringify(name));
  const operation = operationNames.length === 1 ? "" : ` & OperationOption<${operationNames.join(" | ")}>`;
  const base = `${common}${format}${operation}${sessions}`;
  const path = ofPath.length === 0 ? "" : ` & {\n${ofPath.map((variable) => variableMember(variable, 2)).join("")}}`;
  const baseDoc = (indent: number, sent: string): string => docComment([sent], indent);
  const server =
    ofServer.length === 0
      ? ` & {\n${baseDoc(2, `The provider's base URL. Default: \`${contract.server}\`.`)}  readonly baseUrl?: string;\n}`
      : // A compiler names what the last member lacks: the variables of the server come last.
        ` &\n  (\n    | {\n${baseDoc(8, `The provider's base URL, in place of \`${contract.server}\`.`)}` +
        "        readonly baseUrl: string;\n" +
        ofServer.map(({ name }) => `        readonly ${name}?: never;\n`).join("") +
        "      }\n    | {\n" +
        ofServer.map((variable) => variableMember(variable, 8)).join("") +
        "        readonly baseUrl?: never;\n      }\n  )";
  return (
    docComment([`The options of a client of ${contract.provider}.`]) +
    `export type ${names.options} = ${base}${path}${server};\n\n`
  );
}

function variableMember({ name, description, fallback, values }: Variable, indent: number): string {
  const type = values.length === 0 ? "string" : values.map((value) => JSON.stringify(value)).join(" | ");
  const prose = sentence(description) || `\`${name}\` in the provider's URL.`;
  const doc = docComment([fallback ? `${prose} Default: \`${fallback}\`.` : prose], indent);
  return `${doc}${" ".repeat(indent)}readonly ${name}${fallback === null ? "" : "?"}: ${type};\n`;
}

function clientType(facts: PackageFacts): string {
  const { contract, names } = facts;
  return (
    docComment([`A client of ${contract.provider}: it reads the status of jobs and waits until they end.`]) +
    `export type ${names.client} = JobClient<${clientTypeArguments(facts)}${resultArgument(contract, names)}>;\n\n`
  );
}

function factory(facts: PackageFacts): string {
  const { contract, names } = facts;
  return (
    docComment([
      `Creates a client of ${contract.provider}.`,
      "",
      "@throws JobStatusError - `invalid-request`: an option is missing, unknown or wrong; the message names it.",
    ]) +
    `export function ${names.create}(${optionsParameter(facts)}): ${names.client} {\n` +
    `  return createJobClient<${names.response}, ${credentialsArgument(facts)}${resultArgument(contract, names)}>(contract, ${optionsArgument(facts)}, parts);\n}\n`
  );
}

/** The parameter of a factory; it can be left out if no option is required. */
export function optionsParameter({ names, credentialsNeed, variables }: PackageFacts): string {
  const isNeeded = credentialsNeed === "required" || variables.some(({ fallback }) => fallback === null);
  return `options: ${names.options}${isNeeded ? "" : " = {}"}`;
}

/** The options that a factory passes on. */
export function optionsArgument({ credentialsNeed }: Pick<PackageFacts, "credentialsNeed">): string {
  return { required: "options", optional: "{ credentials: {}, ...options }", none: "{ ...options, credentials: {} }" }[
    credentialsNeed
  ];
}

/** The type of the credentials that a factory passes on. */
export function credentialsArgument({ names, credentialsNeed }: PackageFacts): string {
  return credentialsNeed === "optional" ? `${names.credentials} | Readonly<Record<string, never>>` : names.credentials;
}

/** The types of the response and of the status values, as the first arguments of a client's type. */
export function clientTypeArguments({ names }: Pick<PackageFacts, "names">): string {
  return `${names.response}, ${names.statusValue} | (string & {})`;
}

/** The type of the result as the last argument of a type; nothing if no response has a result. */
export function resultArgument(contract: PackageFacts["contract"], names: PackageFacts["names"]): string {
  return resultsOf(contract).length === 0 ? "" : `, ${names.result}`;
}
