//! The names and numbers that runs have used, as the history has them.

use std::path::Path;

use async_trait::async_trait;

use super::preconditions::Refusal;
use crate::error::Error;
use crate::run::Ledger;
use crate::store::{Reservation, Store};

/// The ledger of a run of the history, or, without one, of a command.
pub(super) struct StoredLedger {
    pub(super) store: Store,
    pub(super) run: Option<i64>,
    /// Whether the file is accepted once it is in its folder: it goes nowhere else.
    pub(super) is_local: bool,
}

#[async_trait]
impl Ledger for StoredLedger {
    async fn reserve(&self, sequence: &str, first: u64) -> Result<u64, Error> {
        self.store.release_stale_leases().await?;
        given(self.store.reserve_number(sequence, first, self.run).await?, sequence)
    }

    async fn check_names(&self, export: &str, names: &[String]) -> Result<(), Error> {
        match self.store.used_name(export, names).await? {
            Some(name) => Err(Refusal::NameUsed { name }.into()),
            None => Ok(()),
        }
    }

    async fn publishes(&self, manifest: &Path, bytes: u64, sha256: &str) -> Result<(), Error> {
        if self.is_local {
            self.store.expect_file(self.run, manifest, bytes, sha256).await?;
        }
        Ok(())
    }
}

/// The number, or why there is none.
pub(super) fn given(reservation: Reservation, sequence: &str) -> Result<u64, Error> {
    let sequence = sequence.to_owned();
    Err(match reservation {
        Reservation::Number(number) => return Ok(number),
        Reservation::Busy(number) => Refusal::SequenceBusy { sequence, number },
        Reservation::Unknown(number) => Refusal::SequenceUnknown { sequence, number },
        Reservation::Passed(number) => Refusal::SequencePassed { sequence, number },
        Reservation::UsedUp => Refusal::SequenceUsedUp { sequence },
    }
    .into())
}
