//! The one writer of a SQLite database.
//!
//! A durable commit costs a sync of the disk, whatever it holds. Writes that wait together are
//! therefore committed together: each in its savepoint, so that one can fail alone, and nobody is
//! answered before the commit they share.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use prometheus::Histogram;

use crate::store::database::Db;
use crate::store::error::{Error, Fault};
use crate::store::waits;

/// Writes that may wait; one more is told to come back.
const QUEUE: usize = 1024;
/// Writes that share a commit at most, so that the first is not kept waiting for ever.
const BATCH: usize = 64;
/// How long a write waits for its turn. Whoever waits for the answer is told within five seconds.
const PATIENCE: Duration = Duration::from_secs(4);

/// Longer than that no write of ours takes, unless something keeps it out.
const STUCK: Duration = Duration::from_secs(3);

const WAITING: u8 = 0;
const RUNNING: u8 = 1;
const ABANDONED: u8 = 2;

/// Tells the caller how it ended, once the shared commit is done (or has failed).
type Answer = Box<dyn FnOnce(Result<(), String>) + Send>;

type Task = Box<dyn FnOnce(&mut Db) -> (End, Answer) + Send>;

/// How a piece of work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Kept,
    /// It was not to be done.
    Refused,
    /// The database did not take it.
    Failed,
}

/// A write in the queue.
struct Job {
    stage: Arc<AtomicU8>,
    waiting: Waiting,
    /// Does the work; says how that ended, and how to answer.
    work: Task,
    /// Answers without having begun.
    refuse: Box<dyn FnOnce(String) + Send>,
}

impl Job {
    fn is_awaited(&self) -> bool {
        self.stage.load(Ordering::SeqCst) == WAITING
    }
}

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
    /// Whether the last write found that the database takes none.
    failed: AtomicBool,
    /// Since when the writer has been at what it is doing, where it is doing anything.
    at_it_since: Mutex<Option<Instant>>,
}

impl Tally {
    /// Whether nothing speaks against another write.
    fn is_sound(&self) -> bool {
        let at_it_since = *self.at_it();
        let is_stuck = at_it_since.is_some_and(|since| since.elapsed() >= STUCK);
        !is_stuck && !self.failed.load(Ordering::SeqCst)
    }

    fn begins(&self) {
        *self.at_it() = Some(Instant::now());
    }

    fn has_ended(&self, failed: bool) {
        self.failed.store(failed, Ordering::SeqCst);
        *self.at_it() = None;
    }

    fn at_it(&self) -> MutexGuard<'_, Option<Instant>> {
        self.at_it_since
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
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

    /// Refuses where the last write failed for the database's sake, or one is stuck; unless another
    /// one that is only made to see is taken now.
    pub(super) fn expect_writable(&self) -> Result<(), Error> {
        if self.tally.is_sound() {
            return Ok(());
        }
        // This number is of no use to us, and is written even where it stays what it is.
        self.write(|db| Ok(db.batch_execute("PRAGMA user_version = 0")?))
    }

