### Was die Datenmodelle und ihre Felder sind.

## Challenges

models-challenges = Aufgaben, die Kunden erledigen, um Punkte oder Prämien zu erhalten.
models-challenges-id = Eindeutige ID der Challenge, 24 hexadezimale Ziffern.
models-challenges-title = Name, den Kunden sehen, in der Standardsprache.
models-challenges-description = Kurzer Text zur Challenge.
models-challenges-type = Eigene Challenge oder verborgene eigene Challenge.
models-challenges-status = Ob die Challenge abgeschlossen werden kann.
models-challenges-points = Punkte für das Abschließen der Challenge.
models-challenges-category = Kategorie der Challenge.
models-challenges-tags = Tags der Challenge.
models-challenges-cta-label = Text der Call-to-Action-Schaltfläche.
models-challenges-url = Seite, die die Call-to-Action-Schaltfläche öffnet.
models-challenges-image = Webadresse des Bilds.
models-challenges-starts-at = Wann die Challenge beginnt.
models-challenges-ends-at = Wann die Challenge endet.
models-challenges-max-completions = Erlaubte Abschlüsse je Kunde.
models-challenges-criteria = Was zu tun ist: ein JSON-Text je Kriterium, mit Aktion, Schwellenwert und Nachricht.
models-challenges-message = Text für Kunden, die die Challenge nicht abschließen dürfen.
models-challenges-segments = IDs der Segmente, auf die die Challenge beschränkt ist.
models-challenges-resettable = Ob ein challenge_reset-Ereignis die Challenge zurücksetzen darf.
models-challenges-completions-total = Abschlüsse aller Kunden.
models-challenges-created-at = Wann die Challenge erstellt wurde.
models-challenges-updated-at = Wann die Challenge zuletzt geändert wurde.

## Änderungen

models-changes = Protokoll der Änderungen, die Benutzer des Treueprogramms vorgenommen haben.
models-changes-id = Eindeutige ID des Protokolleintrags.
models-changes-created-at = Wann die Änderung vorgenommen wurde.
models-changes-type = Art der Änderung.
models-changes-entity-type = Art des geänderten Objekts; auch andere Arten kommen vor.
models-changes-entity-id = ID des geänderten Objekts.
models-changes-user = ID des Benutzers, der die Änderung vorgenommen hat.
models-changes-user-name = Name des Benutzers.
models-changes-user-email = E-Mail-Adresse des Benutzers.
models-changes-changed-fields = Namen der geänderten Attribute.
models-changes-old-values = Werte vor der Änderung.
models-changes-new-values = Werte nach der Änderung.
models-changes-ip-address = Adresse, von der die Änderung kam.

## Freigabe von Inhalten

models-content-approval = Änderungen, über die ein Prüfer noch entscheiden muss oder schon entschieden hat.
models-content-approval-id = Eindeutige ID der Freigabeanfrage.
models-content-approval-created-at = Wann die Anfrage eingereicht wurde.
models-content-approval-created-by = ID des Benutzers, der die Anfrage eingereicht hat.
models-content-approval-type = Änderung eines Workflows oder einer Prämie (entity) oder eines eigenen Ereignisses (event).
models-content-approval-entity = Art des zu ändernden Objekts; nur bei manchen Typen.
models-content-approval-entity-id = ID des zu ändernden Objekts.
models-content-approval-name = Name des Objekts oder des Ereignisses.
models-content-approval-changes-count = Anzahl der eingereichten Änderungen, mindestens 1.
models-content-approval-changes = Alter und neuer Wert jedes geänderten Felds.
models-content-approval-status = Status der Anfrage.
models-content-approval-reviewed-at = Wann die Entscheidung getroffen wurde.
models-content-approval-reviewed-by = ID des Benutzers, der entschieden hat.
models-content-approval-comment = Begründung der Entscheidung.

## Coupon-Pools

