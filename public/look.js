// Pages that the server draws ask their address for language, size and contrast, which the app keeps on the device, and
// whether they stand at a terminal: what leads there says so. Part of offline.js and helped.js.
const DRAWN = /^\/(?:plain(?:\/|$)|apply\/[^/]+\/(?:roster|corrections)$|my\/applications\/[^/]+\/(?:loan|extension|corrections)$|classes\/[^/]+\/complaint$)/;
const root = document.documentElement;

export const carryLook = (isTerminal) => {
  const carry = ({ target }) => {
    const link = target instanceof Element && target.closest("a[href]");
    if (!link || link.origin !== location.origin || !DRAWN.test(link.pathname)) return;
    const asked = new URLSearchParams(link.search);
    const ask = (key, value) => (value ? asked.set(key, value) : asked.delete(key));
    ask("lang", root.lang === "en" && "en");
    ask("large", root.hasAttribute("data-large") && "1");
    ask("contrast", root.hasAttribute("data-contrast") && "1");
    ask("kiosk", isTerminal() && "1");
    link.search = asked;
  };
  for (const kind of ["click", "auxclick"]) addEventListener(kind, carry, true);
};
