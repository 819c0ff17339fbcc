//! Two answers at once.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// Waits for two answers at once: on a slow line, one after the other takes twice as long.
pub async fn both<A, B>(one: impl Future<Output = A>, other: impl Future<Output = B>) -> (A, B) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    let (mut one_answer, mut other_answer) = (None, None);
    poll_fn(move |context| {
        if one_answer.is_none()
            && let Poll::Ready(answer) = one.as_mut().poll(context)
        {
            one_answer = Some(answer);
        }
        if other_answer.is_none()
            && let Poll::Ready(answer) = other.as_mut().poll(context)
        {
            other_answer = Some(answer);
        }
        match (one_answer.take(), other_answer.take()) {
            (Some(one), Some(other)) => Poll::Ready((one, other)),
            (one, other) => {
                (one_answer, other_answer) = (one, other);
                Poll::Pending
            }
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::task::{Context, Waker};

    #[test]
    fn both_answers_are_waited_for_whichever_comes_first() {
        for (one_after, other_after) in [(0, 0), (0, 2), (2, 0), (1, 3)] {
            let after = |mut polls: u32, answer: &'static str| {
                poll_fn(move |_| {
                    polls = polls.wrapping_sub(1);
                    if polls == u32::MAX {
                        Poll::Ready(answer)
                    } else {
                        Poll::Pending
                    }
                })
            };
            let mut waiting = pin!(both(after(one_after, "one"), after(other_after, "other")));
            let mut context = Context::from_waker(Waker::noop());
            let polls = (0..10)
                .find(|_| waiting.as_mut().poll(&mut context) == Poll::Ready(("one", "other")));
            assert_eq!(polls, Some(one_after.max(other_after)));
        }
    }
}