models-coupon-pools = Pools, aus denen Coupons ausgegeben werden.
models-coupon-pools-id = Eindeutige ID des Coupon-Pools.
models-coupon-pools-external-id = ID des Pools in einem anderen System.
models-coupon-pools-name = Name des Coupon-Pools.
models-coupon-pools-source = Woher die Codes stammen.
models-coupon-pools-type = Art des Rabatts der Coupons.
models-coupon-pools-value = Wert des Rabatts.
models-coupon-pools-currency = Währung der Geschenkkarten, ISO 4217.
models-coupon-pools-minimum-value = Guthaben, unter dem eine Geschenkkarte ungültig wird.
models-coupon-pools-minimum-redemption-value = Mindestbetrag, der je Einkauf von einer Geschenkkarte eingelöst wird.
models-coupon-pools-purchase-minimum = Mindestwert des Warenkorbs.
models-coupon-pools-expiration-time = Laufzeit der ausgegebenen Coupons, etwa „2 months“.
models-coupon-pools-aggregated = Ob ein Kunde einen einzigen Code aus dem Pool hat.
models-coupon-pools-pattern = Muster der generierten Codes: # Ziffer, @ a bis z, ^ A bis Z, * Buchstabe oder Ziffer, $ Großbuchstabe oder Ziffer.
models-coupon-pools-products = IDs der Produkte, für die sich die Coupons verwenden lassen.
models-coupon-pools-stores = IDs der Geschäfte, in denen sich die Coupons verwenden lassen.
models-coupon-pools-status = Status des Coupon-Pools.
models-coupon-pools-total = Anzahl der Coupons im Pool.
models-coupon-pools-unassigned = Anzahl der nicht zugewiesenen Coupons.
models-coupon-pools-claimed = Anzahl der abgerufenen Coupons.
models-coupon-pools-redeemed = Anzahl der eingelösten Coupons.
models-coupon-pools-created-at = Wann der Coupon-Pool erstellt wurde.
models-coupon-pools-updated-at = Wann der Coupon-Pool zuletzt geändert wurde.

## Coupons

models-coupons = Couponcodes mit Zuweisung, Verwendung und Ablauf.
models-coupons-id = Eindeutige ID des Coupons.
models-coupons-code = Code zum Einlösen.
models-coupons-name = Anzeigename aus dem Coupon-Pool, in der Standardsprache.
models-coupons-status = Status, abgeleitet aus Abruf, Einlösung, Ablauf, Ungültigerklärung und Guthaben.
models-coupons-type = Art des Rabatts.
models-coupons-value = Wert des Rabatts; 0 bis 100, wenn Type percentage ist.
models-coupons-currency = Währung einer Geschenkkarte, ISO 4217.
models-coupons-balance = Restwert einer Geschenkkarte.
models-coupons-min-redemption-value = Mindestbetrag je Einkauf.
models-coupons-purchase-threshold = Warenkorbwert, der überschritten werden muss.
models-coupons-pool = ID des Coupon-Pools, zu dem der Coupon gehört.
models-coupons-parent = ID der Prämie, die den Coupon ausgegeben hat.
models-coupons-customer = ID des Kunden, dem der Coupon zugewiesen ist.
models-coupons-original = ID des Kunden, der ihn zuerst abgerufen hat; bleibt bei Zusammenführung und Übertragung erhalten.
models-coupons-aggregated = Ob ein Kunde denselben Code erneut erhält.
models-coupons-claims = Anzahl der Abrufe.
models-coupons-redeems = Anzahl der Einlösungen.
models-coupons-transfers = Anzahl der Übertragungen.
models-coupons-created-at = Wann der Coupon erstellt wurde.
models-coupons-claimed-at = Wann der Coupon abgerufen wurde.
models-coupons-redeemed-at = Wann der Coupon zuletzt eingelöst wurde.
models-coupons-expiration-date = Wann der Coupon abläuft.
models-coupons-expires-in = Gültigkeitsdauer nach dem Abruf, etwa „2 months“.
models-coupons-invalidated-at = Wann der Coupon manuell für ungültig erklärt wurde.
models-coupons-invalidated-by = ID des Benutzers, der den Coupon für ungültig erklärt hat.
models-coupons-stores = IDs der Geschäfte, in denen sich der Coupon verwenden lässt.
models-coupons-products = IDs der Produkte, für die sich der Coupon verwenden lässt.

