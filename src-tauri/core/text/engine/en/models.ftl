### What the data models and their fields are.

## Challenges

models-challenges = Tasks that customers complete to earn points or rewards.
models-challenges-id = Unique ID of the challenge, 24 hexadecimal digits.
models-challenges-title = Name that customers see, in the default language.
models-challenges-description = Short text about the challenge.
models-challenges-type = Custom challenge or hidden custom challenge.
models-challenges-status = Whether the challenge can be completed.
models-challenges-points = Points for completing the challenge.
models-challenges-category = Category of the challenge.
models-challenges-tags = Tags of the challenge.
models-challenges-cta-label = Text of the call-to-action button.
models-challenges-url = Page behind the call-to-action button.
models-challenges-image = Web address of the picture.
models-challenges-starts-at = When the challenge starts.
models-challenges-ends-at = When the challenge ends.
models-challenges-max-completions = Completions allowed per customer.
models-challenges-criteria = What must be done: one JSON text per criterion, with action, threshold and message.
models-challenges-message = Text shown to customers who may not complete the challenge.
models-challenges-segments = IDs of the segments that the challenge is restricted to.
models-challenges-resettable = Whether a challenge_reset event may reset the challenge.
models-challenges-completions-total = Completions by all customers.
models-challenges-created-at = When the challenge was created.
models-challenges-updated-at = When the challenge last changed.

## Changes

models-changes = Log of what the users of the programme changed.
models-changes-id = Unique ID of the log entry.
models-changes-created-at = When the change was made.
models-changes-type = Nature of the change.
models-changes-entity-type = Kind of the object that changed; other kinds occur as well.
models-changes-entity-id = ID of the object that changed.
models-changes-user = ID of the user who made the change.
models-changes-user-name = Name of the user.
models-changes-user-email = E-mail address of the user.
models-changes-changed-fields = Names of the attributes that changed.
models-changes-old-values = Values before the change.
models-changes-new-values = Values after the change.
models-changes-ip-address = Address that the change came from.

## Content approval

models-content-approval = Changes that wait for, or have had, a reviewer's decision.
models-content-approval-id = Unique ID of the approval request.
models-content-approval-created-at = When the request was submitted.
models-content-approval-created-by = ID of the user who submitted the request.
models-content-approval-type = Change of a workflow or a reward (entity), or of a custom event (event).
models-content-approval-entity = Kind of the object to be changed; only for some types.
models-content-approval-entity-id = ID of the object to be changed.
models-content-approval-name = Name of the object or of the event.
models-content-approval-changes-count = Number of submitted changes, at least 1.
models-content-approval-changes = Old and new value of each changed field.
models-content-approval-status = State of the request.
models-content-approval-reviewed-at = When the decision was made.
models-content-approval-reviewed-by = ID of the user who decided.
models-content-approval-comment = Explanation of the decision.

## Coupon pools

models-coupon-pools = Pools that coupons are issued from.
models-coupon-pools-id = Unique ID of the coupon pool.
models-coupon-pools-external-id = ID of the pool in another system.
models-coupon-pools-name = Name of the coupon pool.
models-coupon-pools-source = Where the codes come from.
models-coupon-pools-type = Kind of discount of the coupons.
models-coupon-pools-value = Value of the discount.
models-coupon-pools-currency = Currency of gift cards, ISO 4217.
models-coupon-pools-minimum-value = Balance below which a gift card becomes invalid.
models-coupon-pools-minimum-redemption-value = Least amount of a gift card per purchase.
models-coupon-pools-purchase-minimum = Least basket total.
models-coupon-pools-expiration-time = Life of the issued coupons, such as "2 months".
models-coupon-pools-aggregated = Whether a customer has one code from the pool.
models-coupon-pools-pattern = Pattern of generated codes: # digit, @ a to z, ^ A to Z, * letter or digit, $ capital letter or digit.
models-coupon-pools-products = IDs of the products that the coupons can be used for.
models-coupon-pools-stores = IDs of the stores where the coupons can be used.
models-coupon-pools-status = State of the coupon pool.
models-coupon-pools-total = Number of coupons in the pool.
models-coupon-pools-unassigned = Number of unassigned coupons.
models-coupon-pools-claimed = Number of claimed coupons.
models-coupon-pools-redeemed = Number of redeemed coupons.
models-coupon-pools-created-at = When the coupon pool was created.
models-coupon-pools-updated-at = When the coupon pool last changed.

