### Mik az adatmodellek és a mezőik.

## Kihívások

models-challenges = Feladatok, amelyeket az ügyfelek pontokért vagy jutalmakért teljesítenek.
models-challenges-id = A kihívás egyedi azonosítója, 24 hexadecimális számjegy.
models-challenges-title = Az ügyfelek által látott név az alapértelmezett nyelven.
models-challenges-description = Rövid szöveg a kihívásról.
models-challenges-type = Egyéni kihívás vagy rejtett egyéni kihívás.
models-challenges-status = Teljesíthető-e a kihívás.
models-challenges-points = A kihívás teljesítéséért járó pontok.
models-challenges-category = A kihívás kategóriája.
models-challenges-tags = A kihívás címkéi.
models-challenges-cta-label = A cselekvésre ösztönző gomb felirata.
models-challenges-url = Az oldal, amelyet a cselekvésre ösztönző gomb megnyit.
models-challenges-image = A kép webcíme.
models-challenges-starts-at = A kihívás kezdetének időpontja.
models-challenges-ends-at = A kihívás végének időpontja.
models-challenges-max-completions = Hányszor teljesítheti egy ügyfél.
models-challenges-criteria = Amit teljesíteni kell: feltételenként egy JSON-szöveg a művelettel, a küszöbértékkel és az üzenettel.
models-challenges-message = A szöveg, amelyet azok az ügyfelek látnak, akik nem teljesíthetik a kihívást.
models-challenges-segments = Azoknak a szegmenseknek az azonosítói, amelyekre a kihívás korlátozódik.
models-challenges-resettable = Visszaállíthatja-e a kihívást egy challenge_reset esemény.
models-challenges-completions-total = Az összes ügyfél teljesítéseinek száma.
models-challenges-created-at = A kihívás létrehozásának időpontja.
models-challenges-updated-at = A kihívás utolsó módosításának időpontja.

## Módosítások

models-changes = Napló arról, hogy a hűségprogram felhasználói mit módosítottak.
models-changes-id = A naplóbejegyzés egyedi azonosítója.
models-changes-created-at = A módosítás időpontja.
models-changes-type = A módosítás jellege.
models-changes-entity-type = A módosított objektum fajtája; más fajták is előfordulnak.
models-changes-entity-id = A módosított objektum azonosítója.
models-changes-user = A módosítást végző felhasználó azonosítója.
models-changes-user-name = A felhasználó neve.
models-changes-user-email = A felhasználó e-mail-címe.
models-changes-changed-fields = A módosított attribútumok nevei.
models-changes-old-values = A módosítás előtti értékek.
models-changes-new-values = A módosítás utáni értékek.
models-changes-ip-address = A cím, ahonnan a módosítás érkezett.

## Tartalom jóváhagyása

models-content-approval = Elbírálásra váró és már elbírált módosítások.
models-content-approval-id = A jóváhagyási kérelem egyedi azonosítója.
models-content-approval-created-at = A kérelem beküldésének időpontja.
models-content-approval-created-by = A kérelmet beküldő felhasználó azonosítója.
models-content-approval-type = Munkafolyamat vagy jutalom módosítása (entity), illetve egyéni eseményé (event).
models-content-approval-entity = A módosítandó objektum fajtája; csak egyes típusoknál.
models-content-approval-entity-id = A módosítandó objektum azonosítója.
models-content-approval-name = Az objektum vagy az esemény neve.
models-content-approval-changes-count = A beküldött módosítások száma, legalább 1.
models-content-approval-changes = Minden módosított mező régi és új értéke.
models-content-approval-status = A kérelem állapota.
models-content-approval-reviewed-at = A döntés időpontja.
models-content-approval-reviewed-by = A döntést hozó felhasználó azonosítója.
models-content-approval-comment = A döntés indoklása.

## Kuponkészletek