## Kundenfelder

models-customer-fields = Attribute von Kundenprofilen, integrierte und eigene.
models-customer-fields-id = Eindeutige ID des Attributs; sie ändert sich nie.
models-customer-fields-label = Name, den Benutzer sehen.
models-customer-fields-description = Text, der im Profil unter dem Attribut steht.
models-customer-fields-type = Typ des Attributs.
models-customer-fields-built-in = Ob das Attribut zur Software gehört oder vom Treueprogramm hinzugefügt wurde.
models-customer-fields-tags = Tags, die steuern, wie das Attribut verwendet wird; auch andere Tags kommen vor.
models-customer-fields-options = Mögliche Werte eines Attributs vom Typ Auswahl oder Mehrfachauswahl.
models-customer-fields-default = Standardwert eines Attributs vom Typ Text, Zahl, Ja/Nein oder URL, als Text.
models-customer-fields-format = Format eines Attributs vom Typ Text oder Liste.
models-customer-fields-created-at = Wann das Attribut erstellt wurde.
models-customer-fields-updated-at = Wann das Attribut zuletzt geändert wurde.

## Kunden

models-customers = Mitglieder des Treueprogramms mit ihren Attributen und Guthaben.
models-customers-id = Eindeutige ID des Kunden, der Schlüssel in allen Systemen und Exporten.
models-customers-external-ids = IDs des Kunden in anderen Systemen.
models-customers-external-ids-crm-id = ID des Kunden im CRM-System.
models-customers-email = E-Mail-Adresse.
models-customers-first-name = Vorname.
models-customers-last-name = Nachname.
models-customers-handler = Spitzname.
models-customers-status = Status der Mitgliedschaft.
models-customers-gender = Geschlecht.
models-customers-birth-date = Geburtsdatum.
models-customers-language = Sprache, ISO 639-1.
models-customers-country = Land, ISO 3166-1 alpha-2.
models-customers-currency = Zuletzt verwendete Währung, ISO 4217.
models-customers-mobile-phone = Mobiltelefonnummer.
models-customers-image-url = Webadresse des Profilbilds.
models-customers-membership-id = IDs der Mitgliedskarten.
models-customers-group-id = IDs der Benutzergruppen.
models-customers-clubs = IDs der Clubs.
models-customers-labels = Labels des Kunden.
models-customers-src = Herkunft des Profils, etwa import:<id>.
models-customers-referrer = ID des Kunden, der diesen Kunden geworben hat.
models-customers-referrals = IDs der Kunden, die dieser Kunde geworben hat.
models-customers-score = Insgesamt gesammelte Punkte.
models-customers-spent = Eingelöste Punkte.
models-customers-reserved = Reservierte Punkte.
models-customers-expired = Verfallene Punkte.
models-customers-pending = Noch nicht verfügbare Punkte.
models-customers-spendable = Punkte, die jetzt eingelöst werden können.
models-customers-purchase-total = Summe aller Einkäufe; leer ohne Einkauf.
models-customers-purchase-count = Anzahl der Einkäufe; leer ohne Einkauf.
models-customers-purchase-item-count = Anzahl der gekauften Artikel; leer ohne Einkauf.
models-customers-purchase-first-date = Datum des ersten Einkaufs.
models-customers-purchase-last-date = Datum des letzten Einkaufs.
models-customers-last-earn-date = Datum, an dem zuletzt Punkte gesammelt wurden.
models-customers-last-spend-date = Datum, an dem zuletzt Punkte eingelöst wurden.
models-customers-created-at = Wann das Profil erstellt wurde.
models-customers-updated-at = Wann das Profil zuletzt geändert wurde.
models-customers-optin-at = Wann der Kunde dem Treueprogramm beigetreten ist.
models-customers-optout-at = Wann der Kunde das Treueprogramm verlassen hat.
models-customers-last-login-at = Wann sich der Kunde zuletzt angemeldet hat.
models-customers-tiers = Stufe des Kunden in jedem Stufensystem.
models-customers-tier = Name der Stufe im Standard-Stufensystem.
models-customers-tier-since = Datum, seit dem der Kunde in der Stufe ist.
models-customers-tier-expdate = Datum, an dem die Stufe abläuft.
models-customers-tier-points = Punkte, die für die Stufe zählen.
models-customers-accounts = Guthaben jedes Punktekontos; der Typ eines Kontos ist standard oder status_points.
models-customers-activities = Abgeschlossene Challenges: ID der Challenge und Zeitpunkt in Unix-Sekunden.
models-customers-rewards = Abgerufene Prämien: ID der Prämie und Anzahl der Abrufe.
models-customers-properties = Alle eigenen Attribute.

