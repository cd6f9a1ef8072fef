//! What breaks: the disk, the file, the lock, the clock, the copy. After each, nothing is half
//! done, the database verifies, the sentence says what happened, and the counter goes on.

mod gate;
mod nth;
