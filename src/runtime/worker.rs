//! The threads that may wait: one owns the desk and its database, one the printer.
//!
//! A fault of theirs is answered like any other failure; the screens go on.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use crate::desk::refusal::Fault;
use crate::desk::request::Request;
use crate::domain::time::Moment;
use crate::ui::front::{Answer, Ask};
use crate::ui::msg::{Msg, Paper, Ticket};

use super::event_loop::Event;

/// Who answers the requests.
pub trait Desk<Q: Ask = Request>: Send + 'static {
    /// Answers one request.
    fn perform(&mut self, now: Moment, request: Q) -> Q::Answer;

    /// Does what can wait (witness, checkpoint): half a second after the last request, a second
    /// after the first if they don't stop, and before the end.
    fn idle(&mut self) {}

    /// Whether another program wrote entries since this was last asked.
    fn changed(&mut self) -> bool {
        false
    }
}

/// Who prints.
pub trait Printer: Send + 'static {
    /// Prints, or says in French what went wrong.
    ///
    /// # Errors
    /// If nothing, or not all of it, came out.
    fn print(&mut self, paper: Paper) -> Result<(), String>;
}

/// A request on its way to the desk.
#[derive(Clone, Debug, PartialEq)]
pub struct Job<Q = Request> {
    /// Its number.
    pub ticket: Ticket,
    /// When it was made.
    pub now: Moment,
    /// What is wished for.
    pub request: Q,
}

/// Between two tries at a file that another program holds.
const AGAIN: Duration = Duration::from_millis(100);
/// Half a second without a request is quiet enough.
const QUIET: Duration = Duration::from_millis(500);
/// Between two looks at whether another program wrote.
const LOOK: Duration = Duration::from_millis(400);
/// Milliseconds after which what can wait no longer does.
const LONGEST_MS: i64 = 1_000;

/// A thread that works off jobs in their order.
pub struct Worker<J> {
    jobs: Option<Sender<J>>,
    thread: Option<JoinHandle<()>>,
}

impl<J: Send + 'static> Worker<J> {
    /// Starts a thread that works until its jobs end.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(name: &str, work: impl FnOnce(Receiver<J>) + Send + 'static) -> io::Result<Self> {
        let (jobs, queue) = channel();
        let thread = Builder::new().name(name.to_owned()).spawn(move || work(queue))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Queues a job; gives it back if nobody works any more.
    ///
    /// # Errors
    /// The job, if nobody works any more.
    pub fn send(&self, job: J) -> Result<(), J> {
        match &self.jobs {
            Some(jobs) => jobs.send(job).map_err(|refused| refused.0),
            None => Err(job),
        }
    }
}

