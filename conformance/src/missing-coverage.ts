/** What the repository has for its providers. */
export interface Coverage {
  /** The providers that have a document in `specs/`. */
  readonly specified: readonly string[];
  /** Every file of the conformance suite, relative to its folder. */
  readonly files: ReadonlySet<string>;
  /** The providers that have a simulator. */
  readonly simulated: ReadonlySet<string>;
}

/** The files that a provider needs in the conformance suite. */
const NEEDED_FILES: readonly ((provider: string) => string)[] = [
  (provider) => `providers/${provider}.yaml`,
  (provider) => `cases/mapping/${provider}.yaml`,
  (provider) => `cases/errors/${provider}.yaml`,
  (provider) => `cases/references/${provider}.yaml`,
  (provider) => `cases/interactions/${provider}.yaml`,
  (provider) => `pacts/jobstatus-${provider}.json`,
];

/** What a specified provider lacks, and what is there without a specification; one line for each. */
export function missingCoverage({ specified, files, simulated }: Coverage): string[] {
  const lacks = specified.flatMap((provider) => [
    ...NEEDED_FILES.map((fileFor) => fileFor(provider))
      .filter((file) => !files.has(file))
      .map((file) => `${provider} has no conformance/${file}`),
    ...(simulated.has(provider) ? [] : [`${provider} has no simulator in packages/simulator`]),
  ]);
  const orphans = [...files]
    .flatMap((file) => /^providers\/([^/]+)\.yaml$/.exec(file)?.[1] ?? [])
    .filter((provider) => !specified.includes(provider))
    .map((provider) => `${provider} has conformance/providers/${provider}.yaml, but no specs/${provider}.openapi.yaml`);
  return [...lacks, ...orphans];
}
