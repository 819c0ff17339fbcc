// For browsers that cannot run the app: those without modules run this by themselves, others are sent here by boot.js.
// Leads to the plain page that does the same, or to the first plain page. Written for the oldest of them.
(function () {
  var read = function (key) { try { return localStorage.getItem(key); } catch (error) { return null; } };
  // Plain pages stand one below the other: two are compared by reading both.
  var path = location.pathname.replace(/^\/courses\/compare\/?$/, "/courses");
  var same = /^\/(courses(?:\/[\w-]+)?|track)\/?$/.exec(path);
  var query = same && path === location.pathname ? location.search : "";
  var add = function (pair) { query += (query ? "&" : "?") + pair; };
  var lang = read("fumin.lang") || (/[?&]lang=en(?:&|$)/.test(location.search) ? "en" : "");
  if (lang === "en" && !/[?&]lang=/.test(query)) add("lang=en");
  if (read("fumin.large") === "1") add("large=1");
  // A terminal stays one: its plain pages start again by themselves.
  if (/[?&]kiosk=1(?:&|$)/.test(location.search) && !/[?&]kiosk=1(?:&|$)/.test(query)) add("kiosk=1");
  // Staff have no plain pages: they are told to take another browser.
  if (/^\/staff(?:\/|$)/.test(location.pathname)) document.getElementById("cannot-run").hidden = false;
  else location.replace((same ? "/plain/" + same[1] : "/plain") + query);
})();
