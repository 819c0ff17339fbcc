// Sending a public page on: the phone's own way where there is one, else the address copied and its QR code as a picture,
// which can be scanned by somebody beside or pressed long. Pages about a person have no such button.
//
// script/finish-portal puts in WORDS: locales/*/share.toml.
const words = WORDS[document.documentElement.lang === "en" ? "en" : "zh"];
const PUBLIC = /^\/(?:$|courses(?:\/[\w-]+)?$|eligibility$|calculator$)/;
const isWechat = /MicroMessenger/i.test(navigator.userAgent);
const make = (tag, props, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
};
// Of an address only what everybody may see goes along.
const address = () => location.pathname + (/^\/courses(?:\/compare)?$/.test(location.pathname) ? location.search : "");

const status = make("p");
status.setAttribute("role", "status");
const picture = make("img", { alt: words.picture, width: 240, height: 240, hidden: true });
// A black code on white, whatever the page's own colours.
Object.assign(picture.style, { background: "white", maxWidth: "100%" });
const link = make("p");
link.style.overflowWrap = "anywhere";
const panel = make("div", { hidden: true }, status, link, picture, make("p", { textContent: words.picture_hint }),
  make("button", { type: "button", className: "button button--quiet", textContent: words.close, onclick: () => close(true) }));
const button = make("button", { type: "button", className: "button button--secondary", textContent: words.share, onclick: () => share() });
button.setAttribute("aria-expanded", "false");
const part = make("aside", { className: "page no-print" }, button, panel);
part.setAttribute("aria-label", words.label);

const close = (isPressed) => {
  panel.hidden = true;
  button.setAttribute("aria-expanded", "false");
  if (isPressed) button.focus();
};
const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { return false; }
};
const share = async () => {
  const url = location.origin + address();
  if (navigator.share && !isWechat) {
    try {
      await navigator.share({ title: document.title, url });
      return;
    } catch (error) {
      if (error.name === "AbortError") return; // They looked, and chose not to.
    }
  }
  const isCopied = await copy(url);
  status.textContent = [isWechat ? words.wechat : "", isCopied ? words.copied : words.not_copied].join("");
  link.textContent = url;
  picture.src = `/api/page-qr.png?path=${encodeURIComponent(address())}`;
  picture.hidden = false;
  panel.hidden = false;
  button.setAttribute("aria-expanded", "true");
};
picture.addEventListener("error", () => { picture.hidden = true; });

// The app changes pages without loading them anew.
let shown = "";
const follow = () => {
  if (shown === address()) return;
  shown = address();
  part.hidden = !PUBLIC.test(location.pathname);
  close(false);
};
const app = document.getElementById("app");
app.after(part);
follow();
new MutationObserver(follow).observe(app, { childList: true, subtree: true });
addEventListener("popstate", follow);