## Coupons

models-coupons = Coupon codes with their assignment, use and expiry.
models-coupons-id = Unique ID of the coupon.
models-coupons-code = Code to redeem.
models-coupons-name = Display name, from the coupon pool, in the default language.
models-coupons-status = State, derived from claim, redemption, expiry, invalidation and balance.
models-coupons-type = Kind of discount.
models-coupons-value = Value of the discount; 0 to 100 when the type is percentage.
models-coupons-currency = Currency of a gift card, ISO 4217.
models-coupons-balance = Remaining value of a gift card.
models-coupons-min-redemption-value = Least amount per purchase.
models-coupons-purchase-threshold = Basket total that has to be exceeded.
models-coupons-pool = ID of the coupon pool that the coupon belongs to.
models-coupons-parent = ID of the reward that issued the coupon.
models-coupons-customer = ID of the customer whom the coupon is assigned to.
models-coupons-original = ID of the first claimer, kept on merge and transfer.
models-coupons-aggregated = Whether the same code is issued again to one customer.
models-coupons-claims = Number of claims.
models-coupons-redeems = Number of redemptions.
models-coupons-transfers = Number of transfers.
models-coupons-created-at = When the coupon was created.
models-coupons-claimed-at = When the coupon was claimed.
models-coupons-redeemed-at = When the coupon was last redeemed.
models-coupons-expiration-date = When the coupon expires.
models-coupons-expires-in = Period of validity after the claim, such as "2 months".
models-coupons-invalidated-at = When the coupon was invalidated by hand.
models-coupons-invalidated-by = ID of the user who invalidated the coupon.
models-coupons-stores = IDs of the stores where the coupon can be used.
models-coupons-products = IDs of the products that the coupon can be used for.

## Customer fields

models-customer-fields = Attributes that customer profiles have, built-in and custom.
models-customer-fields-id = Unique ID of the attribute; it never changes.
models-customer-fields-label = Name that users see.
models-customer-fields-description = Text shown under the attribute on the profile.
models-customer-fields-type = Type of the attribute.
models-customer-fields-built-in = Whether the attribute comes with the product or was added by the programme.
models-customer-fields-tags = Tags that control how the attribute is used; other tags occur as well.
models-customer-fields-options = Possible values of a select or multiple choice attribute.
models-customer-fields-default = Default value of a string, numeric, boolean or URL attribute, as text.
models-customer-fields-format = Format of a string or list attribute.
models-customer-fields-created-at = When the attribute was created.
models-customer-fields-updated-at = When the attribute last changed.

## Customers

models-customers = Members of the loyalty programme, with their attributes and balances.
models-customers-id = Unique ID of the customer, the key across all systems and exports.
models-customers-external-ids = IDs of the customer in other systems.
models-customers-external-ids-crm-id = ID of the customer in the CRM system.
models-customers-email = E-mail address.
models-customers-first-name = First name.
models-customers-last-name = Last name.
models-customers-handler = Nickname.
models-customers-status = State of the membership.
models-customers-gender = Gender.
models-customers-birth-date = Date of birth.
models-customers-language = Language, ISO 639-1.
models-customers-country = Country, ISO 3166-1 alpha-2.
models-customers-currency = Currency used last, ISO 4217.
models-customers-mobile-phone = Mobile phone number.
models-customers-image-url = Web address of the profile picture.
models-customers-membership-id = IDs of the membership cards.
models-customers-group-id = IDs of the user groups.
models-customers-clubs = IDs of the clubs.
models-customers-labels = Labels of the customer.
models-customers-src = Origin of the profile, such as import:<id>.
models-customers-referrer = ID of the customer who referred this one.
models-customers-referrals = IDs of the customers whom this one referred.
models-customers-score = Points ever earned.
models-customers-spent = Points spent.
models-customers-reserved = Points reserved.
models-customers-expired = Points expired.
models-customers-pending = Points not available yet.
models-customers-spendable = Points that can be spent now.
models-customers-purchase-total = Sum of all purchases; empty without a purchase.
models-customers-purchase-count = Number of purchases; empty without a purchase.
models-customers-purchase-item-count = Number of purchased items; empty without a purchase.
models-customers-purchase-first-date = Date of the first purchase.
models-customers-purchase-last-date = Date of the last purchase.
models-customers-last-earn-date = Date when points were last earned.
models-customers-last-spend-date = Date when points were last spent.
models-customers-created-at = When the profile was created.
models-customers-updated-at = When the profile last changed.
models-customers-optin-at = When the customer joined the programme.
models-customers-optout-at = When the customer left the programme.
models-customers-last-login-at = When the customer last logged in.
models-customers-tiers = Tier of the customer in each tier structure.
models-customers-tier = Name of the tier in the default tier structure.
models-customers-tier-since = Date since the customer has been in the tier.
models-customers-tier-expdate = Date when the tier expires.
models-customers-tier-points = Points that count towards the tier.
models-customers-accounts = Balances of each point account; the type of an account is standard or status_points.
models-customers-activities = Completed challenges: challenge ID and time in Unix seconds.
models-customers-rewards = Claimed rewards: reward ID and number of claims.
models-customers-properties = All custom attributes.

