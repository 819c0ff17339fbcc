// Reads the page shown aloud, in a voice of the device. Comes with the press that asks for it.
const root = document.documentElement;
const synthesis = globalThis.speechSynthesis;
const UNSPOKEN = "button, nav, input, select, textarea, svg, script, style, [aria-hidden=true], [hidden]";
// Some engines fall silent in the middle of a long text.
const LONGEST = 90;

// Sums are said as one number, and a covered number is not spelt out star by star.
const spoken = (text) => text.replace(/(\d),(?=\d{3})/g, "$1").replace(/(\d)\.00(?!\d)/g, "$1").replace(/\*+/g, "，").replace(/\s+/g, " ").trim();

const isShown = (element) => element.getClientRects().length > 0 && !element.closest(UNSPOKEN);

/** The sentences of the page in the order of the page, headings and cells each by itself. */
const sentences = (page) => {
  const blocks = [];
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  let last;
  while (walker.nextNode()) {
    const { parentElement: parent, data } = walker.currentNode;
    if (!data.trim() || !isShown(parent)) continue;
    const block = parent.closest("h1, h2, h3, h4, p, li, dt, dd, th, td, label, legend, summary, caption, figcaption, div");
    if (block === last) blocks[blocks.length - 1] += data;
    else blocks.push(data);
    last = block;
  }
  const pieces = blocks.flatMap((block) => spoken(block).match(/[^。！？；.!?;]+[。！？；.!?;]*/g) ?? []);
  return pieces.flatMap((piece) => piece.match(new RegExp(`.{1,${LONGEST}}`, "gu")) ?? []);
};

let turn = 0;
let isReading = false;
let show = () => {};
const stop = () => {
  turn += 1;
  isReading = false;
  synthesis.cancel();
  show();
};
addEventListener("pagehide", stop);

/** Reads, or stops reading; the button says which of the two a press does. */
export const toggle = (button, words, voice) => {
  show = () => { button.textContent = isReading ? words.stop_reading : words.read_aloud; };
  if (isReading) return stop();
  const [mine, page, address] = [(turn += 1), document.querySelector("main"), location.href];
  const queue = page ? sentences(page) : [];
  isReading = true;
  show();
  const next = () => {
    if (mine !== turn) return;
    // Another page has come in the meantime: what was read is no longer what is shown.
    if (!queue.length || location.href !== address) return stop();
    const said = new SpeechSynthesisUtterance(queue.shift());
    [said.voice, said.lang, said.rate] = [voice, root.lang, 0.9];
    said.onend = next;
    said.onerror = () => mine === turn && stop();
    synthesis.speak(said);
  };
  next();
};