models-coupon-pools = Készletek, amelyekből a kuponok kiadása történik.
models-coupon-pools-id = A kuponkészlet egyedi azonosítója.
models-coupon-pools-external-id = A készlet azonosítója egy másik rendszerben.
models-coupon-pools-name = A kuponkészlet neve.
models-coupon-pools-source = Ahonnan a kódok származnak.
models-coupon-pools-type = A kuponok kedvezményének fajtája.
models-coupon-pools-value = A kedvezmény értéke.
models-coupon-pools-currency = Az ajándékkártyák pénzneme, ISO 4217.
models-coupon-pools-minimum-value = Az egyenleg, amely alatt az ajándékkártya érvénytelenné válik.
models-coupon-pools-minimum-redemption-value = Az ajándékkártyáról vásárlásonként legalább felhasználandó összeg.
models-coupon-pools-purchase-minimum = A legkisebb kosárérték.
models-coupon-pools-expiration-time = A kiadott kuponok élettartama, például „2 months”.
models-coupon-pools-aggregated = Egy ügyfélnek egyetlen kódja van-e a készletből.
models-coupon-pools-pattern = A generált kódok mintája: # számjegy, @ a-tól z-ig, ^ A-tól Z-ig, * betű vagy számjegy, $ nagybetű vagy számjegy.
models-coupon-pools-products = Azoknak a termékeknek az azonosítói, amelyekre a kuponok felhasználhatók.
models-coupon-pools-stores = Azoknak az üzleteknek az azonosítói, ahol a kuponok felhasználhatók.
models-coupon-pools-status = A kuponkészlet állapota.
models-coupon-pools-total = A készletben lévő kuponok száma.
models-coupon-pools-unassigned = A hozzá nem rendelt kuponok száma.
models-coupon-pools-claimed = Az igényelt kuponok száma.
models-coupon-pools-redeemed = A beváltott kuponok száma.
models-coupon-pools-created-at = A kuponkészlet létrehozásának időpontja.
models-coupon-pools-updated-at = A kuponkészlet utolsó módosításának időpontja.

## Kuponok

models-coupons = Kuponkódok a hozzárendelésükkel, a felhasználásukkal és a lejáratukkal.
models-coupons-id = A kupon egyedi azonosítója.
models-coupons-code = A beváltandó kód.
models-coupons-name = Megjelenő név a kuponkészletből, az alapértelmezett nyelven.
models-coupons-status = Állapot az igénylés, a beváltás, a lejárat, az érvénytelenítés és az egyenleg alapján.
models-coupons-type = A kedvezmény fajtája.
models-coupons-value = A kedvezmény értéke; 0 és 100 közötti, ha a Type értéke percentage.
models-coupons-currency = Az ajándékkártya pénzneme, ISO 4217.
models-coupons-balance = Az ajándékkártya fennmaradó értéke.
models-coupons-min-redemption-value = Vásárlásonként legalább felhasználandó összeg.
models-coupons-purchase-threshold = A kosárérték, amelyet meg kell haladni.
models-coupons-pool = Annak a kuponkészletnek az azonosítója, amelyhez a kupon tartozik.
models-coupons-parent = A kupont kiadó jutalom azonosítója.
models-coupons-customer = Annak az ügyfélnek az azonosítója, akihez a kupon hozzá van rendelve.
models-coupons-original = Az első igénylő azonosítója; összevonáskor és átruházáskor is megmarad.
models-coupons-aggregated = Ugyanaz az ügyfél ismét ugyanazt a kódot kapja-e.
models-coupons-claims = Az igénylések száma.
models-coupons-redeems = A beváltások száma.
models-coupons-transfers = Az átruházások száma.
models-coupons-created-at = A kupon létrehozásának időpontja.
models-coupons-claimed-at = A kupon igénylésének időpontja.
models-coupons-redeemed-at = A kupon utolsó beváltásának időpontja.
models-coupons-expiration-date = A kupon lejáratának időpontja.
models-coupons-expires-in = Érvényességi idő az igénylés után, például „2 months”.
models-coupons-invalidated-at = A kupon kézi érvénytelenítésének időpontja.
models-coupons-invalidated-by = A kupont érvénytelenítő felhasználó azonosítója.
models-coupons-stores = Azoknak az üzleteknek az azonosítói, ahol a kupon felhasználható.
models-coupons-products = Azoknak a termékeknek az azonosítói, amelyekre a kupon felhasználható.

