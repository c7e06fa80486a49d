/** Makes scrolling blocks and tables reachable by keyboard. Those that fit get no tab stop. */
function markScrolling(): void {
  for (const element of document.querySelectorAll<HTMLElement>(".sl-markdown-content :is(pre, table)")) {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
    else element.removeAttribute("tabindex");
  }
}

/** Names the search button by all of its text, its keys included, for voice control. */
function nameSearch(): void {
  const button = document.querySelector("button[data-open-modal]");
  const parts = button?.textContent?.trim().split(/\s+/) ?? [];
  if (parts.length > 0) button?.setAttribute("aria-label", parts.join(" "));
}

addEventListener("load", () => {
  markScrolling();
  nameSearch();
});
addEventListener("resize", markScrolling);
