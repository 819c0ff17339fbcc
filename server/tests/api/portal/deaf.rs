//! A gateway that takes no messages for a while.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use api::ProblemCode;
use domain::PhoneNumber;
use server::sms::{Sending, SmsGateway};

use super::TestPortal;

/// Takes nothing for so many times.
#[derive(Debug)]
struct Deaf {
    gateway: Arc<dyn SmsGateway>,
    times: AtomicUsize,
}

impl TestPortal {
    /// The same, whose gateway takes nothing for so many times.
    pub(crate) fn with_deaf_gateway(&self, times: usize) -> Self {
        self.with_gateway(Arc::new(Deaf {
            gateway: self.state.sms.clone(),
            times: AtomicUsize::new(times),
        }))
    }
}

impl SmsGateway for Deaf {
    fn send<'a>(&'a self, to: &'a PhoneNumber, text: String, now_ms: i64) -> Sending<'a> {
        let left = self.times.load(Ordering::SeqCst);
        if left == 0 {
            return self.gateway.send(to, text, now_ms);
        }
        self.times.store(left - 1, Ordering::SeqCst);
        Box::pin(std::future::ready(Err(ProblemCode::Overloaded.into())))
    }
}
