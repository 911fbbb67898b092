/**
 * Live regions on Linux. WebKitGTK tells screen readers of elements that come into
 * a live region, not of texts that change in one: "3 rows match" would become "4 rows
 * match" in silence. There, such texts are put as elements into a region of their own.
 *
 * Parts that WebKit leaves out of layout (`content-visibility`) have no names there,
 * so the pages do without it.
 */

/** Texts that stay in the region of their own. */
const KEPT = 8;

const REGIONS = "[role=status], [role=log], [role=alert], [aria-live=polite]";

/** Texts of live regions that changed, each once, in the order in which they did. */
export function changedTexts(changes: MutationRecord[], own: Element): string[] {
  const texts = new Set<string>();
  const regions = changes.map(({ target, addedNodes }) => ({
    region: (target instanceof Element ? target : target.parentElement)?.closest(REGIONS),
    hasElement: [...addedNodes].some((node) => node instanceof Element),
  }));
  // Of an element that comes, WebKit tells by itself, and with it of its region.
  const told = new Set(regions.flatMap(({ region, hasElement }) => (hasElement ? [region] : [])));
  for (const { region } of regions) {
    if (!region || region === own || told.has(region)) continue;
    const text = region.textContent.replace(/\s+/g, " ").trim();
    if (text !== "") texts.add(text);
  }
  return [...texts];
}

/** Begins; gives what ends it. Does nothing where regions work by themselves. */
export function announceTexts(): () => void {
  const agent = navigator.userAgent;
  if (!agent.includes("Linux") || !agent.includes("AppleWebKit") || agent.includes("Chrome")) return () => undefined;
  const own = document.createElement("div");
  own.className = "spoken";
  own.setAttribute("aria-live", "polite");
  document.body.append(own);
  const observer = new MutationObserver((changes) => {
    const texts = changedTexts(changes, own);
    if (texts.length === 0) return;
    for (const text of texts) {
      const element = document.createElement("p");
      element.textContent = text;
      own.append(element);
    }
    // Those before stay for a while: they are read after they are told of.
    while (own.childElementCount > KEPT) own.firstElementChild?.remove();
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  return () => {
    observer.disconnect();
    own.remove();
  };
}
