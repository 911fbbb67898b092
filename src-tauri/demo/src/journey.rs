//! What a customer did, from the opt-in to the last event, in the order of time:
//! a pure function of the seed, the customer's number and the number of events.
//! Balances, tiers, coupons and completed challenges follow from the events.

use super::calendar::{DAY, HOUR, SECOND, day};
use super::ledger::{Balances, Ledger};
use super::member::{Member, Role};
use super::random::{Random, Stream};
use super::world::{CHALLENGES, REWARDS, World};

/// IDs and names of the tiers, with the points that each takes.
pub(super) const TIERS: [(&str, &str, i64); 4] = [
    ("bronze", "Bronze", 0),
    ("silver", "Ezüst / Silver", 1_000),
    ("gold", "Gold \"VIP\"", 4_000),
    ("platinum", "プラチナ", 12_000),
];

macro_rules! actions {
    ($($name:ident = $text:literal),+ $(,)?) => {
        /// Kind of an event.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Action { $($name),+ }

        impl Action {
            pub(super) fn text(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }
        }
    };
}

actions! {
    PointAdd = "point_add",
    PointSpend = "point_spend",
    PointUnspend = "point_unspend",
    Checkout = "checkout",
    CheckoutItem = "checkout_item",
    CheckoutUpdate = "checkout_update",
    CheckoutUpdateItem = "checkout_update_item",
    CheckoutAccept = "checkout_accept",
    CheckoutAcceptItem = "checkout_accept_item",
    CheckoutReject = "checkout_reject",
    CheckoutClaim = "checkout_claim",
    Refund = "refund",
    PartialRefund = "partial_refund",
    RefundItem = "refund_item",
    ReservePoints = "reserve_points",
    ReleasePoints = "release_points",
    OptIn = "opt_in",
    OptOut = "opt_out",
    Profile = "profile",
    DailyLogin = "daily_login",
    Challenge = "challenge",
    ChallengeReset = "challenge_reset",
    ProfilingAnswer = "profiling_answer",
    ProfilingFlow = "profiling_flow",
    ShareIntentSuccess = "share_intent_success",
    ClubPointAdd = "club_point_add",
    ClubPointRemove = "club_point_remove",
    ClubPointDonation = "club_point_donation",
    ClubDisband = "club_disband",
    CouponRedeem = "coupon_redeem",
    RewardClaim = "reward_claim",
    TierUp = "tier_up",
    TierDown = "tier_down",
    PointExpire = "point_expire",
}

/// What an event is about, besides points.
#[derive(Clone, Copy, Debug)]
pub(super) enum Detail {
    Nothing,
    Checkout(Checkout),
    /// Place in `items`.
    Item(usize),
    /// Money, hundredths of the customer's currency.
    Amount(i64),
    Reward {
        reward: usize,
        coupon: Option<usize>,
    },
    Challenge(usize),
    Tier {
        from: usize,
        to: usize,
    },
    Coupon {
        coupon: usize,
        amount: i64,
    },
    ClubPoints(i64),
}

/// A purchase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Checkout {
    pub(super) first_item: usize,
    pub(super) items: usize,
    pub(super) total: i64,
    pub(super) quantity: i64,
    pub(super) burned: i64,
    pub(super) accepted: bool,
    pub(super) store: Option<usize>,
}

/// A product in a purchase; money in hundredths of the customer's currency.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) product: usize,
    pub(super) quantity: i64,
    pub(super) price: i64,
    pub(super) discount: i64,
    pub(super) subtotal: i64,
    pub(super) points: i64,
}

/// One event; its number is its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub(super) at: i64,
    pub(super) action: Action,
    pub(super) points: Option<i64>,
    /// Points of the status account, which counts towards the tier alone.
    pub(super) status_account: bool,
    pub(super) parent: Option<u32>,
    pub(super) balances: Balances,
    pub(super) detail: Detail,
    /// Came from the customer who was merged into this one.
    pub(super) absorbed: bool,
}