    pub(super) fn write<T, E>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Fault + Send + 'static,
    {
        let stage = Arc::new(AtomicU8::new(WAITING));
        let (answer, answered) = sync_channel::<Result<T, E>>(1);
        let waiting = Waiting::new(&self.tally, &self.turn);
        let job = job(work, (Arc::clone(&stage), waiting), answer);
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
    moves(stage, ABANDONED)
}

/// Leaves `WAITING` for `next`, unless somebody else did.
fn moves(stage: &AtomicU8, next: u8) -> bool {
    stage
        .compare_exchange(WAITING, next, Ordering::SeqCst, Ordering::SeqCst)
        .is_ok()
}

fn job<T, E>(
    work: impl FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
    (stage, waiting): (Arc<AtomicU8>, Waiting),
    answer: SyncSender<Result<T, E>>,
) -> Job
where
    T: Send + 'static,
    E: From<Error> + Fault + Send + 'static,
{
    let refused = answer.clone();
    Job {
        stage,
        waiting,
        // A caller that is gone needs no answer, hence the ignored results.
        work: Box::new(
            move |db| match catch_unwind(AssertUnwindSafe(|| work(db))) {
                Ok(Ok(value)) => (
                    End::Kept,
                    Box::new(move |committed| {
                        let _ = answer.send(
                            committed
                                .map(|()| value)
                                .map_err(|why| Error::Busy(why).into()),
                        );
                    }),
                ),
                Ok(Err(error)) => (
                    if error.is_the_databases() {
                        End::Failed
                    } else {
                        End::Refused
                    },
                    Box::new(move |_| drop(answer.send(Err(error)))),
                ),
                Err(_) => (
                    End::Refused,
                    Box::new(move |_| drop(answer.send(Err(Error::Panicked.into())))),
                ),
            },
        ),
        refuse: Box::new(move |why| drop(refused.send(Err(Error::Busy(why).into())))),
    }
}

fn run(mut db: Db, jobs: &Receiver<Job>, tally: &Tally) {
    while let Ok(first) = jobs.recv() {
        // Beginning may have to wait for another process; not for those who have gone.
        if !first.is_awaited() {
            continue;
        }
        tally.begins();
        if let Err(error) = execute(&mut db, "BEGIN IMMEDIATE") {
            tracing::error!(error, "a transaction could not be begun");
            tally.has_ended(true);
            (first.refuse)(error);
            continue;
        }
        let waiting = std::iter::from_fn(|| jobs.try_recv().ok());
        let done = together(&mut db, std::iter::once(first).chain(waiting).take(BATCH));
        let committed = done.whole.and_then(|()| execute(&mut db, "COMMIT"));
        tally.commits.fetch_add(1, Ordering::SeqCst);
        if let Err(error) = &committed {
            tracing::error!(error, "a commit failed");
            // Fails where SQLite has rolled back by itself already.
            let _ = execute(&mut db, "ROLLBACK");
        }
        tally.has_ended(committed.is_err() || done.last == Some(End::Failed));
        for answer in done.answers {
            answer(committed.clone());
        }
    }
}

/// Writes that share a transaction.
struct Done {
    answers: Vec<Answer>,
    /// How the last of them ended.
    last: Option<End>,
    /// Whether the transaction stands. On some faults, like a full disk, SQLite ends it by itself.
    whole: Result<(), String>,
}

fn together(db: &mut Db, jobs: impl Iterator<Item = Job>) -> Done {
    let mut done = Done {
        answers: Vec::new(),
        last: None,
        whole: Ok(()),
    };
    for job in jobs {
        match in_savepoint(db, job) {
            Ok(None) => {}
            Ok(Some((end, answer))) => {
                done.last = Some(end);
                done.answers.push(answer);
            }
            // Another job would be in no transaction now, or in one of its own.
            Err(error) => {
                done.whole = Err(error);
                return done;
            }
        }
    }
    done
}

/// Does the work, unless nobody waits for it any more. An error means that the transaction is lost.
fn in_savepoint(db: &mut Db, job: Job) -> Result<Option<(End, Answer)>, String> {
    drop(job.waiting);
    if !moves(&job.stage, RUNNING) {
        return Ok(None);
    }
    if let Err(error) = execute(db, "SAVEPOINT work") {
        (job.refuse)(error.clone());
        return Err(error);
    }
    let (end, answer) = (job.work)(db);
    let released = if end == End::Kept {
        execute(db, "RELEASE work")
    } else {
        execute(db, "ROLLBACK TO work").and_then(|()| execute(db, "RELEASE work"))
    };
    match released {
        Ok(()) => Ok(Some((end, answer))),
        Err(error) => {
            answer(Err(error.clone()));
            Err(error)
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
                // It shares the fate of those that it holds up.
                let _ = writer.write(move |_| {
                    begun.send(()).unwrap();
                    let _ = released.recv();
                    Ok::<_, Error>(())
                });
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
        assert!(
            file.writer.tally.is_sound(),
            "these are no faults of the database's"
        );
        assert_eq!(file.notes(), [1, 2, 5]);
    }

    /// Writes these together, and returns those that were told that theirs was kept.
    fn written_together(file: &File, works: Vec<(i64, NoteWork)>) -> Vec<i64> {
        let (release, held) = file.hold();
        let mut writers = Vec::new();
        for (id, work) in works {
            let writer = file.writer.clone();
            let waiting = file.writer.waiting();
            writers.push((id, std::thread::spawn(move || writer.write(work))));
            // One after the other, so that they are done in this order.
            while file.writer.waiting() == waiting {
                std::thread::yield_now();
            }
        }
        drop(release);
        held.join().unwrap();
        writers
            .into_iter()
            .filter_map(|(id, writer)| writer.join().unwrap().is_ok().then_some(id))
            .collect()
    }

    type NoteWork = Box<dyn FnOnce(&mut Db) -> Result<(), Error> + Send>;

    #[test]
    fn where_sqlite_ends_the_transaction_by_itself_nobody_is_told_what_is_not_so() {
        let file = File::new("ended");
        let ends: NoteWork = Box::new(|db| Ok(db.batch_execute("ROLLBACK")?));
        let kept = written_together(
            &file,
            vec![
                (1, Box::new(note(1))),
                (2, ends),
                (3, Box::new(note(3))),
                (4, Box::new(note(4))),
            ],
        );
        // What came before it is undone; what came after it has a transaction of its own.
        assert_eq!(kept, [3, 4]);
        assert_eq!(file.notes(), [3, 4]);
    }

    #[test]
    fn a_full_disk_refuses_and_damages_nothing() {
        let file = File::new("full");
        file.writer
            .write(|db| Ok::<_, Error>(db.batch_execute("PRAGMA max_page_count = 60")?))
            .unwrap();
        let many = |from: i64| -> NoteWork {
            Box::new(move |db| (from..from + 1_000).try_for_each(|id| note(id)(db)))
        };
        let mut kept = Vec::new();
        for from in (0..20_000).step_by(4_000) {
            let works = (from..from + 4_000).step_by(1_000).map(|id| (id, many(id)));
            kept.extend(written_together(&file, works.collect()));
        }
        assert!((1..20).contains(&kept.len()), "{kept:?}");
        let expected = |kept: &[i64]| -> Vec<i64> {
            kept.iter().flat_map(|&from| from..from + 1_000).collect()
        };
        assert_eq!(file.notes(), expected(&kept));
        let too_many: NoteWork = Box::new(|db| (50_000..60_000).try_for_each(|id| note(id)(db)));
        let refused = file.writer.write(too_many);
        assert!(matches!(refused, Err(Error::Busy(_))), "{refused:?}");
        assert!(!file.writer.tally.is_sound());

        // Room again: as before.
        file.writer
            .write(|db| Ok::<_, Error>(db.batch_execute("PRAGMA max_page_count = 10000")?))
            .unwrap();
        file.writer.write(many(50_000)).unwrap();
        assert!(file.writer.tally.is_sound());
        kept.push(50_000);
        assert_eq!(file.notes(), expected(&kept));
    }

    #[test]
    fn a_write_that_another_process_keeps_out_is_told_so_in_time_and_not_made_later() {
        let file = File::new("locked");
        let url = DatabaseUrl::Sqlite(file.path.display().to_string());
        let mut other = url.connect(Access::Write).unwrap();
        other.batch_execute("BEGIN IMMEDIATE").unwrap();
        let began = Instant::now();
        let writers: Vec<_> = (0..4)
            .map(|id| {
                let writer = file.writer.clone();
                std::thread::spawn(move || writer.write(note(id)))
            })
            .collect();
        for writer in writers {
            assert!(matches!(writer.join().unwrap(), Err(Error::Busy(_))));
        }
        assert!(began.elapsed() < Duration::from_secs(5));
        let refused = file.writer.expect_writable();
        assert!(matches!(refused, Err(Error::Busy(_))), "{refused:?}");
        other.batch_execute("ROLLBACK").unwrap();
        // Nobody has to write anything for it to be seen.
        file.writer.expect_writable().unwrap();
        file.writer.write(note(9)).unwrap();
        assert_eq!(file.notes(), [9]);
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
