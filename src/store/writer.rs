//! The one writer of a SQLite database.
//!
//! A durable commit costs a sync of the disk, whatever it holds. Writes that wait together are
//! therefore committed together: each in its savepoint, so that one can fail alone, and nobody is
//! answered before the commit they share.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use prometheus::Histogram;

use crate::store::database::Db;
use crate::store::error::Error;
use crate::store::waits;

/// Writes that may wait; one more is told to come back.
const QUEUE: usize = 1024;
/// Writes that share a commit at most, so that the first is not kept waiting for ever.
const BATCH: usize = 64;
/// How long a write waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

const WAITING: u8 = 0;
const RUNNING: u8 = 1;
const ABANDONED: u8 = 2;

/// Tells the caller how it ended, once the shared commit is done (or has failed).
type Answer = Box<dyn FnOnce(Result<(), String>) + Send>;
/// Does the work; says whether to keep it, and how to answer. `None`: nobody waits for it any more.
type Job = Box<dyn FnOnce(&mut Db) -> Option<(bool, Answer)> + Send>;

#[derive(Clone)]
pub(super) struct Writer {
    queue: SyncSender<Job>,
    tally: Arc<Tally>,
    turn: Histogram,
}

/// How much waits, and how often the disk was synced for it.
#[derive(Debug, Default)]
struct Tally {
    waiting: AtomicU64,
    commits: AtomicU64,
}

/// A write in the queue; it waits as long as this lives.
struct Waiting {
    tally: Arc<Tally>,
    turn: Histogram,
    since: Instant,
}

impl Waiting {
    fn new(tally: &Arc<Tally>, turn: &Histogram) -> Self {
        tally.waiting.fetch_add(1, Ordering::SeqCst);
        Self {
            tally: Arc::clone(tally),
            turn: turn.clone(),
            since: Instant::now(),
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.tally.waiting.fetch_sub(1, Ordering::SeqCst);
        waits::record(&self.turn, self.since.elapsed());
    }
}

impl Writer {
    /// `turn` takes note of how long each write waited for its turn.
    pub(super) fn start(db: Db, turn: Histogram) -> Self {
        let (queue, jobs) = sync_channel(QUEUE);
        let tally = Arc::new(Tally::default());
        let counted = Arc::clone(&tally);
        std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || run(db, &jobs, &counted))
            .expect("a thread for the writer can be started");
        Self { queue, tally, turn }
    }

    /// Writes that wait for their turn.
    pub(super) fn waiting(&self) -> u64 {
        self.tally.waiting.load(Ordering::SeqCst)
    }

    /// Commits so far.
    pub(super) fn commits(&self) -> u64 {
        self.tally.commits.load(Ordering::SeqCst)
    }

    pub(super) fn write<T, E>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let stage = Arc::new(AtomicU8::new(WAITING));
        let (answer, answered) = sync_channel::<Result<T, E>>(1);
        let job = job(
            work,
            Arc::clone(&stage),
            Waiting::new(&self.tally, &self.turn),
            answer,
        );
        self.queue.try_send(job).map_err(|error| {
            Error::Busy(match error {
                TrySendError::Full(_) => "too many writes are waiting".into(),
                TrySendError::Disconnected(_) => "the writer has stopped".into(),
            })
        })?;
        match answered.recv_timeout(PATIENCE) {
            Ok(result) => result,
            Err(RecvTimeoutError::Timeout) if abandon(&stage) => {
                Err(Error::Busy("the writer did not get to it in time".into()).into())
            }
            // It has begun: only its end tells whether it was kept.
            Err(_) => answered
                .recv()
                .unwrap_or_else(|_| Err(Error::Busy("the writer has stopped".into()).into())),
        }
    }
}

/// Whether the work was called off before it began.
fn abandon(stage: &AtomicU8) -> bool {
    stage
        .compare_exchange(WAITING, ABANDONED, Ordering::SeqCst, Ordering::SeqCst)
        .is_ok()
}

fn job<T, E>(
    work: impl FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
    stage: Arc<AtomicU8>,
    waiting: Waiting,
    answer: SyncSender<Result<T, E>>,
) -> Job
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    Box::new(move |db| {
        drop(waiting);
        stage
            .compare_exchange(WAITING, RUNNING, Ordering::SeqCst, Ordering::SeqCst)
            .ok()?;
        // A caller that is gone needs no answer, hence the ignored results.
        Some(match catch_unwind(AssertUnwindSafe(|| work(db))) {
            Ok(Ok(value)) => (
                true,
                Box::new(move |committed| {
                    let _ = answer.send(
                        committed
                            .map(|()| value)
                            .map_err(|why| Error::Busy(why).into()),
                    );
                }),
            ),
            Ok(Err(error)) => (false, Box::new(move |_| drop(answer.send(Err(error))))),
            Err(_) => (
                false,
                Box::new(move |_| drop(answer.send(Err(Error::Panicked.into())))),
            ),
        })
    })
}

