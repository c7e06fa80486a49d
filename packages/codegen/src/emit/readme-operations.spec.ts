import { describe, expect, it } from "vitest";
import { smallFacts } from "../testing/small-facts.ts";
import { WITH_OPERATIONS, XML_OPERATIONS } from "../testing/small-variants.ts";
import { clientModule } from "./client-module.ts";
import { contractModule } from "./contract-module.ts";
import { contractFromSpec } from "./contract-table.ts";
import { readme } from "./readme.ts";
import { operationChoice } from "./readme-operations.ts";
import { xmlModule } from "./xml-module.ts";
import { jobReferences } from "./readme-access.ts";

const facts = smallFacts(WITH_OPERATIONS);

describe("several operations", () => {
  it("stand in the table, each whole, with what their requests take", () => {
    const contract = contractFromSpec(facts.spec);
    expect(contract.variables).toEqual({ Shop: "", region: "" });
    expect(contract.operations).toEqual({
      batch: {
        operation: "getBatch",
        request: {
          method: "POST",
          path: "/{region}/batches",
          id: { in: "body", name: "Batch", type: "integer" },
          members: ["Shop"],
          accept: "application/json",
          contentType: "application/json",
        },
        job: { at: ["/batch"], status: "/phase" },
        states: { done: "succeeded", lost: "failed" },
        minPollIntervalMs: 5_000,
      },
    });
    expect(contract.minPollIntervalMs).toBeUndefined();
  });

  it("are each checked against their own types", () => {
    const module = contractModule(facts);
    expect(module).toContain('import type { ContractFor, OperationFor } from "@jobstatus/core/provider";');
    expect(module).toContain(
      'ContractFor<operations["getJob"], "", "/state", never, never, { "batch": OperationFor<operations["getBatch"], "/batch", "/phase"> }>',
    );
  });

  it("are in the types of the client: the option, the response and the status values", () => {
    const module = clientModule(facts);
    expect(module).toContain("import type { OperationOption }");
    expect(module).toContain('ClientOptions<PrintCredentials> & OperationOption<"default" | "batch"> & {');
    expect(module).toContain('  | operations["getBatch"]["responses"][200]["content"]["application/json"];\n');
    expect(module).toContain('  | "jammed"\n  | "done"\n  | "lost";\n');
    expect(module).toContain("  /** The shop. */\n  readonly Shop?: string;\n");
  });

  it("are the first thing that the README tells, with a warning", () => {
    expect(operationChoice(facts)).toEqual([
      "## Choose the operation",
      "This provider has 2 operations that give a job's status, each for jobs of its own. **One id can name a different job in each: " +
        "with the wrong operation you read the status of another job.**",
      `\
| operation | jobs          | request                  | evidence                   |
| --------- | ------------- | ------------------------ | -------------------------- |
| \`default\` | single pages  | \`GET /jobs/{id}\`         | documented                 |
| \`batch\`   | whole batches | \`POST /{region}/batches\` | observed: recorded traffic |`,
      'Neither an ID nor the response of a start call names the operation. Name it for one job, `print.wait({ id, operation: "batch" })`, ' +
        "or for all jobs of a client with the option `operation` of `createPrint`. Without a name it is `default`.",
    ]);
  });

  it("are told by references where the specification says so", () => {
    const references = `\
  references:
    - { from: body, id: /id, link: /url, operation: batch }
    - { from: body, at: /other, id: /id }
    - { from: url, path: "/jobs/{id}" }
  credentials:`;
    const told = smallFacts({ ...WITH_OPERATIONS, "  credentials:": references });
    expect(operationChoice(told).at(-1)).toContain("Links and responses of start calls name the operation");
    const table = jobReferences(told)[2] ?? "";
    expect(table).toContain("| a job of the operation to which `/url` leads, or else of `batch` |");
    expect(table).toContain("| a job of the operation that you choose ");
    expect(table).toContain("| a job of `default` ");
  });

  it("have limits of their own", () => {
    expect(readme(facts)).toContain("- One request every 5 seconds for each job of `batch` (documented).\n");
  });

  it("aren't mentioned for a provider with one operation", () => {
    expect(operationChoice(smallFacts())).toEqual([]);
  });

  it("have documents of their own in XML", () => {
    const module = xmlModule(smallFacts({ ...WITH_OPERATIONS, ...XML_OPERATIONS })) ?? "";
    expect(module).toContain('  operations: {\n    batch: {\n      operation: "getBatch",');
    expect(module).toContain('      root: "BatchAnswer",\n');
    expect(module).toContain(
      'XmlTableFor<operations["getJob"]["responses"][200]["content"]["text/xml"], { "batch": operations["getBatch"]["responses"][200]["content"]["text/xml"] }>',
    );
  });
});
