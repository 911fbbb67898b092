//! One transaction that several queries share, one after another, so that all of them
//! are answered from one snapshot.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::SourceError;

/// What the transaction is in: a session with a server, or an opened file.
#[derive(Debug)]
pub(crate) struct Held<T>(Mutex<HeldState<T>>);

#[derive(Debug)]
enum HeldState<T> {
    /// No query has begun it.
    Unbegun,
    /// Nobody uses it.
    Free(T),
    /// A query uses it, or has ended it: a query that was stopped gives nothing back, and
    /// another transaction would show another moment.
    Gone,
}

impl<T> Default for Held<T> {
    fn default() -> Self {
        Self(Mutex::new(HeldState::Unbegun))
    }
}

impl<T> Held<T> {
    fn state(&self) -> MutexGuard<'_, HeldState<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The transaction; none where the caller has to begin it.
    pub(crate) fn take(&self, place: &str) -> Result<Option<T>, SourceError> {
        let mut state = self.state();
        match std::mem::replace(&mut *state, HeldState::Gone) {
            HeldState::Unbegun => Ok(None),
            HeldState::Free(held) => Ok(Some(held)),
            HeldState::Gone => Err(SourceError::Lost {
                place: place.to_owned(),
                reason: "the transaction that all members are read in has ended".to_owned(),
            }),
        }
    }

    /// It couldn't be begun, so that nothing has been read in it.
    pub(crate) fn is_unbegun(&self) {
        *self.state() = HeldState::Unbegun;
    }

    /// Gives it to the next query.
    pub(crate) fn give(&self, held: T) {
        *self.state() = HeldState::Free(held);
    }

    /// What is left of it at the end.
    pub(crate) fn left(&mut self) -> Option<T> {
        let state = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(state, HeldState::Gone) {
            HeldState::Free(held) => Some(held),
            HeldState::Unbegun | HeldState::Gone => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transaction_is_used_by_one_at_a_time_and_never_begun_again() {
        let held = Held::default();
        assert_eq!(held.take("here").unwrap(), None);
        held.is_unbegun();
        assert_eq!(held.take("here").unwrap(), None);
        held.give(7);
        assert_eq!(held.take("here").unwrap(), Some(7));
        let error = held.take("here").unwrap_err();
        assert!(error.to_string().contains("has ended"), "{error}");
        held.give(8);
        let mut held = held;
        assert_eq!(held.left(), Some(8));
        assert_eq!(held.left(), None);
    }
}
