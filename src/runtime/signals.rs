//! What the system tells the program besides keys: to end, to stop for a while, to go on.

use std::io;
use std::sync::mpsc::Sender;
use std::thread::Builder;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::raise;

use super::event_loop::{Event, Signal};

/// Brings signals into the channel of keys and answers. The thread ends with the program.
///
/// # Errors
/// If the system gives no thread, or refuses the handlers.
pub fn start<R: Send + 'static>(events: Sender<Event<R>>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    let body = move || {
        for number in signals.forever() {
            let signal = match number {
                SIGTSTP => Signal::Stop,
                SIGCONT => Signal::GoOn,
                other => Signal::End(other),
            };
            if events.send(Event::Signal(signal)).is_err() {
                return;
            }
        }
    };
    Builder::new().name("signals".to_owned()).spawn(body).map(drop)
}

/// Stops the whole process until it is told to go on. Not by SIGTSTP again: the system discards
/// that one for a process without a shell.
pub fn stop() {
    raise(SIGSTOP).ok();
}
