// Builds the twin and serves it, compressed as the portal's own files are; what it asks of /api comes from the portal.
//   node server.cjs <folder of node_modules with react> <the portal's origin> <folder of the portal's styles>
"use strict";
const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const http = require("node:http");
const { join } = require("node:path");
const { brotliCompressSync, constants } = require("node:zlib");
const { buildSync } = require("esbuild");

const [modules, origin, styles] = process.argv.slice(2);
const built = buildSync({
  entryPoints: [join(__dirname, "twin.jsx")], bundle: true, minify: true, format: "esm", target: "chrome97", jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"' }, nodePaths: [modules], write: false, logLevel: "error",
});
const squeeze = (text) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } });
const file = (type, text) => ({ type, body: squeeze(Buffer.from(text)), etag: `"${createHash("sha256").update(text).digest("hex").slice(0, 16)}"` });
const files = {
  "/twin.js": file("text/javascript", built.outputFiles[0].text),
  "/twin.css": file("text/css", readFileSync(styles, "utf8")),
  "/": file("text/html; charset=utf-8", readFileSync(join(__dirname, "index.html"), "utf8")),
};

const agent = new http.Agent({ keepAlive: true });
const pass = (request, response) => {
  const onward = http.request(origin + request.url, { method: request.method, headers: { ...request.headers, host: new URL(origin).host }, agent }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => response.writeHead(502).end());
  request.pipe(onward);
};

const server = http.createServer((request, response) => {
  if (request.url.startsWith("/api/")) return pass(request, response);
  const { type, body, etag } = files[request.url.split("?")[0]] ?? files["/"];
  const cache = type.startsWith("text/html") ? "no-cache" : "public, max-age=31536000, immutable";
  response.writeHead(200, { "content-type": type, "content-encoding": "br", "content-length": body.length, "cache-control": cache, etag }).end(body);
});
server.listen(0, "127.0.0.1", () => {
  const bytes = Object.values(files).reduce((sum, { body }) => sum + body.length, 0);
  console.log(JSON.stringify({ origin: `http://127.0.0.1:${server.address().port}`, bytes }));
});