## Ügyfélmezők

models-customer-fields = Az ügyfélprofilok beépített és egyéni attribútumai.
models-customer-fields-id = Az attribútum egyedi azonosítója; sosem változik.
models-customer-fields-label = A felhasználók által látott név.
models-customer-fields-description = Az attribútum alatt megjelenő szöveg a profilon.
models-customer-fields-type = Az attribútum típusa.
models-customer-fields-built-in = A szoftver része-e az attribútum, vagy a hűségprogram vette fel.
models-customer-fields-tags = Az attribútum használatát szabályozó címkék; más címkék is előfordulnak.
models-customer-fields-options = Választás vagy többszörös választás típusú attribútum lehetséges értékei.
models-customer-fields-default = Szöveg, szám, igen/nem vagy URL típusú attribútum alapértelmezett értéke, szövegként.
models-customer-fields-format = Szöveg vagy lista típusú attribútum formátuma.
models-customer-fields-created-at = Az attribútum létrehozásának időpontja.
models-customer-fields-updated-at = Az attribútum utolsó módosításának időpontja.

## Ügyfelek

models-customers = A hűségprogram tagjai az attribútumaikkal és az egyenlegeikkel.
models-customers-id = Az ügyfél egyedi azonosítója, a kulcs minden rendszerben és exportban.
models-customers-external-ids = Az ügyfél azonosítói más rendszerekben.
models-customers-external-ids-crm-id = Az ügyfél azonosítója a CRM-rendszerben.
models-customers-email = E-mail-cím.
models-customers-first-name = Utónév.
models-customers-last-name = Vezetéknév.
models-customers-handler = Becenév.
models-customers-status = A tagság állapota.
models-customers-gender = Az ügyfél neme.
models-customers-birth-date = Születési dátum.
models-customers-language = Nyelv, ISO 639-1.
models-customers-country = Ország, ISO 3166-1 alpha-2.
models-customers-currency = A legutóbb használt pénznem, ISO 4217.
models-customers-mobile-phone = Mobiltelefonszám.
models-customers-image-url = A profilkép webcíme.
models-customers-membership-id = A tagsági kártyák azonosítói.
models-customers-group-id = A felhasználói csoportok azonosítói.
models-customers-clubs = A klubok azonosítói.
models-customers-labels = Az ügyfél címkéi.
models-customers-src = A profil eredete, például import:<id>.
models-customers-referrer = Annak az ügyfélnek az azonosítója, aki ezt az ügyfelet ajánlotta.
models-customers-referrals = Azoknak az ügyfeleknek az azonosítói, akiket ez az ügyfél ajánlott.
models-customers-score = Az eddig összesen szerzett pontok.
models-customers-spent = Elköltött pontok.
models-customers-reserved = Lefoglalt pontok.
models-customers-expired = Lejárt pontok.
models-customers-pending = Még nem elérhető pontok.
models-customers-spendable = Most elkölthető pontok.
models-customers-purchase-total = Az összes vásárlás összege; vásárlás nélkül üres.
models-customers-purchase-count = A vásárlások száma; vásárlás nélkül üres.
models-customers-purchase-item-count = A megvásárolt tételek száma; vásárlás nélkül üres.
models-customers-purchase-first-date = Az első vásárlás dátuma.
models-customers-purchase-last-date = Az utolsó vásárlás dátuma.
models-customers-last-earn-date = Az utolsó pontszerzés dátuma.
models-customers-last-spend-date = Az utolsó pontköltés dátuma.
models-customers-created-at = A profil létrehozásának időpontja.
models-customers-updated-at = A profil utolsó módosításának időpontja.
models-customers-optin-at = A hűségprogramhoz való csatlakozás időpontja.
models-customers-optout-at = A hűségprogramból való kilépés időpontja.
models-customers-last-login-at = Az ügyfél utolsó bejelentkezésének időpontja.
models-customers-tiers = Az ügyfél szintje az egyes szintrendszerekben.
models-customers-tier = A szint neve az alapértelmezett szintrendszerben.
models-customers-tier-since = A dátum, amióta az ügyfél ezen a szinten van.
models-customers-tier-expdate = A szint lejáratának dátuma.
models-customers-tier-points = A szintbe beszámító pontok.
models-customers-accounts = Az egyes pontszámlák egyenlegei; egy számla típusa standard vagy status_points.
models-customers-activities = Teljesített kihívások: a kihívás azonosítója és az időpont Unix-másodpercben.
models-customers-rewards = Igényelt jutalmak: a jutalom azonosítója és az igénylések száma.
models-customers-properties = Minden egyéni attribútum.

