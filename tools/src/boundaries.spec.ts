import { join, resolve } from "node:path";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

const workspace = resolve(import.meta.dirname, "../..");
const eslint = new ESLint({ cwd: workspace });

/** The faults of a file that imports one module. */
async function faultsOf(file: string, imported: string): Promise<string[]> {
  const results = await eslint.lintText(`import "${imported}";\n`, { filePath: join(workspace, file) });
  return results.flatMap(({ messages }) => messages.map(({ message }) => message));
}

describe("the boundaries between the layers", () => {
  it.each([
    ["packages/zendesk/src/gen/client.ts", "@jobstatus/core"],
    ["packages/zendesk/src/gen/api.ts", "openapi-fetch"],
    ["packages/codegen/src/cli.ts", "@jobstatus/core"],
    ["packages/cli/src/bin.ts", "@jobstatus/simulator"],
    ["packages/core/src/index.spec.ts", "fast-check"],
    ["conformance/src/mapping.spec.ts", "@jobstatus/zendesk"],
  ])("let %s import %s", async (file, imported) => {
    expect(await faultsOf(file, imported)).toEqual([]);
  });

  it.each([
    ["packages/core/src/index.ts", "@jobstatus/zendesk"],
    ["packages/core/src/index.ts", "@jobstatus/simulator"],
    ["packages/core/src/index.ts", "openapi-fetch"],
    ["packages/core/src/index.spec.ts", "@jobstatus/simulator"],
    ["packages/core/src/index.ts", "../../simulator/src/index.ts"],
    ["packages/zendesk/src/gen/client.ts", "@jobstatus/traffic-ops"],
    ["packages/zendesk/src/gen/client.ts", "@jobstatus/simulator"],
    ["packages/zendesk/src/gen/client.ts", "hono"],
    ["packages/codegen/src/cli.ts", "@jobstatus/zendesk"],
    ["packages/simulator/src/index.ts", "@jobstatus/core"],
    ["packages/cli/src/bin.ts", "@jobstatus/codegen"],
    ["packages/cli/src/bin.ts", "../../../conformance/src/read-cases.ts"],
    ["conformance/src/mapping.spec.ts", "../../packages/cli/src/bin.ts"],
    ["tools/src/test.ts", "@jobstatus/core"],
  ])("do not let %s import %s", async (file, imported) => {
    expect(await faultsOf(file, imported)).toHaveLength(1);
  });
});
