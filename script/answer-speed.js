// What an answer costs, and what the pack weighs; called by script/answer-speed with the server's address.
const { readFileSync, writeFileSync } = require("node:fs");
const { brotliCompressSync, constants } = require("node:zlib");
const puppeteer = require("puppeteer-core");

const [origin, presses] = [process.argv[2], Number(process.argv[3])];
const SLOWER = 6; // a cheap phone beside a desktop; Chromium's own throttling halts whole slices and says little of a millisecond
const MOST = { answer: 8, rules: 2048, words: 4096 };

// How far the person has come, and the question that is pressed on; every programme is asked about.
const begun = { birth_date: "1988-05-06", categories: ["returning_migrant"], business_kind: "self_employed", in_school: false };
const nearlyDone = {
  ...begun, retirement_track: "male_60", graduating_year: false, graduated_on: "none", public_employee: false, welfare_post: false,
  business_in_district: true, business_in_province: true, business_operating: true, business_first: true, business_registered_on: "2025-03-12",
  startup_subsidy_received: false, wage_or_insurance_arrears: false, industry: "catering", other_loans: [], family_loans_5y: false,
  prior_guaranteed_loans: 0, employees: 2, employment_status: "self_employed", training_listed: false, away_work: "none", certificate_level: "none",
};
const STAGES = [["nothing", {}, "in_school"], ["four questions", begun, "public_employee"], ["all but a few", nearlyDone, "loan_overdue_record"]];

// Runs in the page: presses the options in turn and waits for the strip beside the question to change.
const press = async (times) => {
  const options = [...document.querySelectorAll("input[name=answer]")];
  const strip = document.querySelector(".eligibility__strip");
  const taken = [];
  for (let at = 0; at < times; at++) {
    const drawn = new Promise((done) => {
      const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now()); });
      watch.observe(strip, { subtree: true, childList: true, characterData: true });
    });
    const begun = performance.now();
    options[at % 2].click();
    taken.push((await drawn) - begun);
    await new Promise((rested) => setTimeout(rested, 20));
  }
  return taken.sort((one, other) => one - other)[Math.floor(times / 2)];
};

const answers = async () => {
  const browser = await puppeteer.launch({ executablePath: process.env.CHROME_PATH, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 360, height: 640 });
    await page.goto(`${origin}/eligibility`);
    const found = [];
    for (const [stage, facts, fact] of STAGES) {
      await page.evaluate((facts) => { sessionStorage.clear(); sessionStorage.setItem("fumin.eligibility.facts", JSON.stringify(facts)); }, facts);
      await page.goto(`${origin}/eligibility/question/${fact}`);
      await page.waitForSelector(`[data-fact=${fact}]`);
      found.push([stage, await page.evaluate(press, presses)]);
    }
    return found;
  } finally {
    await browser.close();
  }
};

const weights = async () => {
  const { hash } = await (await fetch(`${origin}/api/policy-pack`)).json();
  const text = async (part) => Buffer.from(await (await fetch(`${origin}/api/policy-pack/${hash}/${part}`)).arrayBuffer());
  const rules = await text("rules");
  const { programmes } = JSON.parse(rules);
  const brotli = (plain) => brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }).length;
  const found = [["rules", brotli(rules), MOST.rules]];
  for (const language of ["zh", "en"]) found.push([`words, ${language}`, brotli(await text(`words/${language}`)), MOST.words]);
  return found.map(([part, whole, most]) => [part, whole, Math.ceil(whole / Object.keys(programmes).length), most]);
};

(async () => {
  const [timed, weighed] = [await answers(), await weights()];
  const ms = (value) => value.toFixed(1);
  const lines = [
    "## What an answer costs",
    "", `\`script/answer-speed ${presses}\`: release build, Chromium at 360×640, all fifteen programmes; the median from a press on an option until every programme's standing is drawn anew, layout apart. Gate: six times it ${MOST.answer} ms.`,
    "", "| answered before | ms | six times |", "|---|---|---|",
    ...timed.map(([stage, taken]) => `| ${stage} | ${ms(taken)} | ${ms(taken * SLOWER)} |`),
    "", "The pack on the wire, brotli at quality 11, fetched once and kept by its hash:",
    "", "| part | bytes | a programme | gate |", "|---|---|---|---|",
    ...weighed.map(([part, whole, each, most]) => `| ${part} | ${whole} | ${each} | ${most} |`),
  ];
  console.log(lines.join("\n"));
  const [file, open, close] = ["docs/BENCHMARKS.md", "<!-- answers: written by script/answer-speed -->", "<!-- /answers -->"];
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(new RegExp(`${open}[^]*${close}`), () => [open, ...lines, close].join("\n")));
  const isOver = timed.some(([, taken]) => taken * SLOWER > MOST.answer) || weighed.some(([, , each, most]) => each > most);
  process.exit(isOver ? 1 : 0);
})();