## Események

models-events = Amit az ügyfelek tettek, és ami a pontjaikkal történt; az események sosem változnak.
models-events-id = Az esemény egyedi azonosítója, 24 hexadecimális számjegy.
models-events-customer = Az ügyfél azonosítója.
models-events-action = Az esemény fajtája; egy hűségprogramnak ezeken kívül egyéni eseményei is lehetnek.
models-events-timestamp = Az esemény bekövetkezésének időpontja.
models-events-unix-timestamp = Az esemény bekövetkezésének időpontja Unix-másodpercben.
models-events-process-timestamp = Az esemény feldolgozásának időpontja; visszadátumozott eseményeknél eltér a Timestamp értékétől.
models-events-date = Az esemény napja.
models-events-points = Jóváírt vagy, ha negatív, levont pontok.
models-events-account = Pontszámla.
models-events-parent = Annak az eseménynek az azonosítója, amelyhez ez tartozik, például vásárlási tételnél a vásárlásé.
models-events-cid = Korrelációs azonosító, egy UUID.
models-events-source = A csatorna, amelyen az esemény érkezett; más csatornák is előfordulnak.
models-events-admin = Felhasználó rögzítette-e az eseményt.
models-events-user-id = Az eseményt rögzítő felhasználó azonosítója.
models-events-signed = Aláírt API-kérésben érkezett-e az esemény.
models-events-ip-address = A cím, ahonnan az esemény érkezett.
models-events-user-agent = A user agent, amelytől az esemény érkezett.
models-events-hash = Az esemény egyediségét biztosító kulcs.
models-events-expdate = A szerzett pontok lejáratának dátuma.
models-events-expired = Igaz, ha a pontok már nem használhatók fel.
models-events-used-points = A szerzett pontok közül a már felhasználtak.
models-events-usages = A pontokat felhasználó események: az esemény azonosítója és a pontok.
models-events-snapshot-score = Az összesen szerzett pontok az esemény után.
models-events-snapshot-spent = Az elköltött pontok az esemény után.
models-events-snapshot-pending = A függőben lévő pontok az esemény után.
models-events-snapshot-expired = A lejárt pontok az esemény után.
models-events-change-id = Az esemény későbbi módosításának azonosítója.
models-events-change-at = Az esemény későbbi módosításának időpontja.
models-events-change-by = Az eseményt később módosító felhasználó azonosítója.
models-events-original = Annak az ügyfélnek az azonosítója, akihez az esemény egy összevonás előtt tartozott.
models-events-properties = Az esemény összes tulajdonsága.
models-events-properties-transaction-id = A tranzakció azonosítója; vásárlásoknál.
models-events-properties-total = A vásárlás végösszege.
models-events-properties-total-quantity = A vásárlás tételeinek száma.
models-events-properties-currency = A vásárlás pénzneme, ISO 4217.
models-events-properties-points-burned = A vásárláskor fizetésre felhasznált pontok.
models-events-properties-items = A vásárlás tételei.
models-events-properties-product-id = A termék azonosítója; vásárlási tételeknél.
models-events-properties-product-name = A termék neve; vásárlási tételeknél.
models-events-properties-product-url = A termék oldala; vásárlási tételeknél.
models-events-properties-price = Egy darab ára; vásárlási tételeknél.
models-events-properties-quantity = A darabszám; vásárlási tételeknél.
models-events-properties-discount = A tétel kedvezménye; vásárlási tételeknél.
models-events-properties-subtotal = A tétel összes darabjának ára; vásárlási tételeknél.
models-events-properties-points-rewarded = A tételért járó pontok; vásárlási tételeknél.

