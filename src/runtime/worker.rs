//! The threads that may wait: one owns the desk and its database, one the printer.
//!
//! A fault of theirs is answered like any other failure; the screens go on.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use crate::desk::refusal::Fault;
use crate::desk::request::{Reply, Request};
use crate::domain::time::Moment;
use crate::ui::msg::{Msg, Paper, Ticket};

use super::event_loop::Event;

/// Who answers the requests.
pub trait Desk: Send + 'static {
    /// Answers one request.
    fn perform(&mut self, now: Moment, request: Request) -> Reply;

    /// Does what can wait (witness, checkpoint): half a second after the last request, a second
    /// after the first if they don't stop, and before the end.
    fn idle(&mut self) {}
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
pub struct Job {
    /// Its number.
    pub ticket: Ticket,
    /// When it was made.
    pub now: Moment,
    /// What is wished for.
    pub request: Request,
}

/// Half a second without a request is quiet enough.
const QUIET: Duration = Duration::from_millis(500);
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

/// Answers requests until there are no more.
pub fn serve(desk: &mut dyn Desk, jobs: &Receiver<Job>, answers: &Sender<Event>) {
    let mut waiting_since: Option<Moment> = None;
    loop {
        let next = match waiting_since {
            Some(_) => jobs.recv_timeout(QUIET),
            None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match next {
            Ok(job) => {
                let now = job.now;
                let reply = answer(desk, &job);
                answers.send(Event::Msg(Msg::Reply(job.ticket, reply))).ok();
                let since = *waiting_since.get_or_insert(now);
                if now.at.saturating_sub(since.at) >= LONGEST_MS {
                    rest(desk);
                    waiting_since = None;
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                rest(desk);
                waiting_since = None;
            }
            Err(RecvTimeoutError::Disconnected) => return rest(desk),
        }
    }
}

/// The desk's answer; a panic becomes a fault, and its transaction was rolled back by unwinding.
fn answer(desk: &mut dyn Desk, job: &Job) -> Reply {
    let request = job.request.clone();
    let done = catch_unwind(AssertUnwindSafe(|| desk.perform(job.now, request)));
    done.unwrap_or_else(|_| Reply::Failed(broken("panic in the desk")))
}

fn rest(desk: &mut dyn Desk) {
    catch_unwind(AssertUnwindSafe(|| desk.idle())).ok();
}

/// The fault of a worker that broke.
pub(super) fn broken(detail: &str) -> Fault {
    let sentence = "Le traitement a échoué. Rien n’a été enregistré. Recommencez.".to_owned();
    Fault { sentence, detail: detail.to_owned() }
}

/// Prints until there is no more paper to print on.
pub fn print_all(
    printer: &mut dyn Printer,
    jobs: &Receiver<(Ticket, Paper)>,
    answers: &Sender<Event>,
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
        serve(&mut desk, &queue, &answers);
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
