// The measuring part of script/filter-speed: node script/filter-speed.js <origin> <the twin's JSON> <rounds>
const { readFileSync, writeFileSync } = require("node:fs");
const { loadavg } = require("node:os");
const puppeteer = require("puppeteer-core");

const [origin, twin, rounds] = [process.argv[2], JSON.parse(process.argv[3]), Number(process.argv[4])];
const GATES = { p50: 50, p95: 80, most: 120, long: 0 };
const TYPED = ["养羊", "电商直播", "焊工 五级", "育婴", "中式烹饪", "叉车", "没有这样的课"];
const REST = 250; // between letters, as somebody types

// Runs in the page before its scripts: notes how long each letter takes until its frame stands, and tasks above 50 ms.
const watch = () => {
  window.letters = [];
  window.long = [];
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.long.push(Math.round(entry.duration)))).observe({ entryTypes: ["longtask"] });
  const channel = new MessageChannel();
  let begun;
  channel.port1.onmessage = () => window.letters.push(performance.now() - begun);
  addEventListener("input", (event) => {
    begun = event.timeStamp;
    requestAnimationFrame(() => channel.port2.postMessage(0));
  }, true);
};

// Each in a browser of its own, and only one at a time: a page that is slowed down keeps a core busy while it waits.
async function open(address) {
  const browser = await puppeteer.launch({ executablePath: process.env.CHROME_PATH, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
  const page = await browser.newPage();
  await page.setViewport({ width: 360, height: 640, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  await page.evaluateOnNewDocument(watch);
  await page.goto(`${address}/courses`);
  await page.waitForSelector(".course-card", { timeout: 60_000 });
  const line = await page.createCDPSession();
  await line.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  return page;
}

// Types every search and takes it back letter by letter; gives back the letters' times, and checks that the list followed.
async function type(page) {
  await page.bringToFront();
  const field = await page.waitForSelector("main input[type=search]");
  await field.focus();
  const rest = () => new Promise((rested) => setTimeout(rested, REST));
  const shown = ".course-card:not([hidden])";
  const cards = () => page.$$eval(shown, (cards) => cards.length);
  await new Promise((rested) => setTimeout(rested, 3000)); // what the search reads besides the list comes with the focus
  await page.evaluate(() => { window.letters = []; window.long = []; });
  const all = await cards();
  if (all < 50) throw new Error(`${all} rows are not a whole page`);
  for (const words of TYPED) {
    for (const letter of words) { await page.keyboard.sendCharacter(letter); await rest(); }
    const found = await cards();
    if (found === all && words === TYPED.at(-1)) throw new Error(`${words} found everything`);
    for (const _ of words) { await page.keyboard.press("Backspace"); await rest(); }
    // The rows below the screen come by and by.
    await page.waitForFunction((shown, all) => document.querySelectorAll(shown).length === all, { timeout: 5000 }, shown, all);
  }
  return page.evaluate(() => ({ letters: window.letters, long: window.long }));
}

(async () => {
  const lists = { ours: origin, "plain React": twin.origin };
  const figures = Object.fromEntries(Object.keys(lists).map((name) => [name, { letters: [], long: [] }]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, address] of Object.entries(lists)) {
      const page = await open(address);
      const { letters, long } = await type(page);
      await page.browser().close();
      figures[name].letters.push(...letters);
      figures[name].long.push(...long);
    }
  }
  const failed = [];
  const rows = Object.entries(figures).map(([name, { letters, long }]) => {
    letters.sort((one, other) => one - other);
    const at = (share) => letters[Math.min(letters.length - 1, Math.floor(letters.length * share))];
    const found = { p50: at(0.5), p95: at(0.95), most: letters.at(-1), long: long.length };
    if (name === "ours") for (const [what, gate] of Object.entries(GATES)) if (found[what] > gate) failed.push(`${what} ${found[what].toFixed(1)}, above ${gate}`);
    figures[name].p95 = found.p95;
    return `| ${name} | ${letters.length} | ${found.p50.toFixed(1)} | ${found.p95.toFixed(1)} | ${found.most.toFixed(1)} | ${long.length}${long.length ? ` (longest ${Math.max(...long)} ms)` : ""} |`;
  });
  const begin = "<!-- filter: written by script/filter-speed -->", end = "<!-- /filter -->";
  const section = [begin, "## Typing in the filter of 5,000 courses", "",
    `\`script/filter-speed ${rounds}\`: release build, Chromium at 360×640, CPU 4×, seven searches typed and taken back letter by letter, from the input event until its frame is painted, in turn with the same list in plain React (\`bench/peers/react\`, which looks through titles, trainers, trades and places; ours also through synonyms, summaries and outlines, and orders what it finds). Load ${loadavg()[0].toFixed(1)}. Gates: p50 ${GATES.p50} ms, p95 ${GATES.p95} ms, longest ${GATES.most} ms, no long task; at best half of React's p95.`, "",
    "| list | letters | p50 ms | p95 ms | longest ms | tasks above 50 ms |", "|---|---|---|---|---|---|", ...rows, "",
    `Our p95 is ${(figures.ours.p95 / figures["plain React"].p95).toFixed(2)} of React's.`, end].join("\n");
  const file = "docs/BENCHMARKS.md", before = readFileSync(file, "utf8");
  const from = before.indexOf(begin), to = before.indexOf(end);
  writeFileSync(file, from < 0 ? `${before.trimEnd()}\n\n${section}\n` : before.slice(0, from) + section + before.slice(to + end.length));
  console.log(rows.join("\n"));
  if (failed.length) { console.error(failed.join("\n")); process.exitCode = 1; }
})();
