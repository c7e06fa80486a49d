/** The oldest compiler that the published types support, and one of each major version since. */
export const COMPILERS = [
  { version: "5.4.5", tsc: "fixtures/oldest-typescript/node_modules/typescript/bin/tsc" },
  { version: "5.9.3", tsc: "node_modules/typescript/bin/tsc" },
  { version: "6.0.3", tsc: "fixtures/consumer/node_modules/typescript/bin/tsc" },
  { version: "7.0.2", tsc: "node_modules/ts7/bin/tsc" },
];
