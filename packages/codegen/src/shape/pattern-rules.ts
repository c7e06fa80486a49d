/** For each pattern of the extension's schema, by its named part or its field: the rule, and what is expected in words. */
export const PATTERN_RULES: Readonly<Record<string, { readonly name: string; readonly expected: string }>> = {
  pointer: {
    name: "bad-pointer",
    expected: 'a JSON Pointer; it is empty or begins with "/", and "~" in it is written "~0"',
  },
  duration: {
    name: "bad-duration",
    expected:
      "an ISO 8601 duration of at least one second: days, hours, minutes and seconds in whole numbers, such as PT10S or P1D",
  },
  provider: { name: "bad-text", expected: 'a provider name; use lower-case words with "-" between them' },
  value: { name: "bad-text", expected: "a template; name a field of the credentials in braces, such as {token}" },
  basic: { name: "bad-text", expected: "a template of user, colon and password, such as {user}:{password}" },
  field: { name: "bad-text", expected: "a name of letters and digits that begins with a letter" },
  path: { name: "bad-text", expected: "a path template; the job's id stands in it as {id}" },
};
