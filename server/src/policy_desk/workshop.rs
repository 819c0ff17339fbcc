//! Where the long work is done: off the async threads, one of a kind at a time, compiled drafts kept for the next look.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use api::ProblemCode;
use tokio::sync::Semaphore;

use super::subject::{Compiled, Key};
use crate::problem::ApiError;

/// Drafts kept compiled.
const KEPT: usize = 4;
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
}

impl Default for Workshop {
    fn default() -> Self {
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
        }
    }
}

impl Workshop {
    /// Does the work on a thread of its own.
    ///
    /// # Errors
    /// `overloaded` while the same task is being done for somebody else; those of the work.
    pub async fn run<T: Send + 'static>(
        &self,
        task: Task,
        work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let place = self.places.iter().find(|(of, _)| *of == task);
        let permit = place
            .and_then(|(_, place)| place.clone().try_acquire_owned().ok())
            .ok_or(ApiError::Later(ProblemCode::Overloaded, RETRY_AFTER_S))?;
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

    #[tokio::test]
    async fn one_of_a_kind_at_a_time() {
        let workshop = Arc::new(Workshop::default());
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
}
