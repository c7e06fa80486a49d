/** What each option must be. */
const CHECKS: Readonly<Record<string, { readonly test: (value: unknown) => boolean; readonly expected: string }>> = {
  connections: { test: (value) => Number.isInteger(value) && Number(value) > 0, expected: "a whole number above 0" },
  keepAliveMs: { test: (value) => Number.isFinite(value) && Number(value) > 0, expected: "milliseconds above 0" },
  proxy: {
    test: (value) =>
      value === false || (typeof value === "string" && /^https?:\/\//i.test(value) && URL.canParse(value)),
    expected: "an http or https URL, or false",
  },
  ca: {
    test: (value) =>
      [value].flat().every((pem) => typeof pem === "string" && pem.includes("-----BEGIN CERTIFICATE-----")),
    expected: "a certificate in PEM, or an array of them",
  },
};

/**
 * Checks the options of `createNodeFetch`. The message holds no value, since a proxy's URL may hold a password.
 *
 * @throws TypeError - An option is unknown or wrong.
 */
export function checkNodeFetchOptions(options: object): void {
  for (const [name, value] of Object.entries(options)) {
    const check = Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined;
    if (!check)
      throw new TypeError(
        `createNodeFetch: unknown option "${name}"; valid options: ${Object.keys(CHECKS).join(", ")}`,
      );
    if (value !== undefined && !check.test(value)) {
      throw new TypeError(`createNodeFetch: the option "${name}" must be ${check.expected}`);
    }
  }
}