## Ereignisse

models-events = Was Kunden getan haben und was mit ihren Punkten geschehen ist; Ereignisse ändern sich nie.
models-events-id = Eindeutige ID des Ereignisses, 24 hexadezimale Ziffern.
models-events-customer = ID des Kunden.
models-events-action = Art des Ereignisses; ein Treueprogramm kann daneben eigene Ereignisse haben.
models-events-timestamp = Wann das Ereignis eingetreten ist.
models-events-unix-timestamp = Wann das Ereignis eingetreten ist, in Unix-Sekunden.
models-events-process-timestamp = Wann das Ereignis verarbeitet wurde; weicht bei rückdatierten Ereignissen von Timestamp ab.
models-events-date = Tag des Ereignisses.
models-events-points = Gutgeschriebene oder, wenn negativ, abgezogene Punkte.
models-events-account = Punktekonto.
models-events-parent = ID des Ereignisses, zu dem dieses gehört, etwa des Einkaufs bei einer Einkaufsposition.
models-events-cid = Korrelations-ID, eine UUID.
models-events-source = Kanal, über den das Ereignis kam; auch andere Kanäle kommen vor.
models-events-admin = Ob das Ereignis von einem Benutzer erfasst wurde.
models-events-user-id = ID des Benutzers, der das Ereignis erfasst hat.
models-events-signed = Ob das Ereignis in einer signierten API-Anfrage kam.
models-events-ip-address = Adresse, von der das Ereignis kam.
models-events-user-agent = User-Agent, von dem das Ereignis kam.
models-events-hash = Schlüssel, der das Ereignis eindeutig hält.
models-events-expdate = Datum, an dem die gesammelten Punkte verfallen.
models-events-expired = Ob die Punkte nicht mehr verwendbar sind.
models-events-used-points = Gesammelte Punkte, die schon verwendet sind.
models-events-usages = Ereignisse, die die Punkte verwendet haben: ID des Ereignisses und Punkte.
models-events-snapshot-score = Insgesamt gesammelte Punkte nach dem Ereignis.
models-events-snapshot-spent = Eingelöste Punkte nach dem Ereignis.
models-events-snapshot-pending = Ausstehende Punkte nach dem Ereignis.
models-events-snapshot-expired = Verfallene Punkte nach dem Ereignis.
models-events-change-id = ID einer späteren Änderung des Ereignisses.
models-events-change-at = Wann das Ereignis später geändert wurde.
models-events-change-by = ID des Benutzers, der das Ereignis später geändert hat.
models-events-original = ID des Kunden, zu dem das Ereignis vor einer Zusammenführung gehörte.
models-events-properties = Alle Eigenschaften des Ereignisses.
models-events-properties-transaction-id = ID der Transaktion; bei Einkäufen.
models-events-properties-total = Gesamtbetrag des Einkaufs.
models-events-properties-total-quantity = Anzahl der Artikel im Einkauf.
models-events-properties-currency = Währung des Einkaufs, ISO 4217.
models-events-properties-points-burned = Punkte, mit denen beim Einkauf bezahlt wurde.
models-events-properties-items = Positionen des Einkaufs.
models-events-properties-product-id = ID des Produkts; bei Einkaufspositionen.
models-events-properties-product-name = Name des Produkts; bei Einkaufspositionen.
models-events-properties-product-url = Seite des Produkts; bei Einkaufspositionen.
models-events-properties-price = Preis eines Stücks; bei Einkaufspositionen.
models-events-properties-quantity = Stückzahl; bei Einkaufspositionen.
models-events-properties-discount = Rabatt auf die Position; bei Einkaufspositionen.
models-events-properties-subtotal = Preis aller Stücke der Position; bei Einkaufspositionen.
models-events-properties-points-rewarded = Punkte für die Position; bei Einkaufspositionen.

