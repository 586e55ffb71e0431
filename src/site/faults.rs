//! Tests only: every change to the disk asks here first, so that a test can refuse a kind of call or stop for good.

use std::cell::RefCell;
use std::io;

#[derive(Default)]
struct Plan {
    seen: usize,
    stop_at: Option<usize>,
    refused: Vec<(&'static str, io::ErrorKind)>,
}

thread_local! {
    static PLAN: RefCell<Plan> = RefCell::default();
}

/// Asks whether a kind of call may go on.
pub(super) fn check(kind: &'static str) -> io::Result<()> {
    PLAN.with_borrow_mut(|plan| {
        if let Some((_, error)) = plan.refused.iter().find(|(refused, _)| *refused == kind) {
            return Err((*error).into());
        }
        if plan.stop_at.is_some_and(|stop| plan.seen >= stop) {
            return Err(io::Error::other("killed"));
        }
        plan.seen += 1;
        Ok(())
    })
}

/// Forgets the plan and refuses these kinds of call from now on.
pub(super) fn refuse(refused: &[(&'static str, io::ErrorKind)]) {
    PLAN.with_borrow_mut(|plan| *plan = Plan { refused: refused.to_vec(), ..Plan::default() });
}

/// Lets this many calls through and none after them, cleaning up included: the process is dead.
pub(super) fn stop_after(calls: Option<usize>) {
    PLAN.with_borrow_mut(|plan| (plan.seen, plan.stop_at) = (0, calls));
}

/// How many calls went through since the last plan.
pub(super) fn seen() -> usize {
    PLAN.with_borrow(|plan| plan.seen)
}
