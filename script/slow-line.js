// The measuring part of script/slow-line: node script/slow-line.js <origin> <the twin's JSON> <runs> <fumin> <its data>
const { readFileSync, writeFileSync } = require("node:fs");
const { loadavg } = require("node:os");
const puppeteer = require("puppeteer-core");
const { pages } = require("./resident-pages.js");

const [origin, twin, runs, program, data] = [process.argv[2], JSON.parse(process.argv[3]), Number(process.argv[4]), ...process.argv.slice(5)];
const LINES = {
  "slow 4G": { latency: 150, kbps: 1600, gates: { paint: 500, usable: 1400, shift: 0.02, requests: 4 } },
  "3G": { latency: 300, kbps: 700, gates: { paint: 600, usable: 2600, shift: 0.02, requests: 4 } },
};

const watch = (selector) => {
  window.seen = { shift: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  const look = () => {
    if (document.querySelector(selector)) window.seen.usable = performance.now();
    else requestAnimationFrame(look);
  };
  look();
};

async function visit(browser, address, selector, { latency, kbps }, cookie = "") {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 360, height: 640, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  if (cookie) await page.setExtraHTTPHeaders({ cookie });
  const line = await page.createCDPSession();
  await line.send("Network.enable");
  const bytes = (kbps * 1000) / 8;
  await line.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: bytes, uploadThroughput: bytes / 2 });
  await line.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.evaluateOnNewDocument(watch, selector);
  await page.goto(address, { waitUntil: "domcontentloaded" });
  await page.waitForFunction(() => window.seen?.usable, { timeout: 30_000 });
  await new Promise((done) => setTimeout(done, 500));
  const seen = await page.evaluate(() => ({
    ...window.seen,
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
    // What comes once the page is usable keeps nobody waiting.
    before: performance.getEntriesByType("resource").filter(({ startTime }) => startTime < window.seen.usable).map(({ name }) => new URL(name).pathname),
  }));
  await context.close();
  const twice = asked.filter((each, at) => asked.indexOf(each) !== at);
  const data = seen.before.filter((each) => each.startsWith("/api/")).length;
  return { ...seen, requests: 1 + seen.before.length - data, data, twice };
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const whole = (value) => Math.round(value).toLocaleString("en");

(async () => {
  const all = await pages(origin, program, data);
  const browser = await puppeteer.launch({ executablePath: process.env.CHROME_PATH, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
  const failed = [], tables = [];
  await visit(browser, `${origin}/track`, "main input", LINES["slow 4G"]); // the browser's own first start
  for (const [line, conditions] of Object.entries(LINES)) {
    const { latency, kbps, gates } = conditions;
    const rows = [];
    for (const { name, path, usable, ofTwin, cookie } of all) {
      const ours = [], theirs = [];
      for (let run = 0; run < runs; run += 1) {
        ours.push(await visit(browser, origin + path, usable, conditions, cookie));
        if (ofTwin) theirs.push(await visit(browser, twin.origin + path, ofTwin, conditions));
      }
      const of = (seen, what) => median(seen.map((each) => each[what]));
      const twice = ours.flatMap((each) => each.twice);
      if (twice.length) failed.push(`${line}, ${name}: asks twice for ${[...new Set(twice)]}`);
      for (const [what, gate] of Object.entries(gates)) if (of(ours, what) > gate) failed.push(`${line}, ${name}: ${what} ${of(ours, what)}, above ${gate}`);
      const beside = ofTwin ? `${whole(of(theirs, "paint"))} | ${whole(of(theirs, "usable"))} | ${(of(ours, "usable") / of(theirs, "usable")).toFixed(2)}` : " | | ";
      rows.push(`| ${name} | ${whole(of(ours, "paint"))} | ${whole(of(ours, "usable"))} | ${of(ours, "shift").toFixed(3)} | ${of(ours, "requests")} + ${of(ours, "data")} | ${beside} |`);
      console.log(line, rows.at(-1));
    }
    tables.push(`**${line}** (${latency} ms, ${(kbps / 1000).toFixed(1)} Mbps). Gates: first paint ${gates.paint} ms, usable ${gates.usable} ms, layout shift ${gates.shift}, ${gates.requests} requests to start.`, "",
      "| page | first paint ms | usable ms | layout shift | requests | React: first paint | usable | ours to React's |", "|---|---|---|---|---|---|---|---|", ...rows, "");
  }
  await browser.close();
  const begin = "<!-- slow line: written by script/slow-line -->", end = "<!-- /slow line -->";
  const section = [begin, "## First use on a slow line", "",
    "Release build over loopback in Chromium at 360×640 with applied throttling, CPU 4×; empty cache.",
    `The median of ${runs} runs, in turn with the same pages in plain React (\`bench/peers/react\`, ${(twin.bytes / 1000).toFixed(1)} KB in all, of it the portal's own styles), on a machine with a load of ${loadavg()[0].toFixed(1)}.`,
    "\"Usable\" is when the page's own content (course cards, the start button, the first field) stands in the running app.",
    "Requests are those that start the app (page, script, WebAssembly) and those for its data, which run beside the WebAssembly.", "",
    ...tables, end].join("\n");
  const file = "docs/BENCHMARKS.md", before = readFileSync(file, "utf8");
  const from = before.indexOf(begin), to = before.indexOf(end);
  writeFileSync(file, from < 0 ? `${before.trimEnd()}\n\n${section}\n` : before.slice(0, from) + section + before.slice(to + end.length));
  if (failed.length) { console.error(failed.join("\n")); process.exitCode = 1; }
})();
