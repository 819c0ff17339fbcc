// Pages that the server draws ask their address for language, size and contrast, which the app keeps on the device, and
// whether they stand at a terminal: what leads there says so. Part of offline.js and helped.js.
const DRAWN = /^\/(?:plain(?:\/|$)|apply\/[^/]+\/(?:roster|corrections)$|my\/applications\/[^/]+\/(?:loan|extension|corrections)$|classes\/[^/]+\/complaint$|my\/(?:data|not-mine)$)/;
const root = document.documentElement;
const look = (isTerminal) => [
  ["lang", root.lang === "en" && "en"],
  ["large", root.hasAttribute("data-large") && "1"],
  ["contrast", root.hasAttribute("data-contrast") && "1"],
  ["kiosk", isTerminal() && "1"],
];

export const carryLook = (isTerminal) => {
  const carry = ({ target }) => {
    const link = target instanceof Element && target.closest("a[href]");
    if (!link || link.origin !== location.origin || !DRAWN.test(link.pathname)) return;
    const asked = new URLSearchParams(link.search);
    for (const [key, value] of look(isTerminal)) value ? asked.set(key, value) : asked.delete(key);
    link.search = asked;
  };
  for (const kind of ["click", "auxclick"]) addEventListener(kind, carry, true);
};

// Messages lead to an address that says nothing, and signing in comes back to it: the server finds it in this cookie.
export const leaveLook = (isTerminal) => {
  const leave = () => { document.cookie = `fumin-look=${new URLSearchParams(look(isTerminal).filter(([, value]) => value))}; Path=/apply; Max-Age=31536000; Secure; SameSite=Lax`; };
  leave();
  new MutationObserver(leave).observe(root, { attributes: true });
};
