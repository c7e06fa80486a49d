export { EXIT_CODES, type ExitName } from "./exit-code.ts";
export { type Io } from "./io.ts";
export { type Output } from "./output/output.ts";
export { runCli } from "./run-cli.ts";