/// A coupon that a reward gave.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coupon {
    pub(super) pool: usize,
    pub(super) reward: usize,
    pub(super) claimed_at: i64,
    pub(super) expires_at: Option<i64>,
    pub(super) invalidated_at: Option<i64>,
    pub(super) redeemed_at: Option<i64>,
    pub(super) redeems: i64,
    /// What is left of a gift card.
    pub(super) balance: i64,
    pub(super) absorbed: bool,
}

/// A customer's story; one is told after the other into the same memory.
#[derive(Debug)]
pub(super) struct Journey<'a> {
    pub(super) world: &'a World,
    pub(super) events: Vec<Event>,
    pub(super) items: Vec<Item>,
    pub(super) coupons: Vec<Coupon>,
    pub(super) ledger: Ledger,
    pub(super) tier: usize,
    pub(super) tier_points: i64,
    pub(super) tier_since: i64,
    pub(super) status_points: i64,
    pub(super) claims: [i64; REWARDS],
    pub(super) completions: [i64; CHALLENGES],
    /// When each challenge was last completed, unless it was reset.
    pub(super) completed_at: [Option<i64>; CHALLENGES],
    pub(super) random: Random,
    pub(super) member: Member,
    /// Purchases whose points are pending: event and points.
    pub(super) open: Vec<(u32, i64)>,
    /// The last accepted purchase: event and lot.
    pub(super) last_checkout: Option<(u32, usize)>,
    pub(super) last_spend: Option<(u32, i64)>,
    pub(super) reserve: Option<(u32, i64)>,
    pub(super) last_challenge: Option<usize>,
    /// No action may go beyond so many events.
    pub(super) limit: usize,
    times: Vec<i64>,
    seed: u64,
}

impl<'a> Journey<'a> {
    pub(super) fn new(seed: u64, world: &'a World, member: Member) -> Self {
        Self {
            world,
            events: Vec::new(),
            items: Vec::new(),
            coupons: Vec::new(),
            ledger: Ledger::default(),
            tier: 0,
            tier_points: 0,
            tier_since: 0,
            status_points: 0,
            claims: [0; REWARDS],
            completions: [0; CHALLENGES],
            completed_at: [None; CHALLENGES],
            random: Random::new(seed, Stream::Journey, member.number),
            member,
            open: Vec::new(),
            last_checkout: None,
            last_spend: None,
            reserve: None,
            last_challenge: None,
            limit: 0,
            times: Vec::new(),
            seed,
        }
    }

    fn clear(&mut self, member: &Member) {
        self.member = *member;
        self.random = Random::new(self.seed, Stream::Journey, member.number);
        self.events.clear();
        self.items.clear();
        self.coupons.clear();
        self.ledger.clear();
        self.tier = 0;
        self.tier_points = 0;
        self.tier_since = member.created_at;
        self.status_points = 0;
        self.claims = [0; REWARDS];
        self.completions = [0; CHALLENGES];
        self.completed_at = [None; CHALLENGES];
        self.open.clear();
        self.last_checkout = None;
        self.last_spend = None;
        self.reserve = None;
        self.last_challenge = None;
    }

    /// When the events happen, sorted; the first is the enrolment.
    fn draw_times(&mut self, count: usize) {
        let (start, end) = (self.member.created_at, self.member.ends_at);
        self.times.clear();
        self.times.push(start);
        for _ in 1..count {
            let mut at = start + self.random.below((end - start + 1) as u64) as i64;
            let shape = self.random.below(256);
            if shape < 2 {
                // An hour that clocks skip or repeat somewhere.
                let jump = self.random.pick(&self.world.jumps);
                at = jump + self.random.between(-3600, 3600) * SECOND;
                if at < start || at > end {
                    at = end;
                }
            } else if shape < 128 {
                at -= at.rem_euclid(SECOND);
            } else if shape < 200 {
                at -= at.rem_euclid(1000);
            }
            self.times.push(at.max(start));
        }
        self.times.sort_unstable();
    }

