import type { ContractStatusRule } from "../contract/contract.ts";
import { textAt, textFrom, valuesAt } from "./pointer.ts";
import type { StatusRuleSupport } from "./status-reader.ts";

/** Finds the status value by rules: the first that holds gives it. */
export const statusRules: StatusRuleSupport = {
  valueFrom(rules, job, httpStatus) {
    for (const rule of rules) {
      const value = "value" in rule ? rule.value : textAt(job, rule.at);
      if (value !== undefined && holds(rule, job, httpStatus)) return value;
    }
    return undefined;
  },
  isNamed: (rules, httpStatus) => typeof rules !== "string" && rules.some(({ where }) => where?.http === httpStatus),
};

function holds({ where = {} }: ContractStatusRule, job: unknown, httpStatus: number): boolean {
  const { http, at, equals, and = [] } = where;
  if (http !== undefined && http !== httpStatus) return false;
  // Without a job only the HTTP status can tell.
  if (http === undefined && job === undefined) return false;
  return (at === undefined || has(job, at, equals)) && and.every((field) => has(job, field.at, field.equals));
}

function has(job: unknown, at: string, equals: string | undefined): boolean {
  return valuesAt(job, at).some((value) => equals === undefined || textFrom(value) === equals);
}
