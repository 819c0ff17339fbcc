// The portal's catalogue, course page and tracking form in plain React, to be measured beside them: the same data, the same
// styles, the same number of rows, nothing clever. No offline copy, no languages, no words to read aloud.
import { memo, useEffect, useMemo, useState } from "react";
import { createRoot } from "react-dom/client";

const ROWS = 50;
const KINDS = {
  employment_skill: "就业技能", job_upgrade: "岗位提升", advanced_skill: "高技能", startup: "创业", farming: "农业实用技术", ecommerce: "电商",
};
const money = (fen) => (fen === 0 ? "免费" : `${(fen / 100).toLocaleString("zh-CN")} 元`);
const day = (date) => new Date(date).toLocaleDateString("zh-CN", { month: "long", day: "numeric", weekday: "short", timeZone: "UTC" });
const folded = (text) => text.normalize("NFKC").toLowerCase();

const fetched = new Map();
const fetchOnce = (address) => {
  if (!fetched.has(address)) fetched.set(address, fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))));
  return fetched.get(address);
};

function useFetched(...addresses) {
  const [state, setState] = useState({});
  useEffect(() => {
    let isWanted = true;
    Promise.all(addresses.map(fetchOnce)).then((found) => isWanted && setState({ found }), (fault) => isWanted && setState({ fault }));
    return () => { isWanted = false; };
  }, addresses);
  return state;
}

const go = (event) => {
  event.preventDefault();
  history.pushState(null, "", event.currentTarget.href);
  dispatchEvent(new PopStateEvent("popstate"));
};
const Link = ({ href, ...rest }) => <a href={href} onClick={go} {...rest} />;
const Notice = ({ children }) => <div className="notice" data-tone="error" role="alert"><p>{children}</p></div>;

function Page({ title, children }) {
  return (
    <>
      <header className="site-header"><Link className="site-header__name" href="/">富民通</Link></header>
      <nav className="bottom-bar" aria-label="四件事">
        <Link className="bottom-bar__task" href="/courses">学什么</Link>
        <Link className="bottom-bar__task" href="/track">办到哪了</Link>
      </nav>
      <main className="page" id="main"><h1 className="page-title">{title}</h1>{children}</main>
    </>
  );
}

const Card = memo(function Card({ course, place }) {
  const next = course.sessions[0];
  return (
    <li className="course-card">
      <h3 className="course-card__title"><Link className="course-card__link" href={`/courses/${course.id}`}>{course.title}</Link></h3>
      <p className="course-card__what"><span className="course-card__kind">{KINDS[course.kind]}</span><span>{place}</span></p>
      <p className="course-card__when">{next ? <span>{day(next.starts_on)} 开课，还有 {next.seats - next.seats_taken} 个名额</span> : "暂无班次"}</p>
      <p className="course-card__price"><strong>{money(course.price_fen)}</strong>{course.is_subsidised && <span className="course-card__note">可能有补贴</span>}</p>
    </li>
  );
});

function Courses() {
  const { found, fault } = useFetched("/api/courses", "/api/district");
  const [text, setText] = useState("");
  const [kinds, setKinds] = useState([]);
  const [limit, setLimit] = useState(ROWS);
  const places = useMemo(() => new Map((found?.[1].divisions ?? []).map((division) => [division.code, division.name])), [found]);
  const searched = useMemo(
    () => (found?.[0] ?? []).map((course) => ({ course, text: folded([course.title, course.provider, course.trade ?? "", places.get(course.division) ?? ""].join(" ")) })),
    [found, places],
  );
  const wanted = folded(text).split(/\s+/).filter(Boolean);
  const rows = searched.filter((each) => wanted.every((word) => each.text.includes(word)) && (kinds.length === 0 || kinds.includes(each.course.kind)));
  const toggle = (kind) => setKinds(kinds.includes(kind) ? kinds.filter((each) => each !== kind) : [...kinds, kind]);
  return (
    <Page title="学什么">
      <label className="field">
        <span className="field__label">想学什么</span>
        <input className="field__input" type="search" name="q" value={text} onChange={(event) => { setText(event.target.value); setLimit(ROWS); }} />
      </label>
      <fieldset>
        <legend>类别</legend>
        {Object.entries(KINDS).map(([kind, words]) => (
          <label key={kind}><input type="checkbox" checked={kinds.includes(kind)} onChange={() => toggle(kind)} /> {words}</label>
        ))}
      </fieldset>
      {fault && <Notice>读不到课程，请稍后再试。</Notice>}
      {!found && !fault && <p>正在打开……</p>}
      {found && <h2 className="course-list__count" role="status">找到 {rows.length} 门课</h2>}
      <ul className="course-cards">{rows.slice(0, limit).map(({ course }) => <Card key={course.id} course={course} place={places.get(course.division)} />)}</ul>
      {rows.length > limit && <button className="button button--secondary" type="button" onClick={() => setLimit(limit + ROWS)}>再看 {rows.length - limit} 门</button>}
    </Page>
  );
}

function Course({ id }) {
  const { found, fault } = useFetched(`/api/courses/${id}`);
  if (fault) return <Page title="课程"><Notice>找不到这门课。</Notice></Page>;
  if (!found) return <Page title="课程"><p>正在打开……</p></Page>;
  const [course] = found;
  return (
    <Page title={course.title}>
      <div className="course">
        <p>{course.summary}</p>
        <p className="money">{money(course.price_fen)}</p>
        <ol>{course.outline.map((part) => <li key={part}>{part}</li>)}</ol>
        <table>
          <thead><tr><th>开课</th><th>时间</th><th>名额</th></tr></thead>
          <tbody>{course.sessions.map((each) => <tr key={each.id}><td>{day(each.starts_on)}</td><td>{each.schedule}</td><td>{each.seats - each.seats_taken}</td></tr>)}</tbody>
        </table>
        <p>{course.provider}，{course.venue}</p>
      </div>
    </Page>
  );
}

function Tracking() {
  const [asked, setAsked] = useState({ code: "", tail: "" });
  const [told, setTold] = useState();
  const typed = (field) => (event) => setAsked({ ...asked, [field]: event.target.value });
  const send = async (event) => {
    event.preventDefault();
    const answer = await fetch("/api/tracking", {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
      body: JSON.stringify({ query_code: asked.code, phone_tail: asked.tail }),
    });
    setTold(answer.ok ? await answer.json() : { fault: true });
  };
  return (
    <Page title="办到哪了">
      <form onSubmit={send}>
        <label className="field"><span className="field__label">查询码</span><input className="field__input" value={asked.code} onChange={typed("code")} /></label>
        <label className="field"><span className="field__label">手机号后四位</span><input className="field__input" inputMode="numeric" value={asked.tail} onChange={typed("tail")} /></label>
        <button className="button" type="submit">查询</button>
      </form>
      {told?.fault && <Notice>没有查到，请核对查询码和手机号后四位。</Notice>}
      {told && !told.fault && <p role="status">{told.state}</p>}
    </Page>
  );
}

function App() {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const moved = () => setPath(location.pathname);
    addEventListener("popstate", moved);
    return () => removeEventListener("popstate", moved);
  }, []);
  const course = /^\/courses\/([^/]+)$/.exec(path);
  if (course) return <Course id={course[1]} />;
  return path === "/track" ? <Tracking /> : <Courses />;
}

createRoot(document.getElementById("app")).render(<App />);
