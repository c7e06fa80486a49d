/** Lets keys reach what scrolls, and nothing else: a block or a table that fits needs no stop of its own. */
function markScrolling(): void {
  for (const element of document.querySelectorAll<HTMLElement>(".sl-markdown-content :is(pre, table)")) {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
    else element.removeAttribute("tabindex");
  }
}

/** The name of the search button has to hold all the text on it, its keys included, for who speaks to the page. */
function nameSearch(): void {
  const button = document.querySelector("button[data-open-modal]");
  const words = button?.textContent?.trim().split(/\s+/) ?? [];
  if (words.length > 0) button?.setAttribute("aria-label", words.join(" "));
}

addEventListener("load", () => {
  markScrolling();
  nameSearch();
});
addEventListener("resize", markScrolling);
