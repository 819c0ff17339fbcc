// The measuring part of script/slow-line: node script/slow-line.js <origin> <runs>
const { readFileSync, writeFileSync } = require("node:fs");
const { loadavg } = require("node:os");
const puppeteer = require("puppeteer-core");

const [origin, runs] = [process.argv[2], Number(process.argv[3])];
// What must stand on a page before a resident can use it; none of it is in the static page.
const USABLE = {
  home: ["/", ".course-card"],
  catalogue: ["/courses", ".course-card"],
  course: ["/courses/", ".course .money"],
  eligibility: ["/eligibility", "main .button"],
  tracking: ["/track", "main input"],
  "sign-in": ["/my/sign-in", "main input"],
  "before applying": ["/apply", "main input"],
};
const GATES = { usable: 1400, shift: 0.02, requests: 4 };
const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };

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

async function visit(browser, path, selector) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 360, height: 640, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  const line = await page.createCDPSession();
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", LINE);
  await line.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.evaluateOnNewDocument(watch, selector);
  await page.goto(origin + path, { waitUntil: "domcontentloaded" });
  await page.waitForFunction(() => window.seen?.usable, { timeout: 30_000 });
  await new Promise((done) => setTimeout(done, 500));
  const seen = await page.evaluate(() => ({
    ...window.seen,
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
  }));
  await context.close();
  const twice = asked.filter((each, at) => asked.indexOf(each) !== at);
  if (twice.length) throw new Error(`${path} asks twice for ${twice}`);
  const own = asked.filter((each) => !each.startsWith("/api/"));
  return { ...seen, requests: own.length, data: asked.filter((each) => each.startsWith("/api/")).length };
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

(async () => {
  const [course] = await (await fetch(`${origin}/api/courses`)).json();
  USABLE.course[0] += course.id;
  const browser = await puppeteer.launch({ executablePath: process.env.CHROME_PATH, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
  const failed = [], rows = [];
  await visit(browser, "/track", "main input"); // the browser's own first start
  for (const [name, [path, selector]] of Object.entries(USABLE)) {
    const seen = [];
    for (let run = 0; run < runs; run += 1) seen.push(await visit(browser, path, selector));
    const of = (what) => median(seen.map((each) => each[what]));
    for (const [what, gate] of Object.entries(GATES)) if (of(what) > gate) failed.push(`${name}: ${what} ${of(what)}, above ${gate}`);
    rows.push(`| ${name} | ${Math.round(of("paint"))} | ${Math.round(of("usable")).toLocaleString("en")} | ${of("shift").toFixed(3)} | ${of("requests")} + ${of("data")} |`);
    console.log(rows.at(-1));
  }
  await browser.close();
  const begin = "<!-- slow line: written by script/slow-line -->", end = "<!-- /slow line -->";
  const section = [begin, "## First use on a slow line", "",
    "Release build over loopback in Chromium at 360×640 with applied throttling: 150 ms, 1.6 Mbps, CPU 4×; empty cache.",
    `The median of ${runs} runs, on a machine with a load of ${loadavg()[0].toFixed(1)}.`,
    "\"Usable\" is when the page's own content (course cards, the start button, the first field) stands in the running app.",
    "Requests are those that start the app (page, script, WebAssembly) and those for its data, which run beside the WebAssembly.",
    "Gates: usable 1.4 s, layout shift 0.02, 4 requests to start.", "",
    "| page | first paint ms | usable ms | layout shift | requests |", "|---|---|---|---|---|", ...rows, end].join("\n");
  const file = "docs/BENCHMARKS.md", before = readFileSync(file, "utf8");
  const from = before.indexOf(begin), to = before.indexOf(end);
  writeFileSync(file, from < 0 ? `${before.trimEnd()}\n\n${section}\n` : before.slice(0, from) + section + before.slice(to + end.length));
  if (failed.length) { console.error(failed.join("\n")); process.exitCode = 1; }
})();