## Termékek

models-products = A katalógus termékei a Google-termékfeed mezőivel.
models-products-id = A termék egyedi azonosítója.
models-products-title = A termék neve.
models-products-description = Szöveg a termékről.
models-products-link = A termék oldala.
models-products-mobile-link = A termék oldala mobileszközökre.
models-products-image-link = A fő kép webcíme.
models-products-additional-image-link = A további képek webcímei.
models-products-availability = Megvásárolható-e a termék.
models-products-availability-date = Amikortól a termék elérhető.
models-products-expiration-date = Amikortól a terméket már nem kínálják.
models-products-price = Ár.
models-products-sale-price = Ár akció idején.
models-products-currency = Az árak pénzneme, ISO 4217.
models-products-sale-price-effective-date = Az akció időszaka, a kezdete és a vége perjellel elválasztva.
models-products-brand = Márka.
models-products-gtin = Globális kereskedelmi áruazonosító szám.
models-products-mpn = Gyártói cikkszám.
models-products-identifier-exists = Van-e a terméknek GTIN száma, vagy MPN száma és márkája.
models-products-adult = Csak felnőtteknek szól-e a termék.
models-products-is-bundle = Több termékből álló csomag-e a termék.
models-products-google-product-category = Kategória a Google taxonómiájában.
models-products-product-type = Kategória a bolt saját taxonómiájában.
models-products-condition = A termék állapota.
models-products-age-group = A korcsoport, amelynek a termék szól.
models-products-gender = A nem, amelynek a termék szól.
models-products-color = Szín.
models-products-material = Anyag.
models-products-pattern = Minta.
models-products-size = Méret.
models-products-size-type = A szabás, amelyre a méret vonatkozik.
models-products-size-system = Az ország, amelynek a méretrendszere érvényes.
models-products-item-group-id = Egy termék változatainak közös azonosítója.
models-products-multipack = Az azonos termékek száma egy többdarabos csomagban.
models-products-shipping-weight = Szállítási súly, mértékegységgel.
models-products-shipping = Szállítási költség, ahogyan a termékfeedben szerepel.
models-products-tax = Adó, ahogyan a termékfeedben szerepel.
models-products-custom-label-0 = Szabadon választható címke a termékek csoportosításához.
models-products-created-at = A termék létrehozásának időpontja.
models-products-updated-at = A termék utolsó módosításának időpontja.

## Jutalmak

