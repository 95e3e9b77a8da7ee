//! The one writer of a SQLite database.
//!
//! A durable commit costs a sync of the disk, whatever it holds. Writes that wait together are
//! therefore committed together: each in its savepoint, so that one can fail alone, and nobody is
//! answered before the commit they share.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::Duration;

use diesel::connection::SimpleConnection;

use crate::store::database::Db;
use crate::store::error::Error;

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
}

impl Writer {
    pub(super) fn start(db: Db) -> Self {
        let (queue, jobs) = sync_channel(QUEUE);
        std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || run(db, &jobs))
            .expect("a thread for the writer can be started");
        Self { queue }
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
        let job = job(work, Arc::clone(&stage), answer);
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
    answer: SyncSender<Result<T, E>>,
) -> Job
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    Box::new(move |db| {
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

fn run(mut db: Db, jobs: &Receiver<Job>) {
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
