//! Threads that do many pieces of work at once and hand over the results in the order of the pieces.
//!
//! Whoever has the next result writes it, and all that wait behind it: there is no thread of its own for it, so that one thread is one
//! thread. A piece that panics, or does not end in its time, gives a result that says so. A thread that does not come back is left
//! behind and another takes its place. Knows nothing of files.

use super::silence::{READER, said, silence_panics};
use crate::source::Stop;
use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Results that wait for an earlier one take no more memory than this, whatever the archive.
const WAITING: usize = 32 << 20;

/// Deep pages nest deeply.
const STACK: usize = 16 << 20;

/// How a piece of work is done.
pub trait Work: Send + Sync + 'static {
    type Piece: Send + Sync + 'static;
    type Done: Send + 'static;

    /// May panic; should end soon once `stop` is set.
    fn does(&self, piece: &Self::Piece, stop: &Stop) -> Self::Done;
    /// The result of a piece that was not done.
    fn broken(&self, piece: &Self::Piece, how: Broken) -> Self::Done;
    /// Bytes that a result takes in memory.
    fn weight(done: &Self::Done) -> usize;
    /// Takes the results one by one, in order. An error ends everything.
    fn accept(&self, done: Self::Done) -> io::Result<()>;
}

/// Why a piece of work has no result of its own.
#[derive(Debug, PartialEq, Eq)]
pub enum Broken {
    Panicked(String),
    /// It was told to stop and did not.
    Late,
}

/// How work is shared out.
#[derive(Clone, Debug)]
pub struct Terms {
    pub threads: usize,
    /// How long one piece may take.
    pub time: Duration,
    /// How much longer it is waited for after it was told to stop.
    pub grace: Duration,
    /// Set from outside: what was begun is brought to an end, nothing new is begun.
    pub cancel: Arc<AtomicBool>,
}

impl Terms {
    /// Of a piece that runs over its time, the end is waited for half as long again.
    pub fn new(threads: usize, time: Duration, cancel: Arc<AtomicBool>) -> Self {
        Self { threads, time, grace: time / 2 + Duration::from_millis(500), cancel }
    }
}

/// Does all pieces, unless it is called off.
pub fn run<W: Work>(work: Arc<W>, terms: &Terms, pieces: impl Iterator<Item = io::Result<W::Piece>>) -> io::Result<()> {
    let shared = Arc::new(Shared {
        work,
        terms: terms.clone(),
        state: Mutex::new(State::default()),
        changed: Condvar::new(),
        room: Condvar::new(),
        tasks: Mutex::new(Vec::new()),
    });
    silence_panics();
    (0..terms.threads.max(1)).try_for_each(|_| shared.hire())?;
    let watch = {
        let shared = Arc::clone(&shared);
        thread::Builder::new().name("watch".into()).spawn(move || shared.watch())?
    };
    let fed = shared.feed(pieces);
    let mut state = shared.state();
    state.closed = true;
    shared.changed.notify_all();
    loop {
        let queued = if shared.is_cancelled() { 0 } else { state.queue.len() as u64 };
        if state.failure.is_some() || state.next == state.begun + queued {
            break;
        }
        state = shared.wait(&shared.changed, state);
    }
    state.over = true;
    let failure = state.failure.take();
    drop(state);
    shared.changed.notify_all();
    watch.thread().unpark();
    // The watch ends by itself; a thread that was given up may never.
    let _ = watch.join();
    failure.map_or(fed, Err)
}

struct Shared<W: Work> {
    work: Arc<W>,
    terms: Terms,
    state: Mutex<State<W>>,
    /// Something was queued, begun, done or ended.
    changed: Condvar,
    /// There is room in the queue.
    room: Condvar,
    /// What each thread is at.
    tasks: Mutex<Vec<Arc<Task<W>>>>,
}

struct State<W: Work> {
    queue: VecDeque<W::Piece>,
    /// How many pieces were taken from the queue.
    begun: u64,
    /// The piece whose result comes next.
    next: u64,
    waiting: BTreeMap<u64, W::Done>,
    weight: usize,
    closed: bool,
    over: bool,
    failure: Option<io::Error>,
}

