//! Laps on two clocks, their percentiles, and ratios between two series of laps.

use std::time::Instant;

use cpu_time::ThreadTime;

use crate::Outcome;

/// One piece of work, in nanoseconds.
#[derive(Clone, Copy)]
pub struct Lap {
    /// Time of this thread on a processor.
    pub cpu: u64,
    /// Time that somebody waits.
    pub wall: u64,
}

/// Does a piece of work and measures it.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
pub fn lap<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<(T, Lap)> {
    let (wall, cpu) = (Instant::now(), ThreadTime::try_now()?);
    let done = work()?;
    let lap = Lap { cpu: nanos(cpu.try_elapsed()?), wall: nanos(wall.elapsed()) };
    Ok((done, lap))
}

fn nanos(duration: std::time::Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// Which clock.
#[derive(Clone, Copy)]
pub enum Clock {
    /// The thread's.
    Cpu,
    /// The wall's.
    Wall,
}

/// Laps of the same sort.
#[derive(Clone, Default)]
pub struct Series(Vec<Lap>);

impl Series {
    /// Does a piece of work and keeps its lap.
    pub fn time<T>(&mut self, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        let (done, lap) = lap(work)?;
        self.0.push(lap);
        Ok(done)
    }

    /// Keeps a lap that was measured elsewhere.
    pub fn push(&mut self, lap: Lap) {
        self.0.push(lap);
    }

    /// The lap that so many in a thousand don't exceed; 0 without any.
    pub fn at(&self, clock: Clock, per_mille: usize) -> u64 {
        let of = |lap: &Lap| match clock {
            Clock::Cpu => lap.cpu,
            Clock::Wall => lap.wall,
        };
        let mut sorted: Vec<u64> = self.0.iter().map(of).collect();
        sorted.sort_unstable();
        let last = sorted.len().saturating_sub(1);
        sorted.get((sorted.len() * per_mille / 1000).min(last)).copied().unwrap_or(0)
    }

    /// Prints the percentiles on both clocks.
    pub fn print(&self, title: &str) {
        let on = |clock| {
            let at = |per_mille| micros(self.at(clock, per_mille));
            format!("p50 {} p99 {} max {}", at(500), at(990), at(1000))
        };
        let (cpu, wall, laps) = (on(Clock::Cpu), on(Clock::Wall), self.0.len());
        println!("  {title:<34} cpu {cpu} | wall {wall} µs ({laps} laps)");
    }
}

fn micros(nanos: u64) -> String {
    format!("{:>5}.{}", nanos / 1000, nanos % 1000 / 100)
}

/// Ours against a yardstick, in rounds that alternate them.
#[derive(Default)]
pub struct Duel {
    rounds: Vec<(Series, Series)>,
}

impl Duel {
    /// Adds a round: ours, then the yardstick.
    pub fn round(&mut self, ours: Series, yardstick: Series) {
        self.rounds.push((ours, yardstick));
    }

    /// All laps of all rounds.
    pub fn print(&self, ours: &str, yardstick: &str) {
        let all = |of: fn(&(Series, Series)) -> &Series| {
            Series(self.rounds.iter().flat_map(|round| of(round).0.iter().copied()).collect())
        };
        all(|round| &round.0).print(ours);
        all(|round| &round.1).print(yardstick);
    }

    /// Ours in one line: medians and the slowest, and how often the yardstick's median goes into
    /// ours.
    pub fn print_short(&self, title: &str, clock: Clock) {
        let all = Series(self.rounds.iter().flat_map(|(ours, _)| ours.0.iter().copied()).collect());
        let at = |per_mille| micros(all.at(clock, per_mille));
        let title = format!("{title:<26} p50 {} p99 {} µs, of its cells", at(500), at(990));
        self.ratio(&title, clock, (500, 500));
    }

    /// Prints how many times one percentile of ours goes into one of the yardstick's: the median
    /// of the rounds, the smallest and the largest.
    pub fn ratio(&self, title: &str, clock: Clock, (ours, yardstick): (usize, usize)) {
        self.print_ratio(title, |(a, b)| (a.at(clock, ours), b.at(clock, yardstick)));
    }

    /// The other way around: how many times faster ours is.
    pub fn speedup(&self, title: &str, clock: Clock, (ours, yardstick): (usize, usize)) {
        self.print_ratio(title, |(a, b)| (b.at(clock, yardstick), a.at(clock, ours)));
    }

    fn print_ratio(&self, title: &str, of: impl Fn(&(Series, Series)) -> (u64, u64)) {
        let mut hundredths: Vec<u64> = self
            .rounds
            .iter()
            .map(|round| {
                let (above, below) = of(round);
                above.saturating_mul(100) / below.max(1)
            })
            .collect();
        hundredths.sort_unstable();
        let at = |place: usize| hundredths.get(place).map_or_else(String::new, |n| times(*n));
        let (median, last) = (at(hundredths.len() / 2), hundredths.len().saturating_sub(1));
        println!("  {title:<60} {median} [{} – {}]", at(0), at(last));
    }
}

/// Hundredths as `3.42x`.
pub fn times(hundredths: u64) -> String {
    format!("{}.{:02}x", hundredths / 100, hundredths % 100)
}