## Produkte

models-products = Produkte des Katalogs mit den Feldern des Google-Produktfeeds.
models-products-id = Eindeutige ID des Produkts.
models-products-title = Name des Produkts.
models-products-description = Text zum Produkt.
models-products-link = Seite des Produkts.
models-products-mobile-link = Seite des Produkts für Mobilgeräte.
models-products-image-link = Webadresse des Hauptbilds.
models-products-additional-image-link = Webadressen weiterer Bilder.
models-products-availability = Ob das Produkt gekauft werden kann.
models-products-availability-date = Wann das Produkt verfügbar wird.
models-products-expiration-date = Ab wann das Produkt nicht mehr angeboten wird.
models-products-price = Preis.
models-products-sale-price = Preis während einer Aktion.
models-products-currency = Währung der Preise, ISO 4217.
models-products-sale-price-effective-date = Zeitraum der Aktion, Beginn und Ende durch einen Schrägstrich getrennt.
models-products-brand = Marke.
models-products-gtin = Globale Artikelidentnummer.
models-products-mpn = Artikelnummer des Herstellers.
models-products-identifier-exists = Ob das Produkt eine GTIN oder eine MPN und eine Marke hat.
models-products-adult = Ob das Produkt nur für Erwachsene ist.
models-products-is-bundle = Ob das Produkt ein Bündel mehrerer Produkte ist.
models-products-google-product-category = Kategorie in der Taxonomie von Google.
models-products-product-type = Kategorie in der eigenen Taxonomie des Shops.
models-products-condition = Zustand des Produkts.
models-products-age-group = Altersgruppe, für die das Produkt ist.
models-products-gender = Geschlecht, für das das Produkt ist.
models-products-color = Farbe.
models-products-material = Material.
models-products-pattern = Muster.
models-products-size = Größe.
models-products-size-type = Schnitt, für den die Größe gilt.
models-products-size-system = Land, dessen Größensystem verwendet wird.
models-products-item-group-id = Gemeinsame ID der Varianten eines Produkts.
models-products-multipack = Anzahl gleicher Produkte in einem Multipack.
models-products-shipping-weight = Versandgewicht mit Einheit.
models-products-shipping = Versandkosten, wie im Produktfeed.
models-products-tax = Steuer, wie im Produktfeed.
models-products-custom-label-0 = Freies Label zum Gruppieren von Produkten.
models-products-created-at = Wann das Produkt erstellt wurde.
models-products-updated-at = Wann das Produkt zuletzt geändert wurde.

## Prämien

