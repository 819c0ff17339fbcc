// Answers requests, one JSON object a line, with the engine built for Node.
//   node node.cjs <wasm-bindgen's module> <pack.json>
const { createHash } = require("crypto");
const fs = require("fs");
const readline = require("readline");
const [glue, pack] = process.argv.slice(2);
const { Engine } = require(glue);
const engine = new Engine(fs.readFileSync(pack, "utf8"));

// In processor time.
const timed = run => {
  const started = process.cpuUsage();
  const done = run();
  const { user, system } = process.cpuUsage(started);
  return { done, ns: (user + system) * 1000 };
};
const digest = (day, people) => {
  const hash = createHash("sha256");
  engine.hash(day, people, hash);
  return hash.digest("hex");
};
const answers = {
  digest: ({ day, people }) => digest(day, people),
  text: ({ day, people }) => engine.text(day, people),
  take: ({ day, people }) => (engine.take(day, people), null),
  said: () => engine.said(),
  verdicts: ({ passes }) => timed(() => engine.verdicts(passes)),
  keystrokes: () => timed(() => engine.keystrokes()),
};
readline.createInterface({ input: process.stdin }).on("line", line => {
  const request = JSON.parse(line);
  process.stdout.write(JSON.stringify(answers[request.ask](request)) + "\n");
});
