// Asks whether somebody is still there, counts in seconds, and leaves. Written for the oldest of these browsers.
(function () {
  var part = document.getElementById("alone");
  var clock = document.getElementById("alone-clock");
  var heard = document.getElementById("alone-heard");
  var stay = document.getElementById("alone-stay");
  var words = clock.getAttribute("data-words");
  var leads = part.getAttribute("data-leads");
  var quiet = Number(part.getAttribute("data-quiet"));
  var read = function (key) { try { return sessionStorage.getItem(key); } catch (error) { return null; } };
  var write = function (key, text) { try { sessionStorage.setItem(key, text); } catch (error) { /* nothing is kept, then */ } };
  var isLeaving = false;
  var leave = function () {
    if (isLeaving) return;
    isLeaving = true;
    document.documentElement.hidden = true;
    location.replace(leads);
  };

  // Back leads to what somebody before has typed, which browsers put into the fields again. Each stay at the terminal has a
  // number of its own, and so have its places in the history; starting again forgets it.
  var VISIT = "fumin.kiosk.visit";
  var mine = null;
  var belongs = function () {
    var visit = read(VISIT);
    if (mine && mine !== visit) { leave(); return; }
    if (!visit) write(VISIT, String(Math.random()).slice(2));
    mine = read(VISIT);
  };
  if (leads) {
    // Whoever was here before is still signed in (kiosk.js), and the page may be theirs.
    try { if (localStorage.getItem("fumin.owed")) { leave(); return; } } catch (error) { /* nothing is kept, then */ }
    quiet = Number(read("fumin.kiosk.idle")) || quiet;
    mine = (history.state && history.state.visit) || null;
    belongs();
    if (isLeaving) return;
    if (mine) history.replaceState({ visit: mine }, "");
    addEventListener("pageshow", function (event) { if (event.persisted) belongs(); });
  }
  var warning = Math.min(Number(part.getAttribute("data-warning")), quiet);

  var last = Date.now();
  var before = null;
  var wake = function () {
    last = Date.now();
    if (part.hidden) return;
    part.hidden = true;
    heard.textContent = "";
    if (before) before.focus();
  };
  stay.addEventListener("click", wake);
  // Only the server's own clock counts what a clerk does.
  if (leads) ["keydown", "input", "mousedown", "touchstart", "touchmove", "wheel"].forEach(function (kind) {
    addEventListener(kind, function (event) { if (!part.contains(event.target)) wake(); }, true);
  });
  // The key that ends a helped session everywhere: on the clerk's own page the tab's mark ends it and clears (helped.js).
  var ends = part.getAttribute("data-ends");
  if (ends) addEventListener("keydown", function (event) {
    if (event.key !== "F9" || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    document.documentElement.hidden = true;
    location.replace(ends);
  }, true);
  setInterval(function () {
    var left = Math.ceil(quiet + warning - (Date.now() - last) / 1000);
    if (left > warning) return;
    if (left <= 0 && leads) { leave(); return; }
    var text = words.replace("{n}", Math.max(0, left));
    clock.textContent = text;
    if (part.hidden) {
      before = document.activeElement;
      part.hidden = false;
      heard.textContent = text;
      stay.focus();
    } else if (left % 10 === 0) heard.textContent = text;
  }, 1000);
})();
