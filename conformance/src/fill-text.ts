type Texts = Readonly<Record<string, string>>;

/** Puts values in the place of `{name}` in a text. Other braces stay: the text may be JSON. */
export function fillText(text: string, values: Texts): string {
  return text.replaceAll(/\{([a-z-]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Puts values in the place of `{name}` in each of the texts. */
export function fillTexts(texts: Texts, values: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fillText(text, values)]));
}
