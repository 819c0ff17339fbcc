// Two aids that need no WebAssembly: the page read aloud, and stronger contrast beside large type.
//
// Only a voice that lives on the device is asked: others send what they read over the network, and pages hold personal data.
const root = document.documentElement;
const synthesis = globalThis.speechSynthesis;

const voice = () => {
  const tongue = root.lang.slice(0, 2);
  return synthesis?.getVoices().find((each) => each.localService && each.lang.toLowerCase().startsWith(tongue));
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

  let aloud;
  const offerVoice = () => {
    if (aloud || !voice()) return;
    // What reads comes with the press.
    aloud = add("read", words.read_aloud, () => import("/aloud.js").then(({ toggle }) => toggle(aloud, words, voice())).catch(() => {}));
  };
  offerVoice();
  synthesis?.addEventListener?.("voiceschanged", offerVoice);
  document.body.append(dock);
};
