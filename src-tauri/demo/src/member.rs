//! Who a customer is: a pure function of the seed and the customer's number, so
//! that any customer can be told without the others. Numbers follow the order of
//! enrolment. What customers did is told in `journey`.

use super::DemoSize;
use super::calendar::{DAY, FIRST, HOUR, MINUTE, SECOND, second};
use super::random::{Random, Stream};
use super::vocabulary::{COUNTRIES, SHARES};

/// Referrers and merges stay among so many neighbours, so that both directions
/// of the relation are cheap to tell.
const NEIGHBOURS: u64 = 32;

/// A customer's part in the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Active,
    Inactive,
    Banned,
    Suspended,
    OptedOut,
    /// Not enrolled yet: no events.
    Pending,
    /// Merged into the customer before: no events left.
    Merged,
}

/// A customer who was merged into another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Absorbed {
    pub(super) number: u64,
    pub(super) enrolled_at: i64,
    pub(super) merged_at: i64,
}

/// One customer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    pub(super) number: u64,
    pub(super) role: Role,
    pub(super) country: usize,
    pub(super) created_at: i64,
    /// The customer does nothing later than this; points may still expire.
    pub(super) ends_at: i64,
    /// The next customer, when it was merged into this one.
    pub(super) absorbed: Option<Absorbed>,
}

/// All customers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Members {
    pub(super) size: DemoSize,
    /// Everything has happened before this instant.
    pub(super) now: i64,
}

impl Members {
    pub(super) fn role(self, number: u64) -> Role {
        if number == 0 {
            // Somebody has to be able to have events.
            return Role::Active;
        }
        match Random::new(self.size.seed, Stream::Role, number).below(1000) {
            0..30 if number % 2 == 1 => Role::Merged,
            30..70 => Role::Pending,
            70..80 => Role::Banned,
            80..95 => Role::Suspended,
            95..135 => Role::OptedOut,
            135..215 => Role::Inactive,
            _ => Role::Active,
        }
    }

    /// The customer's share of all events: many do little, few do a lot.
    pub(super) fn weight(self, number: u64) -> u64 {
        if matches!(self.role(number), Role::Merged | Role::Pending) {
            return 0;
        }
        let mut random = Random::new(self.size.seed, Stream::Weight, number);
        let weight = match random.below(1000) {
            0..60 => 0,
            60..480 => 2 + random.below(9),
            480..830 => 8 + random.below(23),
            830..970 => 25 + random.below(56),
            970..999 => 80 + random.below(320),
            _ => 400 + random.below(3600),
        };
        if number == 0 { weight.max(1) } else { weight }
    }

    fn created_at(self, number: u64) -> i64 {
        let span = (self.now - 3 * DAY - FIRST) as u128;
        let place =
            |number: u64| (span * u128::from(number) / u128::from(self.size.customers)) as i64;
        let slot = place(number + 1) - place(number);
        let mut random = Random::new(self.size.seed, Stream::Birth, number);
        let within = random.below(slot as u64) as i64;
        let within = match random.below(3) {
            0 => within,
            1 => within / 1000 * 1000,
            // Whole seconds may fall before the slot, but never before the neighbour's second.
            _ => {
                let at = FIRST + place(number) + within;
                return at - at.rem_euclid(SECOND).min(within);
            }
        };
        FIRST + place(number) + within
    }

    pub(super) fn member(self, number: u64) -> Member {
        let role = self.role(number);
        let created_at = self.created_at(number);
        let mut random = Random::new(self.size.seed, Stream::Profile, number);
        let share = random.index(SHARES.iter().sum());
        let mut upto = 0;
        let country = SHARES
            .iter()
            .position(|part| {
                upto += part;
                share < upto
            })
            .unwrap_or(0)
            .min(COUNTRIES.len() - 1);
        let latest = self.now - HOUR;
        let stays = random.chance(400) && role == Role::Active;
        let left = latest - created_at;
        let ends_at = if stays {
            latest
        } else {
            created_at + (i128::from(left) * i128::from(random.between(20, 1000)) / 1000) as i64
        };
        let next = number + 1;
        let absorbed = (next < self.size.customers && self.role(next) == Role::Merged).then(|| {
            let enrolled_at = self.created_at(next);
            let lived = random.below((self.now - MINUTE - enrolled_at) as u64) as i64;
            Absorbed { number: next, enrolled_at, merged_at: enrolled_at + lived }
        });
        Member { number, role, country, created_at, ends_at, absorbed }
    }

    /// 24 hexadecimal digits that sort by the number: second of enrolment,
    /// number, random digits.
    pub(super) fn id(self, number: u64) -> String {
        let tail = Random::new(self.size.seed, Stream::Spare, number).next() as u32;
        format!("{}{tail:08x}", self.prefix(number))
    }

    /// First 16 digits of the ID, which the customer's events share.
    pub(super) fn prefix(self, number: u64) -> String {
        format!("{:08x}{number:08x}", second(self.created_at(number)))
    }

    pub(super) fn referrer(self, number: u64) -> Option<u64> {
        let place = number % NEIGHBOURS;
        let mut random = Random::new(self.size.seed, Stream::Referral, number);
        (place > 0 && random.chance(150)).then(|| number - 1 - random.below(place))
    }

    pub(super) fn referrals(self, number: u64) -> Vec<u64> {
        let end = (number / NEIGHBOURS + 1) * NEIGHBOURS;
        (number + 1..end.min(self.size.customers))
            .filter(|&other| self.referrer(other) == Some(number))
            .collect()
    }
}
