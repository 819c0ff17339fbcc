// Answers rounds, one JSON object a line: how long publicodes took for some people one after the other, and who is eligible.
//   node run.cjs <folder with node_modules> <people.json>
const fs = require("fs");
const path = require("path");
const readline = require("readline");
const [folder, file] = process.argv.slice(2);
const { default: Engine } = require(require.resolve("publicodes", { paths: [folder] }));
const YAML = require(require.resolve("yaml", { paths: [folder] }));

const { as_of, options, columns, figures } = JSON.parse(fs.readFileSync(file, "utf8"));
const written = fs.readFileSync(path.join(__dirname, "loan.yaml"), "utf8");
const rules = YAML.parse(written.replace(/\{(\w+)\}/g, (_, figure) => {
  if (!(figure in figures)) throw new Error(`no figure ${figure}`);
  return figures[figure];
}));
const engine = new Engine(rules, { logger: { log() {}, warn() {}, error: console.error } });

const yes = flag => (flag ? "oui" : "non");
const [year, month, day] = as_of.split("-").map(Number);
const age = days => {
  const birth = new Date(days * 86_400_000);
  const later = birth.getUTCMonth() + 1 - month || birth.getUTCDate() - day;
  return year - birth.getUTCFullYear() - (later > 0 ? 1 : 0);
};
// One merchant's flag, and one for all groups that need no more: fewer tests than the rule has.
const situation = place => {
  const of = fact => columns[fact][place];
  const holds = (fact, option) => ((of(fact) >> options[fact].indexOf(option)) & 1) === 1;
  const chosen = fact => `'${options[fact][of(fact)]}'`;
  const merchant = options.categories.indexOf("online_merchant");
  return {
    age: age(of("birth_date")),
    track: chosen("retirement_track"),
    "online merchant": yes(holds("categories", "online_merchant")),
    "any other group": yes((of("categories") & ~(1 << merchant)) !== 0),
    "shop months": of("online_shop_months"),
    "shop sales": of("online_shop_monthly_sales"),
    "shop rating": of("online_shop_rating_percent"),
    "in school": yes(of("in_school")),
    "public employee": yes(of("public_employee")),
    "welfare post": yes(of("welfare_post")),
    "business kind": chosen("business_kind"),
    "in district": yes(of("business_in_district")),
    industry: chosen("industry"),
    "business loan": yes(holds("other_loans", "business")),
    "other loan": yes(holds("other_loans", "other")),
    "consumer loan": yes(holds("other_loans", "consumer")),
    "consumer balance": of("consumer_loan_balance"),
    "prior loans": of("prior_guaranteed_loans"),
    overdue: yes(of("loan_overdue_record")),
  };
};

// Only setting a situation and asking is timed, not its making from our numbers; in processor time.
readline.createInterface({ input: process.stdin }).on("line", line => {
  const { first, count } = JSON.parse(line);
  const situations = Array.from({ length: count }, (_, place) => situation(first + place));
  const started = process.cpuUsage();
  const said = situations.map(told => engine.setSituation(told).evaluate("eligible").nodeValue);
  const { user, system } = process.cpuUsage(started);
  const eligible = said.map(one => (one === true ? "1" : one === false ? "0" : "?")).join("");
  process.stdout.write(JSON.stringify({ done: count, ns: (user + system) * 1000, eligible }) + "\n");
});
