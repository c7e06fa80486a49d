import { printLiteral } from "./literal.ts";
import type { Literal } from "./literal.ts";
import type { PackageFacts } from "./package-facts.ts";
import { moduleHeader } from "./provenance.ts";

/** `test/wait.test.js` of a package that stands alone: waits for simulated jobs, without a server and in virtual time. */
export function testModule(facts: PackageFacts): string {
  const { names, packageName, provenance } = facts;
  return `${moduleHeader(provenance)}import assert from "node:assert/strict";
import { it } from "node:test";
import { createContractSimulator } from "@jobstatus/simulator";
import { ${names.contract}, ${names.create} } from "${packageName}";
import { createVirtualClock } from "${packageName}/virtual-clock";

const states = Object.values(${names.contract}.states);

for (const outcome of ["succeeded", "partial", "failed", "cancelled"].filter((state) => states.includes(state))) {
  it(\`waits until a simulated job is \${outcome}\`, async () => {
    const clock = createVirtualClock();
    const simulator = createContractSimulator(${names.contract}, { clock });
    const ${names.variable} = ${names.create}({
${clientOptions(facts)}      clock,
      fetch: (input, init) => simulator.fetch(new Request(input, init)),
    });
    const status = await clock.run(${names.variable}.wait(simulator.start({ outcome })));
    assert.equal(status.state, outcome);
  });
}
`;
}

/** Options with which a client can be made; no value of theirs means anything to the simulator. */
function clientOptions({ contract, credentials, variables }: PackageFacts): string {
  const fields = contract.session?.login.fields ?? credentials[0] ?? [];
  const options: (readonly [name: string, value: Literal])[] = [
    ["baseUrl", "https://simulated.example"],
    ...variables
      // The base URL stands in for those of the server.
      .filter((variable) => variable.fallback === null && variable.in !== "server")
      .map(({ name, values }) => [name, values[0] ?? "simulated"] as const),
    ...(fields.length === 0
      ? []
      : [["credentials", Object.fromEntries(fields.map((name) => [name, "simulated"]))] as const]),
  ];
  return options.map(([name, value]) => `      ${name}: ${printLiteral(value)},\n`).join("");
}
