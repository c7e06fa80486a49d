import { FIXED_NAMES, namesFromProvider } from "../emit/names.ts";
import { findOperation } from "../openapi/operation.ts";
import { didYouMean } from "../nearest-name.ts";
import { inExtension } from "./rule-context.ts";
import type { Fault, Rule } from "./rule.ts";
import type { ExtensionLimit, ExtensionReference } from "../extension.ts";
import type { JsonPath } from "../json.ts";

/** Rules for the tables of the extension: names, error codes, batches and references. */
export const TABLE_RULES: readonly Rule[] = [
  {
    name: "provider-name",
    description: "The provider's name is free: no package of the workspace has it, and it clashes with no export.",
    check: ({ extension, takenBy }) => {
      if (takenBy !== undefined) {
        const message = `the package in ${takenBy} has this name, and this command did not write it; choose another name for the provider.`;
        return [{ path: inExtension("provider"), message }];
      }
      const { client, create, api, createApi, options, credentials, response, result } = namesFromProvider(
        extension.provider,
      );
      const names = [client, create, api, createApi, options, credentials, response, result];
      const taken = names.filter((name) => FIXED_NAMES.includes(name));
      return taken.slice(0, 1).map((name) => ({
        path: inExtension("provider"),
        message: `the package would export ${name} twice; choose another name for the provider.`,
      }));
    },
  },
  {
    name: "code-repeated",
    description: "No native code and no HTTP status has two meanings.",
    check: ({ extension }) => [
      ...repeated(
        (extension.errors?.codes ?? []).map(({ native }) => String(native)),
        "codes",
        "native",
      ),
      ...repeated(
        (extension.errors?.http ?? []).map(({ status }) => String(status)),
        "http",
        "status",
      ),
    ],
  },
  {
    name: "batch-parameter-unknown",
    description: "The parameter that takes the ids of a batch is in the query of its operation.",
    check: ({ root, extension: { batch } }) => {
      const operation = batch === undefined ? undefined : findOperation(root, batch.operation);
      if (batch === undefined || operation === undefined) return [];
      const known = operation.parameters.filter(({ in: place }) => place === "query").map(({ name }) => name);
      if (known.includes(batch.ids)) return [];
      const hint = didYouMean(batch.ids, known) || "; name one that is there.";
      const message = `${operation.id} has no query parameter ${JSON.stringify(batch.ids)}${hint}`;
      return [{ path: inExtension("batch", "ids"), message }];
    },
  },
  {
    name: "limit-of-job",
    description: "Only the limit of an account has requests and the headers that tell the rest.",
    check: ({ extension: { limits = [], operations = {} } }) => [
      ...jobLimitFaults(limits, inExtension("limits")),
      ...Object.entries(operations).flatMap(([name, own]) =>
        jobLimitFaults(own.limits ?? [], inExtension("operations", name, "limits")),
      ),
    ],
  },
  {
    name: "reference-operation-unknown",
    description: "The operation that a reference names is one of the operations.",
    check: ({ extension: { references = [], operations = {} } }) => {
      const known = ["default", ...Object.keys(operations)];
      return references.flatMap(({ operation }, index) => {
        if (operation === undefined || known.includes(operation)) return [];
        const hint = didYouMean(operation, known) || `; the operations are ${known.join(", ")}.`;
        const message = `there is no operation with the name ${JSON.stringify(operation)}${hint}`;
        return [{ path: inExtension("references", index, "operation"), message }];
      });
    },
  },
  {
    name: "reference-shape",
    description: "A reference has the fields that its shape needs, and no other.",
    check: ({ extension }) =>
      (extension.references ?? []).flatMap((reference, index) =>
        referenceFaults(reference).map((message) => ({ path: inExtension("references", index), message })),
      ),
  },
];

function repeated(keys: readonly string[], list: string, field: string): Fault[] {
  return keys.flatMap((key, index) =>
    keys.indexOf(key) === index
      ? []
      : [{ path: inExtension("errors", list, index, field), message: `${key} has a code already; keep one.` }],
  );
}

function jobLimitFaults(limits: readonly ExtensionLimit[], path: JsonPath): Fault[] {
  return limits.flatMap((limit, index) => {
    if (limit.of === "account") return [];
    const fields = (["requests", "remainingHeader", "resetHeader"] as const).filter(
      (name) => limit[name] !== undefined,
    );
    return fields.map((name) => ({
      path: [...path, index, name],
      message: `\`${name}\` is for the limit of an account; a job has one request in each interval.`,
    }));
  });
}

function referenceFaults(reference: ExtensionReference): string[] {
  const { from, noJob = false } = reference;
  const lacks = (field: keyof ExtensionReference): boolean => reference[field] === undefined;
  const faults: string[] = [];
  if (from === "body" && !noJob && lacks("id")) faults.push("a job in a body needs `id`, where its id is.");
  if (from === "header" && lacks("header")) faults.push("a job in a header needs `header`, its name.");
  if (from !== "header" && !lacks("header")) faults.push("`header` goes with `from: header`.");
  if (from !== "body" && from !== "header" && lacks("path"))
    faults.push(`a job in a ${from} needs \`path\`, which shows where its id is.`);
  const bodyOnly = (["at", "where", "id", "link", "name", "message"] as const).filter(
    (field) => from !== "body" && !lacks(field),
  );
  for (const field of bodyOnly) faults.push(`\`${field}\` is for bodies; a ${from} has none.`);
  const noJobOnly = (["mayHaveStarted", "equals", "name", "message"] as const).filter(
    (field) => !noJob && !lacks(field),
  );
  for (const field of noJobOnly) faults.push(`\`${field}\` goes with \`noJob: true\`, which is missing.`);
  const jobOnly = (["operation", "link"] as const).filter((field) => noJob && !lacks(field));
  for (const field of jobOnly) faults.push(`\`${field}\` is for jobs; \`noJob: true\` says that there is none.`);
  return faults;
}
