//! The single things that customers do, each as one event or a few that belong
//! together. Every action adds at least one event and keeps within the room.

use super::calendar::DAY;
use super::journey::{Action, Checkout, Coupon, Detail, Item, Journey, TIERS};
use super::vocabulary::COUNTRIES;

impl Journey<'_> {
    /// One action at that instant.
    pub(super) fn act(&mut self, at: i64) {
        if !self.open.is_empty() && self.random.chance(450) {
            return self.settle(at);
        }
        if let Some((event, points)) = self.reserve
            && self.random.chance(600)
        {
            return self.release(at, event, points);
        }
        if self.falls(at) {
            self.tier_points = TIERS[self.tier - 1].2;
            return self.change_tier(at, Action::TierDown, self.tier - 1);
        }
        let done = match self.random.below(1000) {
            0..300 => self.checkout(at),
            300..350 => self.point_add(at),
            350..420 => self.challenge(at),
            420..500 => self.claim(at),
            500..545 => self.redeem(at),
            545..575 => self.point_spend(at),
            575..583 => self.unspend(at),
            583..598 => self.refund(at),
            598..610 => self.update(at),
            610..618 => self.claim_checkout(at),
            618..630 => self.hold(at),
            630..640 => self.club(at),
            640..644 => self.reset(at),
            644..690 => self.earn_little(at, Action::ShareIntentSuccess),
            690..730 => self.earn_little(at, Action::ProfilingAnswer),
            730..742 => self.earn_little(at, Action::ProfilingFlow),
            742..800 => {
                self.push(at, Action::Profile, None, None, Detail::Nothing);
                true
            }
            _ => false,
        };
        if !done {
            // Whoever can do nothing else at least looks in.
            let points = if self.random.chance(300) { 5 } else { 1 };
            self.earn(at, Action::DailyLogin, points, Detail::Nothing);
        }
    }

    fn earn_little(&mut self, at: i64, action: Action) -> bool {
        let points = self.random.between(1, 6) * 5;
        self.earn(at, action, points, Detail::Nothing);
        true
    }

    fn point_add(&mut self, at: i64) -> bool {
        let points = self.random.between(1, 40) * 5;
        if self.random.chance(150) {
            self.status_points += points;
            self.tier_points += points;
            let event = self.push(at, Action::PointAdd, Some(points), None, Detail::Nothing);
            self.events[event as usize].status_account = true;
            self.rise(at);
        } else {
            self.earn(at, Action::PointAdd, points, Detail::Nothing);
        }
        true
    }

    fn item(&mut self, rate: i64) -> Item {
        let product = self.random.index(self.world.products.len());
        // Forints and yens have no hundredths in shops.
        let unit = if rate > 10_000 { 100 } else { 1 };
        let whole = |money: i64| money / unit * unit;
        let price = whole(self.world.products[product].price * rate / 100);
        let quantity = if self.random.chance(700) { 1 } else { self.random.between(2, 6) };
        let discount = if self.random.chance(200) {
            whole(price * quantity * self.random.pick(&[5, 10, 20, 33]) / 100)
        } else {
            0
        };
        let subtotal = price * quantity - discount;
        Item { product, quantity, price, discount, subtotal, points: subtotal / rate }
    }

    fn checkout(&mut self, at: i64) -> bool {
        if self.room() < 2 {
            return false;
        }
        let count = (1 + self.random.index(5)).min(self.room() - 1);
        let first_item = self.items.len();
        let rate = COUNTRIES[self.member.country].rate;
        let (mut total, mut quantity, mut points) = (0, 0, 0);
        for _ in 0..count {
            let item = self.item(rate);
            total += item.subtotal;
            quantity += item.quantity;
            points += item.points;
            self.items.push(item);
        }
        let stores = &self.world.stores_in[self.member.country];
        let store = self.random.pick(stores);
        let store =
            (self.world.stores[store].created_at < at && self.random.chance(600)).then_some(store);
        let burnable = self.ledger.balances.spendable().min(300) / 50 * 50;
        let burned = if burnable > 0 && self.room() > count + 1 && self.random.chance(120) {
            burnable
        } else {
            0
        };
        let accepted = self.random.chance(850);
        let detail = Detail::Checkout(Checkout {
            first_item,
            items: count,
            total,
            quantity,
            burned,
            accepted,
            store,
        });
        let event = self.next();
        if accepted {
            let lot = self.ledger.earn(event, points, at);
            self.tier_points += points;
            self.last_checkout = Some((event, lot));
        } else {
            self.ledger.balances.pending += points;
            self.open.push((event, points));
        }
        self.push(at, Action::Checkout, Some(points), None, detail);
        for item in first_item..first_item + count {
            self.push(at, Action::CheckoutItem, None, Some(event), Detail::Item(item));
        }
        if burned > 0 {
            self.ledger.spend(self.next(), burned);
            self.push(at, Action::PointSpend, Some(-burned), Some(event), Detail::Nothing);
        }
        self.rise(at);
        true
    }

    /// Accepts or rejects the oldest open purchase.
    fn settle(&mut self, at: i64) {
        let (checkout, points) = self.open.remove(0);
        self.ledger.balances.pending -= points;
        if self.random.chance(150) {
            self.push(at, Action::CheckoutReject, Some(-points), Some(checkout), Detail::Nothing);
            return;
        }
        let event = self.next();
        self.ledger.earn(event, points, at);
        self.tier_points += points;
        self.push(at, Action::CheckoutAccept, Some(points), Some(checkout), Detail::Nothing);
        if self.room() > 0
            && self.random.chance(300)
            && let Detail::Checkout(bought) = self.events[checkout as usize].detail
        {
            let detail = Detail::Item(bought.first_item);
            self.push(at, Action::CheckoutAcceptItem, None, Some(event), detail);
        }
        self.rise(at);
    }

    fn bought(&self, event: u32) -> Checkout {
        match self.events[event as usize].detail {
            Detail::Checkout(bought) => bought,
            _ => unreachable!("only purchases are remembered as the last one"),
        }
    }

    fn refund(&mut self, at: i64) -> bool {
        let Some((checkout, lot)) = self.last_checkout.take() else {
            return false;
        };
        let bought = self.bought(checkout);
        let item = self.items[bought.first_item];
        let whole = bought.items == 1 || self.random.chance(400);
        let (action, amount, points) = if whole {
            let points = self.events[checkout as usize].points.unwrap_or(0);
            (Action::Refund, bought.total, points)
        } else {
            (Action::PartialRefund, item.subtotal, item.points)
        };
        let event = self.next();
        let taken = self.ledger.refund(event, lot, points);
        self.push(at, action, Some(-taken), Some(checkout), Detail::Amount(amount));
        if self.room() > 0 {
            let detail = Detail::Item(bought.first_item);
            self.push(at, Action::RefundItem, None, Some(event), detail);
        }
        true
    }

    fn update(&mut self, at: i64) -> bool {
        let Some((checkout, _)) = self.last_checkout else {
            return false;
        };
        let bought = self.bought(checkout);
        let detail = Detail::Amount(bought.total);
        let event = self.push(at, Action::CheckoutUpdate, None, Some(checkout), detail);
        if self.room() > 0 {
            let detail = Detail::Item(bought.first_item);
            self.push(at, Action::CheckoutUpdateItem, None, Some(event), detail);
        }
        true
    }

    /// A receipt that is handed in after the purchase.
    fn claim_checkout(&mut self, at: i64) -> bool {
        let rate = COUNTRIES[self.member.country].rate;
        let points = self.random.between(3, 80);
        self.earn(at, Action::CheckoutClaim, points, Detail::Amount(points * rate));
        true
    }

    fn point_spend(&mut self, at: i64) -> bool {
        let most = self.ledger.balances.spendable();
        if most < 10 {
            return false;
        }
        let points = self.random.between(10, most.min(500));
        let event = self.next();
        self.ledger.spend(event, points);
        self.push(at, Action::PointSpend, Some(-points), None, Detail::Nothing);
        self.last_spend = Some((event, points));
        true
    }

    fn unspend(&mut self, at: i64) -> bool {
        let Some((spend, points)) = self.last_spend.take() else {
            return false;
        };
        self.ledger.unspend(self.next(), points, at);
        self.push(at, Action::PointUnspend, Some(points), Some(spend), Detail::Nothing);
        true
    }

    fn hold(&mut self, at: i64) -> bool {
        let most = self.ledger.balances.spendable();
        if most < 20 || self.reserve.is_some() {
            return false;
        }
        let points = self.random.between(10, most.min(200));
        self.ledger.balances.reserved += points;
        let event = self.push(at, Action::ReservePoints, Some(-points), None, Detail::Nothing);
        self.reserve = Some((event, points));
        true
    }

    fn release(&mut self, at: i64, reserve: u32, points: i64) {
        self.reserve = None;
        self.ledger.balances.reserved -= points;
        self.push(at, Action::ReleasePoints, Some(points), Some(reserve), Detail::Nothing);
    }

    fn club(&mut self, at: i64) -> bool {
        let points = self.random.between(1, 20) * 5;
        match self.random.below(8) {
            0..3 => self.push(at, Action::ClubPointAdd, None, None, Detail::ClubPoints(points)),
            3 => self.push(at, Action::ClubPointRemove, None, None, Detail::ClubPoints(points)),
            4 => self.push(at, Action::ClubDisband, None, None, Detail::Nothing),
            _ if self.ledger.balances.spendable() >= points => {
                self.ledger.spend(self.next(), points);
                let detail = Detail::ClubPoints(points);
                self.push(at, Action::ClubPointDonation, Some(-points), None, detail)
            }
            _ => return false,
        };
        true
    }

    fn challenge(&mut self, at: i64) -> bool {
        let number = self.random.index(self.world.challenges.len());
        let challenge = &self.world.challenges[number];
        let open = challenge.starts_at.is_none_or(|start| start <= at)
            && challenge.ends_at.is_none_or(|end| at < end)
            && challenge.max_completions.is_none_or(|most| self.completions[number] < most);
        if !open {
            return false;
        }
        self.completions[number] += 1;
        self.completed_at[number] = Some(at);
        self.last_challenge = Some(number);
        self.earn(at, Action::Challenge, challenge.points, Detail::Challenge(number));
        true
    }

    fn reset(&mut self, at: i64) -> bool {
        match self.last_challenge.take() {
            Some(number) if self.world.challenges[number].resettable => {
                self.completed_at[number] = None;
                self.push(at, Action::ChallengeReset, None, None, Detail::Challenge(number));
                true
            }
            Some(_) | None => false,
        }
    }

    fn claim(&mut self, at: i64) -> bool {
        let reward = self.random.index(self.world.rewards.len());
        let offer = &self.world.rewards[reward];
        let open = offer.price <= self.ledger.balances.spendable()
            && offer.starts_at.is_none_or(|start| start <= at)
            && offer.ends_at.is_none_or(|end| at < end)
            && offer.max_claims.is_none_or(|most| self.claims[reward] < most);
        if !open {
            return false;
        }
        self.claims[reward] += 1;
        let coupon = offer.pool.map(|pool| {
            let source = &self.world.pools[pool];
            let invalidated_at = self
                .random
                .chance(25)
                .then(|| at + self.random.between(1, 30 * 86_400) * 1_000_000);
            self.coupons.push(Coupon {
                pool,
                reward,
                claimed_at: at,
                expires_at: source.months.map(|months| at + months * 30 * DAY),
                invalidated_at: invalidated_at.filter(|invalid| *invalid < self.world.now),
                redeemed_at: None,
                redeems: 0,
                balance: source.value.filter(|_| source.kind == "gift_card").unwrap_or(0),
                absorbed: false,
            });
            self.coupons.len() - 1
        });
        self.ledger.spend(self.next(), offer.price);
        let detail = Detail::Reward { reward, coupon };
        let event = self.push(at, Action::RewardClaim, Some(-offer.price), None, detail);
        if let Some(coupon) = coupon {
            self.coupons[coupon].absorbed = self.events[event as usize].absorbed;
        }
        true
    }

    fn redeem(&mut self, at: i64) -> bool {
        // Only the latest few, so that a long story takes no longer to tell.
        let first = self.coupons.len().saturating_sub(6);
        let Some(number) = (first..self.coupons.len()).find(|&number| {
            let coupon = &self.coupons[number];
            let gift = self.world.pools[coupon.pool].kind == "gift_card";
            let left = if gift { coupon.balance >= 500 } else { coupon.redeems == 0 };
            left && coupon.invalidated_at.is_none()
                && coupon.expires_at.is_none_or(|expires| at < expires)
        }) else {
            return false;
        };
        let balance = self.coupons[number].balance;
        let amount = if balance > 0 && self.random.chance(500) { balance / 2 } else { balance };
        let coupon = &mut self.coupons[number];
        coupon.balance -= amount;
        coupon.redeems += 1;
        coupon.redeemed_at = Some(at);
        let detail = Detail::Coupon { coupon: number, amount };
        self.push(at, Action::CouponRedeem, None, None, detail);
        true
    }
}
