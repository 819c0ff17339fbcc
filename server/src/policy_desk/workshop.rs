//! Where the long work is done: off the async threads, one of a kind at a time, compiled drafts kept for the next look.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use api::ProblemCode;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::subject::{Compiled, Key};
use crate::problem::ApiError;

/// Drafts kept compiled.
const KEPT: usize = 4;
/// How long one waits for a place: what the same officer asked for a moment ago is mostly done by then.
const PATIENCE: Duration = Duration::from_secs(8);
/// When to come back to a busy workshop.
const RETRY_AFTER_S: u32 = 2;

/// What is done there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Compile and check.
    Check,
    /// Run the cases.
    Cases,
    /// Compare with the pack in force.
    Diff,
    /// Weigh on a population.
    Simulate,
    /// Make sure that what is proposed or approved is right.
    Prove,
}

/// One place for each task.
#[derive(Debug)]
pub struct Workshop {
    places: [(Task, Arc<Semaphore>); 5],
    compiled: Mutex<VecDeque<(Key, Arc<Compiled>)>>,
    patience: Duration,
}

impl Default for Workshop {
    fn default() -> Self {
        Self::new(PATIENCE)
    }
}

impl Workshop {
    fn new(patience: Duration) -> Self {
        let place = |task| (task, Arc::new(Semaphore::new(1)));
        Self {
            places: [
                place(Task::Check),
                place(Task::Cases),
                place(Task::Diff),
                place(Task::Simulate),
                place(Task::Prove),
            ],
            compiled: Mutex::default(),
            patience,
        }
    }

    /// Does the work on a thread of its own, after what was asked before.
    ///
    /// # Errors
    /// `overloaded` when the same task has been done for others all the while; those of the work.
    pub async fn run<T: Send + 'static>(
        &self,
        task: Task,
        work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let place = self.places.iter().find(|(of, _)| *of == task);
        let busy = || ApiError::Later(ProblemCode::Overloaded, RETRY_AFTER_S);
        let (_, place) = place.ok_or_else(busy)?;
        let permit = timeout(self.patience, place.clone().acquire_owned()).await;
        let permit = permit.ok().and_then(Result::ok).ok_or_else(busy)?;
        // The permit goes with the work: a browser that goes away does not make room for a second one meanwhile.
        let done = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work()
        });
        done.await
            .map_err(|source| ApiError::internal("do the work of the policy desk", source))?
    }

    /// What was compiled before under this key, or what `compile` makes now.
    pub(super) fn compiled(&self, key: Key, compile: impl FnOnce() -> Compiled) -> Arc<Compiled> {
        let known = self
            .kept()
            .iter()
            .find(|(of, _)| *of == key)
            .map(|(_, known)| known.clone());
        if let Some(known) = known {
            return known;
        }
        let made = Arc::new(compile());
        let mut kept = self.kept();
        kept.truncate(KEPT - 1);
        kept.push_front((key, made.clone()));
        made
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, VecDeque<(Key, Arc<Compiled>)>> {
        self.compiled.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A check that goes on until it is told to end, begun.
    async fn long_check(
        workshop: &Arc<Workshop>,
    ) -> (
        tokio::task::JoinHandle<Result<u32, ApiError>>,
        std::sync::mpsc::Sender<()>,
    ) {
        let (begun, has_begun) = std::sync::mpsc::channel();
        let (go_on, may_go_on) = std::sync::mpsc::channel::<()>();
        let busy = workshop.clone();
        let first = tokio::spawn(async move {
            busy.run(Task::Check, move || {
                begun.send(()).unwrap();
                may_go_on.recv().unwrap();
                Ok(1)
            })
            .await
        });
        tokio::task::spawn_blocking(move || has_begun.recv().unwrap())
            .await
            .unwrap();
        (first, go_on)
    }

    #[tokio::test]
    async fn one_of_a_kind_at_a_time() {
        let workshop = Arc::new(Workshop::new(Duration::ZERO));
        let (first, go_on) = long_check(&workshop).await;
        let refused = workshop.run(Task::Check, || Ok(2)).await;
        assert!(
            matches!(refused, Err(ApiError::Later(ProblemCode::Overloaded, _))),
            "{refused:?}"
        );
        assert_eq!(workshop.run(Task::Cases, || Ok(3)).await.unwrap(), 3);
        go_on.send(()).unwrap();
        assert_eq!(first.await.unwrap().unwrap(), 1);
        assert_eq!(workshop.run(Task::Check, || Ok(4)).await.unwrap(), 4);
    }

    #[tokio::test]
    async fn whoever_comes_second_waits() {
        let workshop = Arc::new(Workshop::default());
        let (first, go_on) = long_check(&workshop).await;
        let second = async {
            let second = workshop.run(Task::Check, || Ok(2));
            tokio::pin!(second);
            assert!(
                timeout(Duration::from_millis(50), &mut second)
                    .await
                    .is_err()
            );
            go_on.send(()).unwrap();
            second.await
        };
        assert_eq!(second.await.unwrap(), 2);
        assert_eq!(first.await.unwrap().unwrap(), 1);
    }
}
