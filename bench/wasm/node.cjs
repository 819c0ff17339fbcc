// Answers requests, one JSON object a line, with the engine built for Node.
//   node node.cjs <wasm-bindgen's module> <pack.json>
const fs = require("fs");
const readline = require("readline");
const [glue, pack] = process.argv.slice(2);
const { Engine } = require(glue);
const engine = new Engine(fs.readFileSync(pack, "utf8"));
readline.createInterface({ input: process.stdin }).on("line", line => {
  const { day, people } = JSON.parse(line);
  process.stdout.write(JSON.stringify(engine.digest(day, people)) + "\n");
});
