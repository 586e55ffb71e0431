//! What a followed book tells its pages.

use super::state::{Holder, State, What};

/// The states that a holder has gone through, each with what it changed.
fn after(steps: &[What]) -> std::sync::Arc<State> {
    let holder = Holder::new();
    for what in steps {
        let now = holder.now();
        let next = State { number: now.number + 1, ..State::default() };
        holder.put(next.step(&now.steps, *what, Vec::new()));
    }
    holder.now()
}

#[test]
fn a_page_learns_all_that_changed_since_its_own_state() {
    use What::{Reload, Status, Style};
    let cases: [(&[What], u64, What); 8] = [
        (&[Reload], 1, Status),
        (&[Reload], 0, Reload),
        (&[Reload, Style], 1, Style),
        (&[Reload, Style, Status], 1, Style),
        (&[Reload, Reload, Style], 1, Reload),
        (&[Reload, Reload, Style], 2, Style),
        (&[Reload, Status], 1, Status),
        (&[Reload], 7, Reload),
    ];
    for (steps, known, what) in cases {
        assert_eq!(after(steps).since(known).0, what, "{steps:?} since {known}");
    }
    let long = after(&[What::Status; 200]);
    assert_eq!(long.since(199).0, What::Status);
    assert_eq!(long.since(1).0, What::Reload, "too long ago to know");
}

#[test]
fn marks_of_another_server_mean_nothing() {
    let holder = Holder::new();
    let mark = holder.mark(&State { number: 3, ..State::default() });
    assert_eq!(holder.number(&mark), Some(3));
    assert_eq!(holder.number(&mark.replace('.', "0.")), None);
    for mark in ["", "3", ".3", "x.3"] {
        assert_eq!(holder.number(mark), None, "{mark}");
    }
}
