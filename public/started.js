// Whether this build works here: the page's own script and WebAssembly name it. Where it does not, the worker goes back to the
// build before.
export const tellHowItWent = () => {
  const worker = navigator.serviceWorker?.controller;
  const script = document.querySelector("script[data-wasm]");
  const isUp = document.getElementById("crashed")?.hidden !== false;
  if (!isUp || document.querySelector(".skip-link")) worker?.postMessage({ files: [new URL(script.src).pathname, script.dataset.wasm], isUp });
  else setTimeout(tellHowItWent, 1_000);
};