    /// Tells the customer's story in exactly so many events.
    pub(super) fn tell(&mut self, member: &Member, count: usize) {
        self.clear(member);
        if count == 0 {
            return;
        }
        self.draw_times(count);
        self.limit = 1;
        self.earn(member.created_at, Action::OptIn, 50, Detail::Nothing);
        let leaves = member.role == Role::OptedOut && count > 1;
        let end = if leaves { count - 1 } else { count };
        let horizon = if leaves { self.times[count - 1] } else { self.world.now - HOUR };
        while self.events.len() < end {
            let at = self.next_time();
            let room = end - self.events.len();
            // What expires after the last action still has to be told: that is what
            // the last place is kept for.
            let today = if room == 1 { day(horizon) } else { day(at) };
            if let Some(due) = self.ledger.due(today) {
                self.expire(at.max(due), today);
                continue;
            }
            self.limit = self.events.len() + (room - 1).max(1);
            self.act(at);
        }
        if leaves {
            let at = self.next_time();
            self.push(at, Action::OptOut, None, None, Detail::Nothing);
        }
        self.ledger.close();
    }

    fn next_time(&self) -> i64 {
        let before = self.events.last().map_or(0, |event| event.at);
        self.times[self.events.len()].max(before)
    }

    /// How many events the current action may still have.
    pub(super) fn room(&self) -> usize {
        self.limit - self.events.len()
    }

    /// Number of the event that comes next.
    pub(super) fn next(&self) -> u32 {
        self.events.len() as u32
    }

    pub(super) fn push(
        &mut self,
        at: i64,
        action: Action,
        points: Option<i64>,
        parent: Option<u32>,
        detail: Detail,
    ) -> u32 {
        let together =
            parent.map(|parent| self.events[parent as usize]).filter(|event| event.at == at);
        let absorbed = match (together, self.member.absorbed) {
            (Some(event), _) => event.absorbed,
            (None, Some(absorbed)) => {
                (absorbed.enrolled_at..absorbed.merged_at).contains(&at)
                    && action != Action::OptIn
                    && action != Action::OptOut
                    && self.random.chance(350)
            }
            (None, None) => false,
        };
        let number = self.next();
        self.events.push(Event {
            at,
            action,
            points,
            status_account: false,
            parent,
            balances: self.ledger.balances,
            detail,
            absorbed,
        });
        number
    }

    /// Adds an event that earns points; gives the lot's place.
    pub(super) fn earn(&mut self, at: i64, action: Action, points: i64, detail: Detail) -> usize {
        let lot = self.ledger.earn(self.next(), points, at);
        self.tier_points += points;
        self.push(at, action, Some(points), None, detail);
        self.rise(at);
        lot
    }

    fn expire(&mut self, at: i64, today: i32) {
        let points = self.ledger.expire(today);
        self.push(at, Action::PointExpire, Some(-points), None, Detail::Nothing);
    }

    /// Moves the customer up when the points suffice and there is room to tell it.
    pub(super) fn rise(&mut self, at: i64) {
        let reached = TIERS.iter().rposition(|tier| tier.2 <= self.tier_points).unwrap_or(0);
        if reached > self.tier && self.room() > 0 {
            self.change_tier(at, Action::TierUp, reached);
        }
    }

    pub(super) fn change_tier(&mut self, at: i64, action: Action, to: usize) {
        let from = std::mem::replace(&mut self.tier, to);
        self.tier_since = at;
        self.push(at, action, None, None, Detail::Tier { from, to });
    }

    /// Whether the tier has lasted long enough to be lost.
    pub(super) fn falls(&mut self, at: i64) -> bool {
        self.tier > 0 && at - self.tier_since > 400 * DAY && self.random.chance(300)
    }
}