fn run(mut db: Db, jobs: &Receiver<Job>, tally: &Tally) {
    while let Ok(first) = jobs.recv() {
        if let Err(error) = execute(&mut db, "BEGIN IMMEDIATE") {
            // The job is dropped unrun, and its caller hears that the writer gave it up.
            tracing::error!(error, "a transaction could not be begun");
            continue;
        }
        let waiting = std::iter::from_fn(|| jobs.try_recv().ok());
        let answers: Vec<Answer> = std::iter::once(first)
            .chain(waiting)
            .take(BATCH)
            .filter_map(|job| in_savepoint(&mut db, job))
            .collect();
        let committed = execute(&mut db, "COMMIT");
        tally.commits.fetch_add(1, Ordering::SeqCst);
        if let Err(error) = &committed {
            tracing::error!(error, "a commit failed");
            // Fails where SQLite has rolled back by itself already.
            let _ = execute(&mut db, "ROLLBACK");
        }
        for answer in answers {
            answer(committed.clone());
        }
    }
}

fn in_savepoint(db: &mut Db, job: Job) -> Option<Answer> {
    if let Err(error) = execute(db, "SAVEPOINT work") {
        tracing::error!(error, "a savepoint failed");
        return None;
    }
    let done = job(db);
    let keep = done.as_ref().is_some_and(|(keep, _)| *keep);
    let released = if keep {
        execute(db, "RELEASE work")
    } else {
        execute(db, "ROLLBACK TO work").and_then(|()| execute(db, "RELEASE work"))
    };
    let (_, answer) = done?;
    match released {
        Ok(()) => Some(answer),
        Err(error) => {
            answer(Err(error));
            None
        }
    }
}

fn execute(db: &mut Db, statement: &str) -> Result<(), String> {
    db.batch_execute(statement)
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use diesel::prelude::*;

    use super::*;
    use crate::store::database::{Access, DatabaseUrl};

    diesel::table! {
        notes (id) {
            id -> BigInt,
        }
    }

    struct File {
        path: std::path::PathBuf,
        writer: Writer,
    }

    impl File {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir()
                .join(format!("amends-writer-{name}-{}.db", std::process::id()));
            let _ = std::fs::remove_file(&path);
            let url = DatabaseUrl::Sqlite(path.display().to_string());
            let mut db = url.connect(Access::Write).unwrap();
            db.batch_execute("CREATE TABLE notes (id BIGINT NOT NULL PRIMARY KEY)")
                .unwrap();
            Self {
                path,
                writer: Writer::start(db, waits::Waits::default().turn),
            }
        }

        /// What another connection sees.
        fn notes(&self) -> Vec<i64> {
            let url = DatabaseUrl::Sqlite(self.path.display().to_string());
            let mut db = url.connect(Access::Read).unwrap();
            notes::table
                .select(notes::id)
                .order(notes::id.asc())
                .load(&mut db)
                .unwrap()
        }

        /// Holds the writer in a write of its own until the returned sender is dropped, so that
        /// what is written meanwhile waits together.
        fn hold(&self) -> (std::sync::mpsc::Sender<()>, std::thread::JoinHandle<()>) {
            let (release, released) = channel::<()>();
            let (begun, has_begun) = channel();
            let writer = self.writer.clone();
            let held = std::thread::spawn(move || {
                writer
                    .write(move |_| {
                        begun.send(()).unwrap();
                        let _ = released.recv();
                        Ok::<_, Error>(())
                    })
                    .unwrap();
            });
            has_begun.recv().unwrap();
            (release, held)
        }
    }

    impl Drop for File {
        fn drop(&mut self) {
            for end in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{end}", self.path.display()));
            }
        }
    }

    fn note(id: i64) -> impl FnOnce(&mut Db) -> Result<(), Error> + Send + 'static {
        move |db| {
            diesel::insert_into(notes::table)
                .values(notes::id.eq(id))
                .execute(db)?;
            Ok(())
        }
    }

    #[test]
    fn writes_that_wait_together_share_a_commit() {
        let file = File::new("share");
        let (release, held) = file.hold();
        let writers: Vec<_> = (0..20)
            .map(|id| {
                let writer = file.writer.clone();
                std::thread::spawn(move || writer.write(note(id)))
            })
            .collect();
        while file.writer.waiting() < 20 {
            std::thread::yield_now();
        }
        let before = file.writer.commits();
        drop(release);
        held.join().unwrap();
        for writer in writers {
            writer.join().unwrap().unwrap();
        }
        assert_eq!(file.writer.commits() - before, 1);
        assert_eq!(file.notes(), (0..20).collect::<Vec<_>>());
    }

    #[test]
    fn a_write_that_fails_or_panics_fails_alone() {
        let file = File::new("alone");
        file.writer.write(note(1)).unwrap();
        let (release, held) = file.hold();
        let start = |work: fn(&mut Db) -> Result<(), Error>| {
            let writer = file.writer.clone();
            std::thread::spawn(move || writer.write(work))
        };
        let good = start(|db| note(2)(db));
        let twice = start(|db| note(3)(db).and_then(|()| note(1)(db)));
        let panics = start(|db| note(4)(db).map(|()| panic!("a fault of the test's")));
        let last = start(|db| note(5)(db));
        while file.writer.waiting() < 4 {
            std::thread::yield_now();
        }
        drop(release);
        held.join().unwrap();
        assert!(good.join().unwrap().is_ok());
        assert!(matches!(twice.join().unwrap(), Err(Error::Database(_))));
        assert!(matches!(panics.join().unwrap(), Err(Error::Panicked)));
        assert!(last.join().unwrap().is_ok());
        assert_eq!(file.notes(), [1, 2, 5]);
    }

    #[test]
    fn what_is_answered_is_there_for_others() {
        let file = File::new("durable");
        for id in 0..10 {
            file.writer.write(note(id)).unwrap();
            assert!(file.notes().contains(&id));
        }
    }
}
