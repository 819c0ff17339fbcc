// Two aids that need no WebAssembly: the page read aloud, and stronger contrast beside large type.
//
// Only a voice that lives on the device is asked: others send what they read over the network, and pages hold personal data.
const root = document.documentElement;
const synthesis = globalThis.speechSynthesis;
const UNSPOKEN = "button, nav, input, select, textarea, svg, script, style, [aria-hidden=true], [hidden]";
// Some engines fall silent in the middle of a long text.
const LONGEST = 90;

const voice = () => {
  const tongue = root.lang.slice(0, 2);
  return synthesis?.getVoices().find((each) => each.localService && each.lang.toLowerCase().startsWith(tongue));
};

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

export const offerAids = (words, save) => {
  const dock = document.createElement("aside");
  dock.className = "aids";
  dock.setAttribute("aria-label", words.aids);
  const add = (name, words, press) => {
    const button = Object.assign(document.createElement("button"), { type: "button", className: `aids__${name}`, textContent: words, onclick: press });
    dock.append(button);
    return button;
  };

  const contrast = add("contrast", words.contrast, () => {
    const isStrong = root.toggleAttribute("data-contrast");
    contrast.setAttribute("aria-pressed", String(isStrong));
    save("fumin.contrast", isStrong ? "1" : "0");
  });
  contrast.setAttribute("aria-pressed", String(root.hasAttribute("data-contrast")));

  let turn = 0;
  let aloud;
  const stop = () => {
    turn += 1;
    synthesis.cancel();
    if (aloud) aloud.textContent = words.read_aloud;
  };
  const start = () => {
    const [mine, page, address] = [(turn += 1), document.querySelector("main"), location.href];
    const queue = page ? sentences(page) : [];
    aloud.textContent = words.stop_reading;
    const next = () => {
      if (mine !== turn) return;
      // Another page has come in the meantime: what was read is no longer what is shown.
      if (!queue.length || location.href !== address) return stop();
      const said = new SpeechSynthesisUtterance(queue.shift());
      [said.voice, said.lang, said.rate] = [voice(), root.lang, 0.9];
      said.onend = next;
      said.onerror = () => mine === turn && stop();
      synthesis.speak(said);
    };
    next();
  };
  const offerVoice = () => {
    if (aloud || !voice()) return;
    aloud = add("read", words.read_aloud, () => (aloud.textContent === words.read_aloud ? start() : stop()));
    addEventListener("pagehide", stop);
  };
  offerVoice();
  synthesis?.addEventListener?.("voiceschanged", offerVoice);
  document.body.append(dock);
};