## Events

models-events = What customers did and what happened to their points; events never change.
models-events-id = Unique ID of the event, 24 hexadecimal digits.
models-events-customer = ID of the customer.
models-events-action = Kind of event; a programme may have custom events besides these.
models-events-timestamp = When the event occurred.
models-events-unix-timestamp = When the event occurred, in Unix seconds.
models-events-process-timestamp = When the event was processed; differs from the timestamp of backdated events.
models-events-date = Day of the event.
models-events-points = Points added, or deducted when negative.
models-events-account = Point account.
models-events-parent = ID of the event that this one belongs to, such as the checkout of a checkout item.
models-events-cid = Correlation ID, a UUID.
models-events-source = Channel that the event came through; other channels occur as well.
models-events-admin = Whether the event was registered by a user.
models-events-user-id = ID of the user who registered the event.
models-events-signed = Whether the event came in a signed API request.
models-events-ip-address = Address that the event came from.
models-events-user-agent = User agent that the event came from.
models-events-hash = Key that keeps the event unique.
models-events-expdate = Date when the earned points expire.
models-events-expired = Whether the points are no longer usable.
models-events-used-points = Earned points that are already used.
models-events-usages = Events that used the points: event ID and points.
models-events-snapshot-score = Points ever earned, after the event.
models-events-snapshot-spent = Points spent, after the event.
models-events-snapshot-pending = Pending points, after the event.
models-events-snapshot-expired = Expired points, after the event.
models-events-change-id = ID of a later change of the event.
models-events-change-at = When the event was changed later.
models-events-change-by = ID of the user who changed the event later.
models-events-original = ID of the customer whom the event belonged to before a merge.
models-events-properties = All properties of the event.
models-events-properties-transaction-id = ID of the transaction; checkouts.
models-events-properties-total = Total of the checkout.
models-events-properties-total-quantity = Number of items in the checkout.
models-events-properties-currency = Currency of the checkout, ISO 4217.
models-events-properties-points-burned = Points used for paying in the checkout.
models-events-properties-items = Items of the checkout.
models-events-properties-product-id = ID of the product; checkout items.
models-events-properties-product-name = Name of the product; checkout items.
models-events-properties-product-url = Page of the product; checkout items.
models-events-properties-price = Price of one piece; checkout items.
models-events-properties-quantity = Number of pieces; checkout items.
models-events-properties-discount = Discount on the item; checkout items.
models-events-properties-subtotal = Price of all pieces of the item; checkout items.
models-events-properties-points-rewarded = Points for the item; checkout items.

## Products

