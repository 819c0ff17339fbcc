// WeChat's browser neither downloads nor prints, and says nothing of it. Where somebody presses for either, this says what to do.
//
// script/finish-portal puts in WORDS: locales/*/wechat.toml.
const words = WORDS[document.documentElement.lang === "en" ? "en" : "zh"];
const make = (tag, props, ...children) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
};
const dialog = make("dialog", { className: "confirm" }, make("h2", { id: "wechat-title", textContent: words.title }), make("p", { textContent: words.detail }),
  make("div", { className: "confirm__buttons" }, make("button", { type: "button", className: "button", textContent: words.close, onclick: () => dialog.close() })));
dialog.setAttribute("aria-labelledby", "wechat-title");
Object.assign(dialog.style, { background: "var(--colour-page)", color: "var(--colour-text)", maxWidth: "90vw" });
const tell = () => {
  if (!dialog.isConnected) document.body.append(dialog);
  if (!dialog.open) dialog.showModal();
};
// A paper of one's own has no ending; pictures are shown on the page, so a link to one leads to a PDF, which is only saved.
const isDownload = (link) => link.hasAttribute("download") || /\.(?:ics|xlsx|pdf)$|^\/api\/.+\/documents\/[^/]+$/.test(link.pathname);
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  // It opens no second page.
  link?.removeAttribute("target");
  if (!link || !isDownload(link)) return;
  event.preventDefault();
  event.stopPropagation();
  tell();
}, true);
// The app presses links that it never shows.
const press = HTMLAnchorElement.prototype.click;
HTMLAnchorElement.prototype.click = function () { if (isDownload(this)) tell(); else press.call(this); };
globalThis.print = tell;