impl<W: Work> Default for State<W> {
    fn default() -> Self {
        Self {
            queue: VecDeque::new(),
            begun: 0,
            next: 0,
            waiting: BTreeMap::new(),
            weight: 0,
            closed: false,
            over: false,
            failure: None,
        }
    }
}

/// What a thread is at; nothing once the result is there or is no longer waited for.
struct Task<W: Work>(Mutex<Option<At<W>>>);

struct At<W: Work> {
    number: u64,
    piece: Arc<W::Piece>,
    since: Instant,
    stop: Stop,
}

/// A panic of the work is caught, so what a lock holds is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<W: Work> Shared<W> {
    fn state(&self) -> MutexGuard<'_, State<W>> {
        lock(&self.state)
    }

    fn wait<'a>(&self, what: &Condvar, state: MutexGuard<'a, State<W>>) -> MutexGuard<'a, State<W>> {
        what.wait_timeout(state, Duration::from_millis(200)).unwrap_or_else(PoisonError::into_inner).0
    }

    /// Puts pieces into the queue as long as there is room and nobody calls it off.
    fn feed(&self, pieces: impl Iterator<Item = io::Result<W::Piece>>) -> io::Result<()> {
        let room = self.terms.threads.max(1) * 4;
        for piece in pieces {
            let piece = piece?;
            let mut state = self.state();
            while state.queue.len() >= room && state.failure.is_none() && !self.is_cancelled() {
                state = self.wait(&self.room, state);
            }
            if state.failure.is_some() || self.is_cancelled() {
                break;
            }
            state.queue.push_back(piece);
            self.changed.notify_all();
        }
        Ok(())
    }

    fn is_cancelled(&self) -> bool {
        self.terms.cancel.load(Ordering::Relaxed)
    }

    /// Starts a thread.
    fn hire(self: &Arc<Self>) -> io::Result<()> {
        let task = Arc::new(Task(Mutex::new(None)));
        lock(&self.tasks).push(Arc::clone(&task));
        let shared = Arc::clone(self);
        let body = move || while shared.one(&task) {};
        thread::Builder::new().name(READER.into()).stack_size(STACK).spawn(body).map(|_| ())
    }

    /// Takes a piece, does it, hands the result over. False when there is nothing more to do for this thread.
    fn one(&self, task: &Task<W>) -> bool {
        let Some((number, piece)) = self.take_piece() else { return false };
        let stop = Stop::default();
        let at = At { number, piece: Arc::clone(&piece), since: Instant::now(), stop: stop.clone() };
        *lock(&task.0) = Some(at);
        let done = match catch_unwind(AssertUnwindSafe(|| self.work.does(&piece, &stop))) {
            Ok(done) => done,
            Err(payload) => self.work.broken(&piece, Broken::Panicked(said(&*payload))),
        };
        // Taken away: this thread was given up, and another does its work.
        if lock(&task.0).take().is_none() {
            return false;
        }
        let mut state = self.state();
        while number != state.next && state.weight > WAITING && state.failure.is_none() {
            state = self.wait(&self.changed, state);
        }
        self.hand_over(state, number, done);
        true
    }

    fn take_piece(&self) -> Option<(u64, Arc<W::Piece>)> {
        let mut state = self.state();
        loop {
            if self.is_cancelled() || state.over || state.failure.is_some() {
                return None;
            }
            if let Some(piece) = state.queue.pop_front() {
                let number = state.begun;
                state.begun += 1;
                self.room.notify_one();
                return Some((number, Arc::new(piece)));
            }
            if state.closed {
                return None;
            }
            state = self.wait(&self.changed, state);
        }
    }

    /// Puts a result in its place, and writes all that are complete up to there.
    fn hand_over(&self, mut state: MutexGuard<'_, State<W>>, number: u64, done: W::Done) {
        state.weight += W::weight(&done);
        state.waiting.insert(number, done);
        let mut any = false;
        while state.failure.is_none() {
            let next = state.next;
            let Some(done) = state.waiting.remove(&next) else { break };
            state.weight -= W::weight(&done);
            if let Err(failure) = self.work.accept(done) {
                state.failure = Some(failure);
            }
            state.next += 1;
            any = true;
        }
        drop(state);
        if any {
            self.changed.notify_all();
        }
    }

    /// Tells pieces that run over their time to stop, and gives up threads that do not.
    fn watch(self: Arc<Self>) {
        loop {
            thread::park_timeout(Duration::from_millis(20).min(self.terms.time));
            if self.state().over {
                return;
            }
            let given_up: Vec<At<W>> = {
                let mut tasks = lock(&self.tasks);
                let mut given_up = Vec::new();
                tasks.retain(|task| {
                    let mut at = lock(&task.0);
                    let Some(now) = at.as_ref() else { return true };
                    let taken = now.since.elapsed();
                    if taken > self.terms.time {
                        now.stop.set();
                    }
                    if taken <= self.terms.time + self.terms.grace {
                        return true;
                    }
                    given_up.extend(at.take());
                    false
                });
                given_up
            };
            for At { number, piece, .. } in given_up {
                let done = self.work.broken(&piece, Broken::Late);
                self.hand_over(self.state(), number, done);
                if let Err(error) = self.hire() {
                    self.state().failure.get_or_insert(error);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces are numbers; some of them do not do what they should.
    struct Numbers(Mutex<Vec<String>>);

    impl Work for Numbers {
        type Piece = usize;
        type Done = String;

        fn does(&self, piece: &usize, stop: &Stop) -> String {
            match piece {
                3 => panic!("three is too many"),
                5 => loop {
                    thread::park_timeout(Duration::from_secs(60));
                },
                7 => {
                    while !stop.is_set() {
                        thread::yield_now();
                    }
                    "7 stopped".to_string()
                }
                _ => piece.to_string(),
            }
        }

        fn broken(&self, piece: &usize, how: Broken) -> String {
            match how {
                Broken::Panicked(why) => format!("{piece} {}", why.split(" at ").next().unwrap_or_default()),
                Broken::Late => format!("{piece} late"),
            }
        }

        fn weight(_: &String) -> usize {
            WAITING / 2
        }

        fn accept(&self, done: String) -> io::Result<()> {
            if done == "90" {
                return Err(io::ErrorKind::StorageFull.into());
            }
            lock(&self.0).push(done);
            Ok(())
        }
    }

    fn terms(threads: usize) -> Terms {
        // Long enough for a thread that waits for its turn on a busy machine.
        let time = Duration::from_millis(500);
        Terms { threads, time, grace: time, cancel: Arc::default() }
    }

    #[test]
    fn results_come_in_order_and_nothing_stops_the_others() {
        for threads in [1, 3] {
            let work = Arc::new(Numbers(Mutex::default()));
            run(Arc::clone(&work), &terms(threads), (0..40).map(Ok)).unwrap();
            let expected = (0..40).map(|n| match n {
                3 => "3 three is too many".to_string(),
                5 => "5 late".to_string(),
                7 => "7 stopped".to_string(),
                n => n.to_string(),
            });
            assert_eq!(*lock(&work.0), expected.collect::<Vec<_>>(), "{threads} threads");
        }
    }

    #[test]
    fn a_disk_that_is_full_ends_everything() {
        let work = Arc::new(Numbers(Mutex::default()));
        let failed = run(Arc::clone(&work), &terms(3), (80..1_000_000).map(Ok)).unwrap_err();
        assert_eq!(failed.kind(), io::ErrorKind::StorageFull);
        assert_eq!(lock(&work.0).len(), 10);
    }

    #[test]
    fn what_is_called_off_ends_with_what_was_begun() {
        let work = Arc::new(Numbers(Mutex::default()));
        let terms = terms(2);
        let cancel = Arc::clone(&terms.cancel);
        let pieces = (10..1_000_000).map(|n| {
            cancel.store(n == 30, Ordering::Relaxed);
            Ok(n)
        });
        run(Arc::clone(&work), &terms, pieces).unwrap();
        let done = lock(&work.0);
        assert!(done.len() < 21);
        assert!(done.iter().enumerate().all(|(i, done)| *done == (10 + i).to_string()), "{done:?}");
    }
}
