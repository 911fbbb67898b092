//! A customer's points: balances, and the lots of earned points that are used
//! first in, first out. Lots hold what balances say: the sum of what remains is
//! always score - spent - expired; reserved points stay in their lots.

use super::calendar::{DAY, day};

/// Days until earned points expire.
const LIFE: i32 = 730;

/// Balances after an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Balances {
    pub(super) score: i64,
    pub(super) spent: i64,
    pub(super) pending: i64,
    pub(super) expired: i64,
    pub(super) reserved: i64,
}

impl Balances {
    pub(super) fn spendable(&self) -> i64 {
        self.score - self.spent - self.expired - self.reserved
    }
}

/// Points earned by one event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lot {
    pub(super) event: u32,
    pub(super) used: i64,
    pub(super) expires: i32,
    pub(super) expired: bool,
    remaining: i64,
}

/// Points of the lot of event `lot` that event `by` used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Usage {
    pub(super) lot: u32,
    pub(super) by: u32,
    pub(super) points: i64,
}

/// All of a customer's points.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) balances: Balances,
    pub(super) lots: Vec<Lot>,
    pub(super) usages: Vec<Usage>,
    head: usize,
}

impl Ledger {
    pub(super) fn clear(&mut self) {
        self.balances = Balances::default();
        self.lots.clear();
        self.usages.clear();
        self.head = 0;
    }

    fn push(&mut self, event: u32, points: i64, at: i64) {
        self.lots.push(Lot {
            event,
            used: 0,
            expires: day(at) + LIFE,
            expired: false,
            remaining: points,
        });
    }

    /// Place of the lot, for a refund.
    pub(super) fn earn(&mut self, event: u32, points: i64, at: i64) -> usize {
        self.balances.score += points;
        self.push(event, points, at);
        self.lots.len() - 1
    }

    pub(super) fn spend(&mut self, event: u32, points: i64) {
        self.balances.spent += points;
        let mut rest = points;
        while rest > 0 {
            self.skip_empty();
            rest -= self.take(self.head, event, rest);
        }
    }

    pub(super) fn unspend(&mut self, event: u32, points: i64, at: i64) {
        self.balances.spent -= points;
        self.push(event, points, at);
    }

    /// Takes back points of one lot, as many as are still there.
    pub(super) fn refund(&mut self, event: u32, lot: usize, points: i64) -> i64 {
        let points = points.min(self.balances.spendable());
        let taken = self.take(lot, event, points);
        self.balances.score -= taken;
        taken
    }

    fn take(&mut self, lot: usize, by: u32, most: i64) -> i64 {
        let lot = &mut self.lots[lot];
        let points = lot.remaining.min(most);
        if points > 0 {
            lot.remaining -= points;
            lot.used += points;
            self.usages.push(Usage { lot: lot.event, by, points });
        }
        points
    }

    fn skip_empty(&mut self) {
        while self.lots.get(self.head).is_some_and(|lot| lot.remaining == 0) {
            self.head += 1;
        }
    }

    /// When the last lot that expires on this day or before does so, if any does.
    pub(super) fn due(&mut self, today: i32) -> Option<i64> {
        self.skip_empty();
        if self.balances.spendable() <= 0 {
            return None;
        }
        let due = self.lots[self.head..].iter().take_while(|lot| lot.expires <= today);
        due.last().map(|lot| i64::from(lot.expires) * DAY)
    }

    /// Lets all due points expire, but not those that are reserved.
    pub(super) fn expire(&mut self, today: i32) -> i64 {
        let mut rest = self.balances.spendable();
        let mut points = 0;
        for lot in &mut self.lots[self.head..] {
            if lot.expires > today || rest == 0 {
                break;
            }
            let part = lot.remaining.min(rest);
            lot.remaining -= part;
            lot.expired = part > 0 && lot.remaining == 0;
            rest -= part;
            points += part;
        }
        self.balances.expired += points;
        points
    }

    /// Brings usages into the order of the events that earned the points.
    pub(super) fn close(&mut self) {
        self.usages.sort_unstable();
    }
}
