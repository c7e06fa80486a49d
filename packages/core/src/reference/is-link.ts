/** Says whether a text is a link and no id: it begins with `/`, or with a scheme and `//`. */
export function isLink(text: string): boolean {
  return /^(?:\/|[a-z][a-z\d+.-]*:\/\/)/i.test(text);
}
