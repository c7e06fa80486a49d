// For the pages about providers, in this repository only: what reads an extension that the generator has checked.
export { wordsFromDuration } from "./duration.ts";
export { credentialFields, credentialsOf, statusRulesOf, statusValueOf } from "./extension.ts";
export type { Evidence, Extension, ExtensionLifetime, ExtensionPlace } from "./extension.ts";
