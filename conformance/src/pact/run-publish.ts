import { publishPacts } from "./publish-pacts.ts";

try {
  for (const line of await publishPacts(process.env)) console.log(line);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
