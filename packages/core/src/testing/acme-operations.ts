import type { Contract } from "../contract/contract.ts";
import { acmeContract } from "./acme-contract.ts";
import type { ScriptedResponse } from "./scripted-fetch.ts";

/** The imaginary provider with a queue for tasks beside its jobs: three operations give a job's status. */
export const operationsContract: Contract = {
  ...acmeContract,
  variables: { ...acmeContract.variables, region: "", Site: "", Note: "" },
  operations: {
    task: {
      operation: "showTask",
      request: {
        method: "POST",
        path: "/v1/tasks",
        id: { in: "body", name: "Task", type: "integer" },
        members: ["Site", "Note"],
        accept: "application/json",
        contentType: "application/json",
      },
      job: { at: ["/task"], status: "/phase" },
      states: { OVER: "succeeded", LOST: "failed", AWAKE: "running" },
      minPollIntervalMs: 10_000,
    },
    regional: {
      operation: "showRegionalJob",
      request: { ...acmeContract.request, path: "/v1/{region}/jobs/{id}" },
      job: acmeContract.job,
      states: acmeContract.states,
    },
  },
  references: [
    { from: "body", at: "/tasks/*", id: "/id", operation: "task" },
    { from: "body", at: "/links/*", id: "/id", link: "/href" },
    { from: "body", id: "/number" },
    { from: "url", path: "/v1/{account}/jobs/{id}" },
    { from: "url", path: "/v1/tasks/{id}", operation: "task" },
  ],
};

/** A response with a task in this phase. */
export function taskIn(phase: string): ScriptedResponse {
  return { body: { task: { phase } } };
}
