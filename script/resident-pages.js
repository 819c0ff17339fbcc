// The residents' pages that are measured, for script/lighthouse and script/slow-line: address, what must stand there before
// somebody can use it (none of it is in the static page), the same on the twin in plain React where it has the page.
// `{course}` is one of the catalogue, `{form}` a draft of whoever `signIn` signs in; such pages are asked for with the session.
const { execFileSync } = require("node:child_process");
const { randomUUID } = require("node:crypto");

const PAGES = {
  home: ["/", ".course-card"],
  catalogue: ["/courses", ".course-card", ".course-card"],
  course: ["/courses/{course}", ".course .money", ".course .money"],
  compare: ["/courses/compare?ids={course}", ".course-compare thead th"],
  eligibility: ["/eligibility", "main .button"],
  "eligibility, all programmes": ["/eligibility/result", "main h1:not([data-shell])"],
  calculator: ["/calculator", "main input"],
  tracking: ["/track", "main input", "main input"],
  "checking a certificate": ["/track/certificate", "main input"],
  "sign-in": ["/my/sign-in", "main input"],
  "before applying": ["/apply", "main input"],
  "my files": ["/my/", "main h1:not([data-shell])"],
  "my courses": ["/classes/", "main h1:not([data-shell])"],
  "the form": ["/apply/{form}", "main h1:not([data-shell])"],
  "a question of the form": ["/apply/{form}/loan/purpose", "#purpose"],
};
const isOwn = (path) => /^\/(?:my\/$|classes\/|apply\/)/.test(path);

// A resident of a fresh portal with a draft: the program reads the code that would have gone to the phone.
const signIn = async (origin, program, data) => {
  const phone = "13800000001";
  const send = async (path, body, cookie = "") => {
    const headers = { "content-type": "application/json", "idempotency-key": randomUUID(), ...(cookie && { cookie }) };
    const answer = await fetch(origin + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  await send("/api/session/code", { phone });
  const outbox = execFileSync(program, ["admin", "outbox", "--limit", "20", "--data", data], { encoding: "utf8" });
  const [, code] = outbox.split("\n").find((line) => line.includes(phone))?.split(phone).at(-1).match(/(?<!\d)(\d{6})(?!\d)/) ?? [];
  const answer = await send("/api/session", { phone, code });
  const cookie = answer.headers.get("set-cookie").split(";")[0];
  const draft = await (await send("/api/applications", { product: "startup_loan_individual" }, cookie)).json();
  return { cookie, form: draft.id };
};

// Every page with its address.
const pages = async (origin, program, data) => {
  const [course] = await (await fetch(`${origin}/api/courses`)).json();
  const { cookie, form } = await signIn(origin, program, data);
  const named = Object.entries(PAGES).map(([name, [path, usable, ofTwin]]) =>
    ({ name, path: path.replace("{course}", course.id).replace("{form}", form), usable, ofTwin, cookie: isOwn(path) ? cookie : "" }));
  return named;
};

module.exports = { pages };