models-rewards = Was Kunden mit ihren Punkten abrufen können.
models-rewards-id = Eindeutige ID der Prämie, 24 hexadezimale Ziffern.
models-rewards-name = Name der Prämie, in der Standardsprache.
models-rewards-description = Text zur Prämie, in der Standardsprache.
models-rewards-terms = Bedingungen, in der Standardsprache.
models-rewards-redeem-instructions = Wie die Prämie eingelöst wird, in der Standardsprache.
models-rewards-claim-button-label = Text der Schaltfläche zum Abrufen, in der Standardsprache.
models-rewards-restricted-message = Text für Kunden, die die Prämie nicht abrufen dürfen, in der Standardsprache.
models-rewards-type = Art der Prämie.
models-rewards-status = Ob die Prämie abgerufen werden kann.
models-rewards-price = Preis in Punkten.
models-rewards-account = Punktekonto, von dem die Prämie bezahlt wird.
models-rewards-cost = Kosten der Prämie für das Unternehmen.
models-rewards-category = ID der Kategorie.
models-rewards-segments = IDs der Segmente, auf die die Prämie beschränkt ist.
models-rewards-coupon-pool = ID des Coupon-Pools; bei Coupon-Prämien.
models-rewards-stock = Verfügbare Stückzahl.
models-rewards-max-claims = Erlaubte Abrufe je Kunde.
models-rewards-repeat-interval = Wartezeit zwischen zwei Abrufen, etwa „1 week“.
models-rewards-starts-at = Ab wann die Prämie abgerufen werden kann.
models-rewards-ends-at = Bis wann die Prämie abgerufen werden kann.
models-rewards-hidden = Ob die Prämie verborgen ist.
models-rewards-hide-restricted = Ob die Prämie vor Kunden verborgen ist, die sie nicht abrufen dürfen.
models-rewards-notifications = Ob Kunden eine E-Mail zu einem Abruf erhalten; veraltet.
models-rewards-user-notifications = Ob Benutzer eine E-Mail zu einem Abruf erhalten.
models-rewards-stores = IDs der Geschäfte, in denen die Prämie verfügbar ist.
models-rewards-tags = Tags der Prämie.
models-rewards-claims-total = Abrufe aller Kunden.
models-rewards-created-at = Wann die Prämie erstellt wurde.
models-rewards-updated-at = Wann die Prämie zuletzt geändert wurde.

## Geschäfte

models-stores = Geschäfte der Marke.
models-stores-id = Eindeutige ID des Geschäfts.
models-stores-name = Name des Geschäfts.
models-stores-group = Gruppe des Geschäfts.
models-stores-currency = Währung des Geschäfts, ISO 4217.
models-stores-country = Land.
models-stores-county = Landkreis.
models-stores-state = Bundesland.
models-stores-zip-code = Postleitzahl.
models-stores-city = Stadt.
models-stores-address = Straße und Hausnummer.
models-stores-latitude = Geografische Breite in Grad.
models-stores-longitude = Geografische Länge in Grad.
models-stores-status = Status des Geschäfts.
models-stores-created-at = Wann das Geschäft erstellt wurde.
models-stores-updated-at = Wann das Geschäft zuletzt geändert wurde.

## Webhook-Protokolle

models-webhook-logs = An andere Systeme gesendete Nachrichten, 90 Tage lang aufbewahrt.
models-webhook-logs-id = Eindeutige ID der Anfrage.
models-webhook-logs-created-at = Wann die Nachricht gesendet wurde.
models-webhook-logs-action = Art des Ereignisses, das die Nachricht ausgelöst hat.
models-webhook-logs-customer = ID des betroffenen Kunden.
models-webhook-logs-response-code = HTTP-Statuscode der Antwort; leer ohne Antwort.
models-webhook-logs-status = Status der Nachricht; failed erst nach 5 Versuchen.
models-webhook-logs-trusted-site = Website, an die die Nachricht gesendet wurde.
models-webhook-logs-path = Pfad auf der Website.
models-webhook-logs-retries = Anzahl der Wiederholungen, 0 bis 5.
models-webhook-logs-source = Was die Nachricht verursacht hat.
models-webhook-logs-method = HTTP-Methode der Anfrage.
models-webhook-logs-request-body = Inhalt der Anfrage.
models-webhook-logs-response-body = Inhalt der Antwort.
models-webhook-logs-duration-ms = Zeit bis zur Antwort, in Millisekunden.