models-products = Products of the catalogue, with the fields of the Google product feed.
models-products-id = Unique ID of the product.
models-products-title = Name of the product.
models-products-description = Text about the product.
models-products-link = Page of the product.
models-products-mobile-link = Page of the product for mobile devices.
models-products-image-link = Web address of the main picture.
models-products-additional-image-link = Web addresses of further pictures.
models-products-availability = Whether the product can be bought.
models-products-availability-date = When the product becomes available.
models-products-expiration-date = When the product is no longer offered.
models-products-price = Price.
models-products-sale-price = Price during a sale.
models-products-currency = Currency of the prices, ISO 4217.
models-products-sale-price-effective-date = Period of the sale, start and end divided by a slash.
models-products-brand = Brand.
models-products-gtin = Global trade item number.
models-products-mpn = Manufacturer part number.
models-products-identifier-exists = Whether the product has a GTIN, or an MPN and a brand.
models-products-adult = Whether the product is for adults only.
models-products-is-bundle = Whether the product is a bundle of several products.
models-products-google-product-category = Category in Google's taxonomy.
models-products-product-type = Category in the shop's own taxonomy.
models-products-condition = Condition of the product.
models-products-age-group = Age group that the product is for.
models-products-gender = Gender that the product is for.
models-products-color = Colour.
models-products-material = Material.
models-products-pattern = Pattern.
models-products-size = Size.
models-products-size-type = Cut that the size is for.
models-products-size-system = Country whose size system is used.
models-products-item-group-id = ID shared by the variants of one product.
models-products-multipack = Number of identical products in a multipack.
models-products-shipping-weight = Weight for shipping, with its unit.
models-products-shipping = Shipping cost, as in the product feed.
models-products-tax = Tax, as in the product feed.
models-products-custom-label-0 = Free label for grouping products.
models-products-created-at = When the product was created.
models-products-updated-at = When the product last changed.

## Rewards

models-rewards = What customers can claim for their points.
models-rewards-id = Unique ID of the reward, 24 hexadecimal digits.
models-rewards-name = Name of the reward, in the default language.
models-rewards-description = Text about the reward, in the default language.
models-rewards-terms = Terms and conditions, in the default language.
models-rewards-redeem-instructions = How to redeem the reward, in the default language.
models-rewards-claim-button-label = Text of the claim button, in the default language.
models-rewards-restricted-message = Text shown to customers who may not claim the reward, in the default language.
models-rewards-type = Kind of reward.
models-rewards-status = Whether the reward can be claimed.
models-rewards-price = Price in points.
models-rewards-account = Point account that pays for the reward.
models-rewards-cost = Cost of the reward to the business.
models-rewards-category = ID of the category.
models-rewards-segments = IDs of the segments that the reward is restricted to.
models-rewards-coupon-pool = ID of the coupon pool; coupon rewards.
models-rewards-stock = Items available.
models-rewards-max-claims = Claims allowed per customer.
models-rewards-repeat-interval = Wait between two claims, such as "1 week".
models-rewards-starts-at = When the reward can be claimed from.
models-rewards-ends-at = When the reward can be claimed until.
models-rewards-hidden = Whether the reward is hidden.
models-rewards-hide-restricted = Whether the reward is hidden from customers who may not claim it.
models-rewards-notifications = Whether customers get an e-mail about a claim; deprecated.
models-rewards-user-notifications = Whether users get an e-mail about a claim.
models-rewards-stores = IDs of the stores where the reward is available.
models-rewards-tags = Tags of the reward.
models-rewards-claims-total = Claims by all customers.
models-rewards-created-at = When the reward was created.
models-rewards-updated-at = When the reward last changed.

## Stores

models-stores = Stores of the brand.
models-stores-id = Unique ID of the store.
models-stores-name = Name of the store.
models-stores-group = Group of the store.
models-stores-currency = Currency of the store, ISO 4217.
models-stores-country = Country.
models-stores-county = County.
models-stores-state = State.
models-stores-zip-code = Postal code.
models-stores-city = City.
models-stores-address = Street address.
models-stores-latitude = Latitude in degrees.
models-stores-longitude = Longitude in degrees.
models-stores-status = State of the store.
models-stores-created-at = When the store was created.
models-stores-updated-at = When the store last changed.

## Webhook logs

models-webhook-logs = Messages sent to other systems, kept for 90 days.
models-webhook-logs-id = Unique ID of the request.
models-webhook-logs-created-at = When the message was sent.
models-webhook-logs-action = Kind of the event that triggered the message.
models-webhook-logs-customer = ID of the affected customer.
models-webhook-logs-response-code = HTTP status code of the answer; empty without an answer.
models-webhook-logs-status = State of the message; failed only after 5 attempts.
models-webhook-logs-trusted-site = Site that the message was sent to.
models-webhook-logs-path = Path on the site.
models-webhook-logs-retries = Number of retries, 0 to 5.
models-webhook-logs-source = What caused the message.
models-webhook-logs-method = HTTP method of the request.
models-webhook-logs-request-body = Body of the request.
models-webhook-logs-response-body = Body of the answer.
models-webhook-logs-duration-ms = Time until the answer, in milliseconds.