impl<J> Drop for Worker<J> {
    /// Waits until the work in hand is done: a gesture is whole or absent.
    fn drop(&mut self) {
        self.jobs.take();
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

/// The last ticket that nobody waits for any more, and all before it.
pub type GivenUp = Arc<AtomicU64>;

/// The way of the answers.
type Answers<Q> = Sender<Event<<Q as Ask>::Answer>>;

/// Answers requests until there are no more.
pub fn serve<Q: Ask>(
    desk: &mut dyn Desk<Q>,
    jobs: &Receiver<Job<Q>>,
    answers: &Answers<Q>,
    given_up: &GivenUp,
) {
    let mut waiting_since: Option<Moment> = None;
    let mut waiting: Option<Job<Q>> = None;
    loop {
        let next = match (waiting.take(), waiting_since) {
            (Some(job), _) => Ok(job),
            (None, Some(_)) => jobs.recv_timeout(QUIET),
            (None, None) => jobs.recv_timeout(LOOK),
        };
        match next {
            Ok(job) => {
                let now = job.now;
                let reply;
                (reply, waiting) = insist(desk, &job, (jobs, answers, given_up));
                answers.send(Event::Msg(Msg::Reply(job.ticket, reply))).ok();
                let since = *waiting_since.get_or_insert(now);
                if now.at.saturating_sub(since.at) >= LONGEST_MS {
                    rest(desk);
                    waiting_since = None;
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                if waiting_since.take().is_some() {
                    rest(desk);
                }
                if looks(desk) {
                    answers.send(Event::Msg(Msg::Changed)).ok();
                }
            }
            Err(RecvTimeoutError::Disconnected) => return rest(desk),
        }
    }
}

/// The desk's answer. While another program holds the file the same request is made again: nothing
/// of it was done. That ends when somebody gives it up, or asks for something else, be it only
/// that the seat is locked.
fn insist<Q: Ask>(
    desk: &mut dyn Desk<Q>,
    job: &Job<Q>,
    (jobs, answers, given_up): (&Receiver<Job<Q>>, &Answers<Q>, &GivenUp),
) -> (Q::Answer, Option<Job<Q>>) {
    let mut next = None;
    loop {
        let reply = answer(desk, job);
        if !reply.fault().is_some_and(|fault| fault.passing) {
            return (reply, next);
        }
        let gone = given_up.load(Ordering::Acquire) >= job.ticket.0;
        if gone || next.is_some() {
            return (reply, next);
        }
        answers.send(Event::Msg(Msg::Held(job.ticket, job.now))).ok();
        match jobs.recv_timeout(AGAIN) {
            Ok(draft) if draft.request.is_draft() => {
                let kept = answer(desk, &draft); // nobody asks for it: it follows what is typed
                answers.send(Event::Msg(Msg::Reply(draft.ticket, kept))).ok();
            }
            Ok(job) => next = Some(job),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return (reply, None),
        }
    }
}

/// The desk's answer; a panic becomes a fault, and its transaction was rolled back by unwinding.
fn answer<Q: Ask>(desk: &mut dyn Desk<Q>, job: &Job<Q>) -> Q::Answer {
    let request = job.request.clone();
    let done = catch_unwind(AssertUnwindSafe(|| desk.perform(job.now, request)));
    done.unwrap_or_else(|_| Q::Answer::failed(broken("panic in the desk")))
}

fn rest<Q: Ask>(desk: &mut dyn Desk<Q>) {
    catch_unwind(AssertUnwindSafe(|| desk.idle())).ok();
}

fn looks<Q: Ask>(desk: &mut dyn Desk<Q>) -> bool {
    catch_unwind(AssertUnwindSafe(|| desk.changed())).unwrap_or(false)
}

/// The fault of a worker that broke.
pub(super) fn broken(detail: &str) -> Fault {
    let sentence = "Le traitement a échoué. Rien n’a été enregistré. Recommencez.".to_owned();
    Fault { sentence, detail: detail.to_owned(), passing: false }
}

/// Prints until there is no more paper to print on.
pub fn print_all<R>(
    printer: &mut dyn Printer,
    jobs: &Receiver<(Ticket, Paper)>,
    answers: &Sender<Event<R>>,
) {
    for (ticket, paper) in jobs {
        let done = catch_unwind(AssertUnwindSafe(|| printer.print(paper)));
        let result = done.unwrap_or_else(|_| Err("L’impression a échoué.".to_owned()));
        answers.send(Event::Msg(Msg::Printed(ticket, result))).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::request::Reply;

    /// Counts its requests and rests; a till asked for makes it panic.
    #[derive(Default)]
    struct Counting {
        requests: usize,
        rests: Vec<usize>,
    }

    impl Desk for Counting {
        fn perform(&mut self, _: Moment, request: Request) -> Reply {
            self.requests += 1;
            assert_ne!(request, Request::Till, "the canary");
            Reply::Locked
        }

        fn idle(&mut self) {
            self.rests.push(self.requests);
        }
    }

    fn served(jobs: &[(i64, Request)]) -> (Counting, Vec<Event>) {
        let (sender, queue) = channel();
        let (answers, answered) = channel();
        for (number, (at, request)) in (1..).zip(jobs) {
            let now = Moment { at: *at, offset: 60 };
            sender.send(Job { ticket: Ticket(number), now, request: request.clone() }).unwrap();
        }
        drop(sender);
        let mut desk = Counting::default();
        serve(&mut desk, &queue, &answers, &GivenUp::default());
        drop(answers);
        (desk, answered.iter().collect())
    }

    #[test]
    fn what_can_wait_is_done_within_a_second_and_before_the_end() {
        let lock = |at| (at, Request::Lock);
        let (desk, _) = served(&[lock(0), lock(400), lock(999)]);
        assert_eq!(desk.rests, [3]);
        let (desk, _) = served(&[lock(0), lock(400), lock(1_000), lock(1_100)]);
        assert_eq!(desk.rests, [3, 4]);
    }

    #[test]
    fn a_fault_of_the_desk_is_survived() {
        let (_, answers) = served(&[(0, Request::Till), (1, Request::Lock)]);
        let [Event::Msg(Msg::Reply(Ticket(1), Reply::Failed(fault))), second] = answers.as_slice()
        else {
            panic!("{answers:?}")
        };
        assert!(
            fault.sentence.contains("Rien n’a été enregistré") && !fault.detail.contains("canary")
        );
        assert_eq!(*second, Event::Msg(Msg::Reply(Ticket(2), Reply::Locked)));
    }
}
