//! What goes on, in numbers for whoever watches: how many answers of which kind, how long they took, what is under way.
//! Prometheus' text format 0.0.4; nothing in it names a person, a file or an address.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use http::StatusCode;

use crate::state::Shared;

/// The answers of this process.
static ANSWERS: Answers = Answers {
    count: [const { AtomicU64::new(0) }; 5],
    micros: [const { AtomicU64::new(0) }; 5],
};

/// By the first digit of the status, from 1 on.
struct Answers {
    count: [AtomicU64; 5],
    micros: [AtomicU64; 5],
}

/// Counts an answer.
pub(crate) fn count(status: StatusCode, took: Duration) {
    let class = usize::from(status.as_u16() / 100).saturating_sub(1);
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    for (counters, more) in [(&ANSWERS.count, 1), (&ANSWERS.micros, micros)] {
        if let Some(counter) = counters.get(class) {
            counter.fetch_add(more, Ordering::Relaxed);
        }
    }
}

/// Everything, as text.
#[must_use]
pub fn text(state: &Shared) -> String {
    let mut out = String::new();
    let classes = || (1..).zip(ANSWERS.count.iter().zip(&ANSWERS.micros));
    head(
        &mut out,
        "fumin_answers_total",
        "counter",
        "Answers by status.",
    );
    for (class, (count, _)) in classes() {
        let count = count.load(Ordering::Relaxed);
        line(
            &mut out,
            &format!("fumin_answers_total{{status=\"{class}xx\"}} {count}"),
        );
    }
    let (name, help) = (
        "fumin_answer_seconds_total",
        "Time to the answer, by status.",
    );
    head(&mut out, name, "counter", help);
    for (class, (_, micros)) in classes() {
        let micros = micros.load(Ordering::Relaxed);
        let (seconds, rest) = (micros / 1_000_000, micros % 1_000_000);
        line(
            &mut out,
            &format!("{name}{{status=\"{class}xx\"}} {seconds}.{rest:06}"),
        );
    }
    let name = "fumin_requests_under_way";
    head(&mut out, name, "gauge", "Requests behind a gate, by kind.");
    for (kind, count) in state.gates.counts() {
        line(&mut out, &format!("{name}{{kind=\"{kind}\"}} {count}"));
    }
    let name = "fumin_oldest_write_seconds";
    head(
        &mut out,
        name,
        "gauge",
        "How long the oldest write has waited for the database.",
    );
    line(
        &mut out,
        &format!("{name} {:.3}", state.store.backlog().as_secs_f64()),
    );
    let name = "fumin_backup_failed";
    head(
        &mut out,
        name,
        "gauge",
        "1 while the last try of a backup failed.",
    );
    let failed = u8::from(state.backups.standing().failure.is_some());
    line(&mut out, &format!("{name} {failed}"));
    out
}

fn head(out: &mut String, name: &str, kind: &str, help: &str) {
    line(out, &format!("# HELP {name} {help}"));
    line(out, &format!("# TYPE {name} {kind}"));
}

fn line(out: &mut String, text: &str) {
    // A text takes whatever is written.
    let _ = writeln!(out, "{text}");
}
