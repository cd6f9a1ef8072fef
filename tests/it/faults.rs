//! What breaks: the disk, the file, the lock, the clock, the program itself. After each, nothing is
//! half done, the database verifies, the sentence says what happened, and the counter goes on.

mod busy;
mod clock;
mod days;
mod disk;
mod gate;
mod household;
mod nth;
mod tasks;
