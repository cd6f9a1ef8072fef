//! What the disk itself asks for a commit: twelve kilobytes over a file, made durable.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};

use crate::Outcome;
use crate::town::Town;

/// Bytes of a write: what the smallest commit adds to the log.
const BLOCK: usize = 12 * 1024;
/// Blocks of the file that is written over.
const BLOCKS: usize = 256;

/// A file that is written over, block after block.
pub struct Disk {
    file: File,
    block: Vec<u8>,
    writes: usize,
}

impl Disk {
    /// A file beside a town's.
    pub fn beside(town: &Town) -> Outcome<Self> {
        let mut file = File::create(town.path.with_extension("raw"))?;
        file.write_all(&vec![1; BLOCK * BLOCKS])?;
        file.sync_all()?;
        Ok(Self { file, block: vec![2; BLOCK], writes: 0 })
    }

    /// Writes a block and waits until it is on the disk.
    pub fn write(&mut self) -> Outcome<()> {
        self.file.seek(SeekFrom::Start((self.writes % BLOCKS * BLOCK) as u64))?;
        self.writes += 1;
        self.file.write_all(&self.block)?;
        Ok(self.file.sync_data()?)
    }
}
