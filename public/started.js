// Whether this build works here: the page's own script and WebAssembly name it. Where it does not, the worker goes back to the
// build before. What stops in the first seconds after it has drawn itself counts as well.
const SECONDS = 10;
let isTold = false;
let seconds = 0;
export const tellHowItWent = () => {
  const worker = navigator.serviceWorker?.controller;
  const script = document.querySelector("script[data-wasm]");
  const isUp = document.getElementById("crashed")?.hidden !== false;
  if (!isUp || (!isTold && document.querySelector(".skip-link"))) {
    worker?.postMessage({ files: [new URL(script.src).pathname, script.dataset.wasm], isUp });
    isTold = true;
  }
  if (isTold) seconds += 1;
  if (isUp && seconds < SECONDS) setTimeout(tellHowItWent, 1_000);
};
