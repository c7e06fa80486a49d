import type { ContractFor } from "./contract-for.ts";
type ZBare = {
  id: string;
  status: "queued" | "working" | "completed";
  total?: number | null;
  message?: string | null;
  results?: { id?: number | string; success?: boolean; error?: string }[] | { success: boolean } | null;
  links?: { rel: string; href: string }[];
};
interface Op {
  parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
  requestBody?: never;
  responses: {
    200: { headers: { [name: string]: unknown }; content: { "application/json": { job_status: ZBare } | ZBare } };
    404: {
      headers: { [name: string]: unknown };
      content: { "application/json": { error: string; errors?: { code: string }[] } };
    };
  };
}
const table = {
  provider: "z",
  operation: "showJobStatus",
  server: "https://{subdomain}.example.com",
  variables: { subdomain: null },
  request: {
    method: "GET",
    path: "/jobs/{id}",
    id: { in: "path", name: "id", type: "string" },
    accept: "application/json",
  },
  credentials: [{ basic: "{email}:{password}" }],
  job: {
    at: ["/job_status", ""],
    status: "/status",
    message: "/message",
    progress: { completed: "/total", total: "/total" },
    items: { at: "/results", id: "/id", success: "/success", errors: ["/error"] },
    links: [{ at: "/links", rel: "/rel", href: "/href" }],
  },
  states: { queued: "pending", working: "running", completed: "succeeded" },
  judgedByItems: ["completed"],
  errors: { native: ["/error", "/errors/*/code"], requestIdHeader: "X-Request-Id", otherwise: "unavailable" },
  deadlineMs: 1,
} as const satisfies ContractFor<Op, "/job_status" | "", "/status">;

export const right: ContractFor<Op, "/job_status" | "", "/status"> = table;
const bad = { ...table, job: { ...table.job, message: "/messag" } } as const;
// @ts-expect-error no such field
export const wrong1: ContractFor<Op, "/job_status" | "", "/status"> = bad;
const bad2 = { ...table, states: { queued: "pending", working: "running" } } as const;
// @ts-expect-error unmapped word
export const wrong2: ContractFor<Op, "/job_status" | "", "/status"> = bad2;
const bad3 = { ...table, job: { ...table.job, items: { at: "/results", id: "/idd" } } } as const;
// @ts-expect-error no such field in an item
export const wrong3: ContractFor<Op, "/job_status" | "", "/status"> = bad3;
const bad4 = { ...table, errors: { ...table.errors, native: ["/errors/*/cod"] } } as const;
// @ts-expect-error no such field in any answer
export const wrong4: ContractFor<Op, "/job_status" | "", "/status"> = bad4;
const bad5 = { ...table, job: { ...table.job, message: "/total" } } as const;
// @ts-expect-error a number is no text
export const wrong5: ContractFor<Op, "/job_status" | "", "/status"> = bad5;
const bad6 = { ...table, request: { ...table.request, id: { in: "path", name: "ident", type: "string" } } } as const;
// @ts-expect-error no such parameter
export const wrong6: ContractFor<Op, "/job_status" | "", "/status"> = bad6;