models-rewards = Amit az ügyfelek a pontjaikért igényelhetnek.
models-rewards-id = A jutalom egyedi azonosítója, 24 hexadecimális számjegy.
models-rewards-name = A jutalom neve az alapértelmezett nyelven.
models-rewards-description = Szöveg a jutalomról az alapértelmezett nyelven.
models-rewards-terms = Feltételek az alapértelmezett nyelven.
models-rewards-redeem-instructions = A jutalom beváltásának módja az alapértelmezett nyelven.
models-rewards-claim-button-label = Az igénylésre szolgáló gomb felirata az alapértelmezett nyelven.
models-rewards-restricted-message = A szöveg az alapértelmezett nyelven, amelyet azok az ügyfelek látnak, akik nem igényelhetik a jutalmat.
models-rewards-type = A jutalom fajtája.
models-rewards-status = Igényelhető-e a jutalom.
models-rewards-price = Ár pontban.
models-rewards-account = A pontszámla, amelyről a jutalmat fizetik.
models-rewards-cost = A jutalom költsége a vállalkozás számára.
models-rewards-category = A kategória azonosítója.
models-rewards-segments = Azoknak a szegmenseknek az azonosítói, amelyekre a jutalom korlátozódik.
models-rewards-coupon-pool = A kuponkészlet azonosítója; kuponjutalmaknál.
models-rewards-stock = Az elérhető darabszám.
models-rewards-max-claims = Hányszor igényelheti egy ügyfél.
models-rewards-repeat-interval = Várakozási idő két igénylés között, például „1 week”.
models-rewards-starts-at = Amikortól a jutalom igényelhető.
models-rewards-ends-at = Ameddig a jutalom igényelhető.
models-rewards-hidden = Rejtett-e a jutalom.
models-rewards-hide-restricted = Rejtett-e a jutalom azok elől az ügyfelek elől, akik nem igényelhetik.
models-rewards-notifications = Kapnak-e az ügyfelek e-mailt az igénylésről; elavult.
models-rewards-user-notifications = Kapnak-e a felhasználók e-mailt az igénylésről.
models-rewards-stores = Azoknak az üzleteknek az azonosítói, ahol a jutalom elérhető.
models-rewards-tags = A jutalom címkéi.
models-rewards-claims-total = Az összes ügyfél igényléseinek száma.
models-rewards-created-at = A jutalom létrehozásának időpontja.
models-rewards-updated-at = A jutalom utolsó módosításának időpontja.

## Üzletek

models-stores = A márka üzletei.
models-stores-id = Az üzlet egyedi azonosítója.
models-stores-name = Az üzlet neve.
models-stores-group = Az üzlet csoportja.
models-stores-currency = Az üzlet pénzneme, ISO 4217.
models-stores-country = Ország.
models-stores-county = Megye.
models-stores-state = Szövetségi állam.
models-stores-zip-code = Irányítószám.
models-stores-city = Város.
models-stores-address = Utca és házszám.
models-stores-latitude = Földrajzi szélesség fokban.
models-stores-longitude = Földrajzi hosszúság fokban.
models-stores-status = Az üzlet állapota.
models-stores-created-at = Az üzlet létrehozásának időpontja.
models-stores-updated-at = Az üzlet utolsó módosításának időpontja.

## Webhook-naplók

models-webhook-logs = Más rendszereknek küldött üzenetek, 90 napig megőrizve.
models-webhook-logs-id = A kérés egyedi azonosítója.
models-webhook-logs-created-at = Az üzenet küldésének időpontja.
models-webhook-logs-action = Az üzenetet kiváltó esemény fajtája.
models-webhook-logs-customer = Az érintett ügyfél azonosítója.
models-webhook-logs-response-code = A válasz HTTP-állapotkódja; válasz nélkül üres.
models-webhook-logs-status = Az üzenet állapota; failed csak 5 kísérlet után.
models-webhook-logs-trusted-site = A webhely, ahová az üzenetet küldték.
models-webhook-logs-path = Útvonal a webhelyen.
models-webhook-logs-retries = Az újrapróbálkozások száma, 0 és 5 között.
models-webhook-logs-source = Ami az üzenetet kiváltotta.
models-webhook-logs-method = A kérés HTTP-metódusa.
models-webhook-logs-request-body = A kérés törzse.
models-webhook-logs-response-body = A válasz törzse.
models-webhook-logs-duration-ms = A válaszig eltelt idő, ezredmásodpercben.
