// For browsers without modules, which never run boot.js.
document.getElementById("cannot-run").hidden = false;
