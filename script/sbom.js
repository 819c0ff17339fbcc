// Reads `cargo metadata` and writes what the server and the pages are built from, as CycloneDX 1.5 (https://cyclonedx.org).
// What only tests, builds and benchmarks need is left out: none of it reaches who runs the portal.
// cargo-cyclonedx would write one list for each of our packages, with what only tests need, and take minutes more to install.
"use strict";
const fs = require("node:fs");

const LEFT_OUT = new Set(["tests", "bench"]);

const metadata = JSON.parse(fs.readFileSync(0, "utf8"));
const packages = new Map(metadata.packages.map((one) => [one.id, one]));
const nodes = new Map(metadata.resolve.nodes.map((one) => [one.id, one]));
// Of what lies in Cargo.lock, hashes; `cargo metadata` does not give them.
const hashes = new Map();
for (const part of fs.readFileSync("Cargo.lock", "utf8").split("[[package]]")) {
  const field = (name) => part.match(new RegExp(`^${name} = "(.*)"$`, "m"))?.[1];
  if (field("checksum")) hashes.set(`${field("name")} ${field("version")}`, field("checksum"));
}

const folder = (one) => one.manifest_path.slice(metadata.workspace_root.length + 1).split("/")[0];
const isShipped = (id) => !LEFT_OUT.has(folder(packages.get(id)));
const shipped = metadata.workspace_members.filter(isShipped);
// Null is an ordinary dependency; what is for "dev" and "build" runs elsewhere.
const needs = (id) =>
  nodes.get(id).deps.filter((dep) => dep.dep_kinds.some(({ kind }) => kind === null)).map((dep) => dep.pkg);
const found = new Set(shipped);
for (const id of found) for (const other of needs(id)) found.add(other);

const reference = (id) => {
  const { name, version } = packages.get(id);
  return `pkg:cargo/${name}@${encodeURIComponent(version)}`;
};
// "MIT/Apache-2.0" is how old packages say OR.
const expression = (license) => license.replace(/\s*\/\s*/g, " OR ");
const component = (id) => {
  const { name, version, license, source } = packages.get(id);
  const hash = hashes.get(`${name} ${version}`);
  return {
    type: "library",
    "bom-ref": reference(id),
    name,
    version,
    ...(license && { licenses: [{ expression: expression(license) }] }),
    ...(source && { purl: reference(id) }),
    ...(hash && { hashes: [{ alg: "SHA-256", content: hash }] }),
  };
};
const inOrder = [...found].sort((one, other) => (reference(one) < reference(other) ? -1 : 1));
const server = [...packages.values()].find((one) => one.name === "server");
const bom = {
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  version: 1,
  metadata: {
    component: {
      type: "application",
      "bom-ref": "fumin",
      name: "fumin",
      version: server.version,
      licenses: [{ expression: server.license }],
    },
  },
  components: inOrder.map(component),
  dependencies: [
    { ref: "fumin", dependsOn: shipped.map(reference).sort() },
    ...inOrder.map((id) => ({ ref: reference(id), dependsOn: [...new Set(needs(id).map(reference))].sort() })),
  ],
};
process.stdout.write(`${JSON.stringify(bom, null, 1)}\n`);
