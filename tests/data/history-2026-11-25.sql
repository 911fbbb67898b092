BEGIN TRANSACTION;
CREATE TABLE _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    success BOOLEAN NOT NULL,
    checksum BLOB NOT NULL,
    execution_time BIGINT NOT NULL
);
INSERT INTO "_sqlx_migrations" VALUES(1,'history','2026-11-29 18:12:06',1,X'8BA3A776B12FDD2689BC23354B7CE75D5C2FF44DAD7BEC88851426DF6DAC634FDFAB21ADA45263C2EB9D0341024D8EBE',3814943);
INSERT INTO "_sqlx_migrations" VALUES(2,'schedules','2026-11-29 18:12:06',1,X'336A6920E189A55DE2C1237A690C1F2E4FD48F6453598C8697C42DFB5BDA030C931C0654F46AADEADA2C7158EF5BF78E',4005416);
INSERT INTO "_sqlx_migrations" VALUES(3,'targets','2026-11-29 18:12:06',1,X'DA6EFD11335618A62331477E308C4908CD1F3D90777C3FF62B337F3BB625A450C10E0D20A7D7BC5EBAA05F69DF80A9BB',9983789);
INSERT INTO "_sqlx_migrations" VALUES(4,'connections','2026-11-29 18:12:06',1,X'165E27F24E88CCC2C883369F3CFC9C57A8C4E8A3C27E80029A8761C4CA1C5BE989F8A2EDF23B876E0AF5DEF98E255E04',3999837);
INSERT INTO "_sqlx_migrations" VALUES(5,'telling','2026-11-29 18:12:06',1,X'5E1F11B099170478335EB2D5C670F20A0C4AAD2F31BEE2F2FA68AD0ED482AE9DB3DBC4DD3FB74E151BDE4D25CAEB401F',15304389);
INSERT INTO "_sqlx_migrations" VALUES(6,'recipes','2026-11-29 18:12:06',1,X'0B70B6517625E03EB1064320DCA2520046EA1360F3682C14FD59B031625815EE56BE2D90C712B5146B958CF3CB359F88',23696523);
INSERT INTO "_sqlx_migrations" VALUES(7,'outcomes','2026-11-29 18:12:06',1,X'8CFE2FB737EF2A657E2A39F6C450E56707C5C3160252CD954E911D7D0392CC80D00BEEEB86FE00CE935AD7D76853A9BB',19617800);
INSERT INTO "_sqlx_migrations" VALUES(8,'given up','2026-11-29 18:12:06',1,X'4695936F6DE144E1E1599281D43B2D2695FE9BC08C79915AC705CF3159669A7BEAF9C0CD8D78DE5B289C73409EACA0FA',19704759);
INSERT INTO "_sqlx_migrations" VALUES(9,'copies','2026-11-29 18:12:06',1,X'B61D2C007E60A03494C79C1CA3253BEBB8AF907F2AD3A685D26E3E7E958179240848BB482EB38BF436273A5807194BD8',23489658);
CREATE TABLE connections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    settings TEXT NOT NULL,
    -- Which tables and columns are models and fields; where there is none, names
    -- decide.
    mapping TEXT,
    -- Whether the keychain has a secret of it.
    secret_saved INTEGER NOT NULL DEFAULT 0,
    -- What is copied to this computer, and how the last copy went.
    offline TEXT,
    copy TEXT,
    deleted_at INTEGER
) STRICT;
INSERT INTO "connections" VALUES(1,'Demo brand','{"kind":"demo"}',NULL,0,NULL,NULL,NULL);
INSERT INTO "connections" VALUES(2,'Small brand','{"kind":"folder","path":"{FOLDER}/data"}',NULL,0,NULL,NULL,NULL);
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    target_id INTEGER NOT NULL,
    -- The target's name, which a deleted one still has.
    target TEXT NOT NULL,
    status TEXT NOT NULL
        CHECK (status IN ('waiting', 'delivering', 'retrying', 'delivered', 'failed')),
    -- The name that the file should get there.
    name TEXT NOT NULL,
    -- In the names of temporary files at the target.
    part_key TEXT NOT NULL,
    -- The name that was chosen at the target.
    claimed TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    first_failed_at INTEGER,
    next_attempt_at INTEGER,
    remote_path TEXT,
    bytes INTEGER,
    verified TEXT,
    fingerprint TEXT,
    delivered_at INTEGER,
    seconds REAL,
    message TEXT,
    hint TEXT, given_up TEXT NOT NULL DEFAULT '',
    UNIQUE (run_id, target_id)
) STRICT;
INSERT INTO "deliveries" VALUES(1,1,1,'Partner','delivered','Boltok – délután 2026-11-20.zip','2cc03d996e320394','Boltok – délután 2026-11-20.zip',1,NULL,NULL,'{FOLDER}/partner/Boltok – délután 2026-11-20.zip',3040,'size and SHA-256, read back',NULL,1795170600000,0.118643928,NULL,NULL,'');
INSERT INTO "deliveries" VALUES(2,2,1,'Partner','delivered','Boltok – délután 2026-11-20.zip','00120f5100fd74e5','Boltok – délután 2026-11-20.zip',1,NULL,NULL,'{FOLDER}/partner/Boltok – délután 2026-11-20.zip',3040,'size and SHA-256, read back',NULL,1795170600000,0.14846749,NULL,NULL,'');
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    value TEXT NOT NULL
) STRICT;
INSERT INTO "drafts" VALUES(1,'{"saved_at":"2026-11-21T10:00:00Z","export_id":2,"spec":{"version":1,"name":"Points by action","model":"events","timezone":"America/Vancouver","filters":[[{"field":"timestamp","operator":"in_last","value":{"count":30,"unit":"days"}}]],"aggregation":true,"fields":[{"field":"action","aggregate":"group"},{"field":"id","aggregate":"count"},{"field":"timestamp","aggregate":"max","header":"latest"}],"sort":[],"format":{"extension":"csv","enclosure":"double_quote","quoting":"minimal","newline":"lf","header":true,"encoding":"utf-8","formula_guard":false,"empty_text":"quoted","compression":"zip","level":"normal"},"file_name":"{name}","schedule":{"when":{"kind":"daily","times":["06:00","18:30"]},"missed":"run_each"}},"connection":2,"visited":["model","name"],"by_hand":false}');
CREATE TABLE exports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    -- In lower case, by which names are sorted.
    name_key TEXT NOT NULL,
    model TEXT NOT NULL,
    -- Name, model and creator in lower case, one a line.
    search TEXT NOT NULL,
    spec TEXT NOT NULL,
    connection_id INTEGER NOT NULL REFERENCES connections (id),
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    deleted_at INTEGER
) STRICT;
INSERT INTO "exports" VALUES(1,'Boltok – délután','boltok – délután','stores','boltok – délután
stores
anna kovács','{"version":1,"name":"Boltok – délután","model":"stores","timezone":"Europe/Budapest","filters":[[{"field":"status","operator":"is","value":"active"}]],"aggregation":false,"fields":"all","sort":[],"format":{"extension":"csv","enclosure":"double_quote","quoting":"minimal","newline":"lf","header":true,"encoding":"utf-8","formula_guard":false,"empty_text":"quoted","compression":"zip","level":"normal"},"file_name":"{name} {date}","targets":["Partner"]}',2,1795170600000,'Anna Kovács',NULL);
INSERT INTO "exports" VALUES(2,'Points by action','points by action','events','points by action
events
anna kovács','{"version":1,"name":"Points by action","model":"events","timezone":"America/Vancouver","filters":[[{"field":"timestamp","operator":"in_last","value":{"count":30,"unit":"days"}}]],"aggregation":true,"fields":[{"field":"action","aggregate":"group"},{"field":"id","aggregate":"count"},{"field":"timestamp","aggregate":"max","header":"latest"}],"sort":[],"format":{"extension":"csv","enclosure":"double_quote","quoting":"minimal","newline":"lf","header":true,"encoding":"utf-8","formula_guard":false,"empty_text":"quoted","compression":"zip","level":"normal"},"file_name":"{name}","schedule":{"when":{"kind":"daily","times":["06:00","18:30"]},"missed":"run_each"}}',2,1795170600000,'Anna Kovács',NULL);
INSERT INTO "exports" VALUES(3,'Monthly members','monthly members','customers','monthly members
customers
anna kovács','{"version":1,"name":"Monthly members","model":"customers","timezone":"Europe/Budapest","filters":[],"aggregation":false,"fields":"all","sort":[],"format":{"extension":"psv","delimiter":"pipe","enclosure":"double_quote","quoting":"minimal","newline":"lf","header":true,"encoding":"utf-8","formula_guard":false,"empty_text":"quoted","compression":"zip","level":"normal"},"file_name":"{name}","schedule":{"when":{"kind":"monthly","days":[1,"last"],"times":["23:59"]},"missed":"run_once"}}',2,1795278600000,'Anna Kovács',NULL);
INSERT INTO "exports" VALUES(4,'Fails','fails','stores','fails
stores
anna kovács','{"version":1,"name":"Fails","model":"stores","timezone":"Europe/Budapest","filters":[],"aggregation":false,"fields":"all","sort":[],"format":{"extension":"csv","enclosure":"double_quote","quoting":"minimal","newline":"lf","header":true,"encoding":"utf-8","formula_guard":false,"empty_text":"quoted","compression":"zip","level":"normal"},"file_name":"{name}"}',2,1795278600000,'Anna Kovács',NULL);
INSERT INTO "exports" VALUES(5,'Deleted','deleted','stores','deleted
stores
anna kovács','{"version":1,"name":"Deleted","model":"stores","timezone":"Europe/Budapest","filters":[],"aggregation":false,"fields":"all","sort":[],"format":{"extension":"csv","enclosure":"double_quote","quoting":"minimal","newline":"lf","header":true,"encoding":"utf-8","formula_guard":false,"empty_text":"quoted","compression":"zip","level":"normal"},"file_name":"{name}"}',2,1795278600000,'Anna Kovács',NULL);
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    -- What the run had become.
    status TEXT NOT NULL CHECK (status IN ('finished', 'failed')),
    recipient TEXT NOT NULL,
    queued_at INTEGER NOT NULL,
    next_attempt INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- Until then a process has it in hand.
    claimed_until INTEGER,
    -- Why it isn't sent yet.
    reason TEXT
) STRICT;
CREATE TABLE owners (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    since INTEGER NOT NULL,
    -- Counts what became of its runs, so that others see that there is news.
    news INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE recipes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Name in lower case: one of a kind, and the order in which they are shown.
    name_key TEXT NOT NULL UNIQUE,
    spec TEXT NOT NULL,
    -- Where its data came from; that may be gone.
    connection_id INTEGER NOT NULL
) STRICT;
CREATE TABLE run_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('info', 'warning', 'error')),
    text TEXT NOT NULL
) STRICT;
INSERT INTO "run_log" VALUES(1,1,1795170600000,'info','Queued, by hand');
INSERT INTO "run_log" VALUES(2,1,1795170600000,'info','Run 1: stores of Small brand, all fields, 1 filter group');
INSERT INTO "run_log" VALUES(3,1,1795170600000,'info','53 rows read, 53 written: 8,321 bytes of text, 3,040 packed');
INSERT INTO "run_log" VALUES(4,1,1795170600000,'info','SHA-256 dc6f0b1ed060fd075413e2034ce12c6d05d8dc213275fa183ca561033c5c2c5d');
INSERT INTO "run_log" VALUES(5,1,1795170600000,'info','Saved as `{FOLDER}/exports/Boltok – délután 2026-11-20.zip` in 1.7 s');
INSERT INTO "run_log" VALUES(6,1,1795170600000,'info','Delivering to “Partner” (folder: {FOLDER}/partner)');
INSERT INTO "run_log" VALUES(7,1,1795170600000,'info','Delivered to “Partner”: `{FOLDER}/partner/Boltok – délután 2026-11-20.zip`, 3,040 bytes, checked by size and SHA-256, read back, in 0.1 s');
INSERT INTO "run_log" VALUES(8,2,1795170600000,'info','Queued, by hand');
INSERT INTO "run_log" VALUES(9,2,1795170600000,'info','Run 2: stores of Small brand, all fields, 1 filter group');
INSERT INTO "run_log" VALUES(10,2,1795170600000,'info','53 rows read, 53 written: 8,321 bytes of text, 3,040 packed');
INSERT INTO "run_log" VALUES(11,2,1795170600000,'info','SHA-256 dc6f0b1ed060fd075413e2034ce12c6d05d8dc213275fa183ca561033c5c2c5d');
INSERT INTO "run_log" VALUES(12,2,1795170600000,'info','Saved as `{FOLDER}/exports/Boltok – délután 2026-11-20 (2).zip` in 0.6 s');
INSERT INTO "run_log" VALUES(13,2,1795170600000,'info','Delivering to “Partner” (folder: {FOLDER}/partner)');
INSERT INTO "run_log" VALUES(14,2,1795170600000,'info','Delivered to “Partner”: `{FOLDER}/partner/Boltok – délután 2026-11-20.zip`, 3,040 bytes, checked by size and SHA-256, read back, in 0.1 s');
INSERT INTO "run_log" VALUES(15,3,1795278600000,'info','Caught up, planned for 2026-11-20 06:00 (America/Vancouver), 1 d 2 h ago');
INSERT INTO "run_log" VALUES(16,4,1795278600000,'info','Caught up, planned for 2026-11-20 18:30 (America/Vancouver), 14 h 0 min ago');
INSERT INTO "run_log" VALUES(17,5,1795278600000,'info','Caught up, planned for 2026-11-21 06:00 (America/Vancouver), 2 h 30 min ago');
INSERT INTO "run_log" VALUES(18,3,1795278600000,'info','Run 1: events of Small brand, 3 fields, 1 filter group, grouped');
INSERT INTO "run_log" VALUES(19,3,1795278600000,'info','15 rows read, 15 written: 669 bytes of text, 493 packed');
INSERT INTO "run_log" VALUES(20,3,1795278600000,'info','SHA-256 f75612429ec7eacbc443cc64f7a8f3f11bc54830302038864de7f002d90be09a');
INSERT INTO "run_log" VALUES(21,3,1795278600000,'info','Saved as `{FOLDER}/exports/Points by action.zip` in 0.7 s');
INSERT INTO "run_log" VALUES(22,4,1795278600000,'info','Run 2: events of Small brand, 3 fields, 1 filter group, grouped');
INSERT INTO "run_log" VALUES(23,4,1795278600000,'info','15 rows read, 15 written: 669 bytes of text, 493 packed');
INSERT INTO "run_log" VALUES(24,4,1795278600000,'info','SHA-256 0a9b14c3d7b64a963df92099defeb78b387a3294d6839a87d6003ca47c417770');
INSERT INTO "run_log" VALUES(25,4,1795278600000,'info','Saved as `{FOLDER}/exports/Points by action (2).zip` in 0.7 s');
INSERT INTO "run_log" VALUES(26,5,1795278600000,'info','Run 3: events of Small brand, 3 fields, 1 filter group, grouped');
INSERT INTO "run_log" VALUES(27,6,1795278600000,'info','Queued, by hand');
INSERT INTO "run_log" VALUES(28,6,1795278600000,'info','Run 1: stores of Small brand, all fields, every row');
INSERT INTO "run_log" VALUES(29,6,1795278600000,'error','`{FOLDER}/data/stores.parquet` is damaged: Parquet error: Invalid Parquet file. Corrupt footer');
INSERT INTO "run_log" VALUES(30,6,1795278600000,'info','Replace the file with a whole copy, then run again.');
INSERT INTO "run_log" VALUES(31,5,1795278600000,'info','15 rows read, 15 written: 669 bytes of text, 497 packed');
INSERT INTO "run_log" VALUES(32,5,1795278600000,'info','SHA-256 f82c49cfc6f19fbef960e4748981bfe996963d70cf854e6a7dd2e4722a807ea1');
INSERT INTO "run_log" VALUES(33,5,1795278600000,'info','Saved as `{FOLDER}/exports/Points by action (3).zip` in 1.0 s');
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    export_id INTEGER NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
    -- Within the export, from 1.
    number INTEGER NOT NULL,
    status TEXT NOT NULL
        CHECK (status IN ('pending', 'processing', 'finished', 'failed', 'cancelled')),
    trigger TEXT NOT NULL CHECK (trigger IN ('manual', 'scheduled', 'catch_up', 'retry')),
    -- The definition as it was when the run started.
    spec TEXT NOT NULL,
    -- Headers of the file's columns, a JSON list.
    headers TEXT,
    queued_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    seconds REAL,
    rows INTEGER,
    bytes INTEGER,
    content_bytes INTEGER,
    sha256 TEXT,
    file TEXT,
    manifest TEXT,
    file_removed_at INTEGER,
    code TEXT,
    message TEXT,
    hint TEXT, planned_for INTEGER, owner INTEGER, stop INTEGER NOT NULL DEFAULT 0, failed_at INTEGER, copied_at INTEGER,
    UNIQUE (export_id, number)
) STRICT;
INSERT INTO "runs" VALUES(1,1,1,'finished','manual','{"version":1,"name":"Boltok – délután","model":"stores","timezone":"Europe/Budapest","filters":[[{"field":"status","operator":"is","value":"active"}]],"aggregation":false,"fields":"all","sort":[],"format":{"extension":"csv","enclosure":"double_quote","quoting":"minimal","newline":"lf","header":true,"encoding":"utf-8","formula_guard":false,"empty_text":"quoted","compression":"zip","level":"normal"},"file_name":"{name} {date}","targets":["Partner"]}','["id","name","group","currency","country","county","state","zip_code","city","address","latitude","longitude","status","created_at","updated_at"]',1795170600000,1795170600000,1795170600000,1.947180093,53,3040,8321,'dc6f0b1ed060fd075413e2034ce12c6d05d8dc213275fa183ca561033c5c2c5d','{FOLDER}/exports/Boltok – délután 2026-11-20.zip','{FOLDER}/exports/Boltok – délután 2026-11-20.manifest.json',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "runs" VALUES(2,1,2,'finished','manual','{"version":1,"name":"Boltok – délután","model":"stores","timezone":"Europe/Budapest","filters":[[{"field":"status","operator":"is","value":"active"}]],"aggregation":false,"fields":"all","sort":[],"format":{"extension":"csv","enclosure":"double_quote","quoting":"minimal","newline":"lf","header":true,"encoding":"utf-8","formula_guard":false,"empty_text":"quoted","compression":"zip","level":"normal"},"file_name":"{name} {date}","targets":["Partner"]}','["id","name","group","currency","country","county","state","zip_code","city","address","latitude","longitude","status","created_at","updated_at"]',1795170600000,1795170600000,1795170600000,0.832256987,53,3040,8321,'dc6f0b1ed060fd075413e2034ce12c6d05d8dc213275fa183ca561033c5c2c5d','{FOLDER}/exports/Boltok – délután 2026-11-20 (2).zip','{FOLDER}/exports/Boltok – délután 2026-11-20 (2).manifest.json',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO "runs" VALUES(3,2,1,'finished','catch_up','{"version":1,"name":"Points by action","model":"events","timezone":"America/Vancouver","filters":[[{"field":"timestamp","operator":"in_last","value":{"count":30,"unit":"days"}}]],"aggregation":true,"fields":[{"field":"action","aggregate":"group"},{"field":"id","aggregate":"count"},{"field":"timestamp","aggregate":"max","header":"latest"}],"sort":[],"format":{"extension":"csv","enclosure":"double_quote","quoting":"minimal","newline":"lf","header":true,"encoding":"utf-8","formula_guard":false,"empty_text":"quoted","compression":"zip","level":"normal"},"file_name":"{name}","schedule":{"when":{"kind":"daily","times":["06:00","18:30"]},"missed":"run_each"}}','["action","id_count","latest"]',1795278600000,1795278600000,1795278600000,0.906912158,15,493,669,'f75612429ec7eacbc443cc64f7a8f3f11bc54830302038864de7f002d90be09a','{FOLDER}/exports/Points by action.zip','{FOLDER}/exports/Points by action.manifest.json',NULL,NULL,NULL,NULL,1795183200000,NULL,0,NULL,NULL);
INSERT INTO "runs" VALUES(4,2,2,'finished','catch_up','{"version":1,"name":"Points by action","model":"events","timezone":"America/Vancouver","filters":[[{"field":"timestamp","operator":"in_last","value":{"count":30,"unit":"days"}}]],"aggregation":true,"fields":[{"field":"action","aggregate":"group"},{"field":"id","aggregate":"count"},{"field":"timestamp","aggregate":"max","header":"latest"}],"sort":[],"format":{"extension":"csv","enclosure":"double_quote","quoting":"minimal","newline":"lf","header":true,"encoding":"utf-8","formula_guard":false,"empty_text":"quoted","compression":"zip","level":"normal"},"file_name":"{name}","schedule":{"when":{"kind":"daily","times":["06:00","18:30"]},"missed":"run_each"}}','["action","id_count","latest"]',1795278600000,1795278600000,1795278600000,0.895091012,15,493,669,'0a9b14c3d7b64a963df92099defeb78b387a3294d6839a87d6003ca47c417770','{FOLDER}/exports/Points by action (2).zip','{FOLDER}/exports/Points by action (2).manifest.json',NULL,NULL,NULL,NULL,1795228200000,NULL,0,NULL,NULL);
INSERT INTO "runs" VALUES(5,2,3,'finished','catch_up','{"version":1,"name":"Points by action","model":"events","timezone":"America/Vancouver","filters":[[{"field":"timestamp","operator":"in_last","value":{"count":30,"unit":"days"}}]],"aggregation":true,"fields":[{"field":"action","aggregate":"group"},{"field":"id","aggregate":"count"},{"field":"timestamp","aggregate":"max","header":"latest"}],"sort":[],"format":{"extension":"csv","enclosure":"double_quote","quoting":"minimal","newline":"lf","header":true,"encoding":"utf-8","formula_guard":false,"empty_text":"quoted","compression":"zip","level":"normal"},"file_name":"{name}","schedule":{"when":{"kind":"daily","times":["06:00","18:30"]},"missed":"run_each"}}','["action","id_count","latest"]',1795278600000,1795278600000,1795278600000,1.225175465,15,497,669,'f82c49cfc6f19fbef960e4748981bfe996963d70cf854e6a7dd2e4722a807ea1','{FOLDER}/exports/Points by action (3).zip','{FOLDER}/exports/Points by action (3).manifest.json',NULL,NULL,NULL,NULL,1795269600000,NULL,0,NULL,NULL);
INSERT INTO "runs" VALUES(6,4,1,'failed','manual','{"version":1,"name":"Fails","model":"stores","timezone":"Europe/Budapest","filters":[],"aggregation":false,"fields":"all","sort":[],"format":{"extension":"csv","enclosure":"double_quote","quoting":"minimal","newline":"lf","header":true,"encoding":"utf-8","formula_guard":false,"empty_text":"quoted","compression":"zip","level":"normal"},"file_name":"{name}"}',NULL,1795278600000,1795278600000,1795278600000,0.764038643,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'source','`{FOLDER}/data/stores.parquet` is damaged: Parquet error: Invalid Parquet file. Corrupt footer','Replace the file with a whole copy, then run again.',NULL,NULL,0,NULL,NULL);
CREATE TABLE schedule_news (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    news INTEGER NOT NULL
) STRICT;
INSERT INTO "schedule_news" VALUES(1,3);
CREATE TABLE schedules (
    export_id INTEGER PRIMARY KEY REFERENCES exports (id) ON DELETE CASCADE,
    -- Slots up to this instant are none of its business: it was made, changed or
    -- resumed then.
    since INTEGER NOT NULL,
    -- The last slot of all; none where there is no end.
    last_slot INTEGER,
    repeated INTEGER NOT NULL,
    paused_at INTEGER,
    -- Why, where nobody did it by hand.
    paused_because TEXT,
    -- Failures of runs up to this number don't pause it.
    forgiven INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "schedules" VALUES(2,1795170600000,NULL,1,NULL,NULL,0);
INSERT INTO "schedules" VALUES(3,1795278600000,NULL,1,1795278600000,NULL,0);
CREATE TABLE settings (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    value TEXT NOT NULL
) STRICT;
CREATE TABLE slots (
    export_id INTEGER NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
    planned_for INTEGER NOT NULL,
    -- The local time that was asked for, with its zone: another version of the
    -- time zone database may give it another instant, and it is still the same.
    asked TEXT NOT NULL,
    -- Whether it was passed over instead of run.
    skipped INTEGER NOT NULL,
    PRIMARY KEY (export_id, planned_for),
    UNIQUE (export_id, asked)
) STRICT, WITHOUT ROWID;
INSERT INTO "slots" VALUES(2,1795183200000,'2026-11-20T06:00:00 America/Vancouver',0);
INSERT INTO "slots" VALUES(2,1795228200000,'2026-11-20T18:30:00 America/Vancouver',0);
INSERT INTO "slots" VALUES(2,1795269600000,'2026-11-21T06:00:00 America/Vancouver',0);
CREATE TABLE targets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    -- In lower case: names differ in more than that.
    name_key TEXT NOT NULL UNIQUE,
    -- Both JSON.
    settings TEXT NOT NULL,
    options TEXT NOT NULL,
    secret_saved INTEGER NOT NULL DEFAULT 0 CHECK (secret_saved IN (0, 1))
) STRICT;
INSERT INTO "targets" VALUES(1,'Partner','partner','{"kind":"folder","path":"{FOLDER}/partner"}','{"if_exists":"replace","ready_marker":false,"manifest":false,"create_folders":true,"bandwidth_kib":null,"retry_hours":0}',0);
CREATE INDEX exports_by_name ON exports (name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX exports_by_creation ON exports (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX exports_by_connection ON exports (connection_id);
CREATE INDEX runs_that_count ON runs (export_id, number DESC, status) WHERE status <> 'cancelled';
CREATE INDEX runs_active ON runs (export_id, status) WHERE status IN ('pending', 'processing');
CREATE INDEX runs_with_file ON runs (file) WHERE file IS NOT NULL AND file_removed_at IS NULL;
CREATE INDEX run_log_by_run ON run_log (run_id, id);
CREATE TRIGGER run_added AFTER INSERT ON runs WHEN NEW.owner IS NOT NULL BEGIN
    UPDATE owners SET news = news + 1 WHERE id = NEW.owner;
END;
CREATE TRIGGER run_changed AFTER UPDATE OF status, stop ON runs
WHEN OLD.owner IS NOT NULL OR NEW.owner IS NOT NULL BEGIN
    UPDATE owners SET news = news + 1 WHERE id IN (OLD.owner, NEW.owner);
END;
CREATE INDEX slots_skipped ON slots (planned_for) WHERE skipped;
CREATE TRIGGER schedule_added AFTER INSERT ON schedules BEGIN
    UPDATE schedule_news SET news = news + 1;
END;
CREATE TRIGGER schedule_changed AFTER UPDATE OF since, paused_at ON schedules BEGIN
    UPDATE schedule_news SET news = news + 1;
END;
CREATE INDEX deliveries_open ON deliveries (target_id)
    WHERE status IN ('waiting', 'delivering', 'retrying');
CREATE INDEX outbox_by_attempt ON outbox (next_attempt);
CREATE INDEX outbox_by_run ON outbox (run_id);
CREATE TRIGGER run_ends_are_told AFTER UPDATE OF status ON runs
WHEN NEW.status IN ('finished', 'failed', 'cancelled') AND OLD.status <> NEW.status
BEGIN
    INSERT INTO outbox (run_id, status, recipient, queued_at, next_attempt)
    SELECT NEW.id, NEW.status, value, NEW.finished_at, NEW.finished_at
    -- A definition that is damaged doesn't keep a run from ending.
    FROM (SELECT iif(json_valid(NEW.spec), NEW.spec, '{}') AS spec) AS run,
        json_each(run.spec, '$.email.to')
    WHERE CASE NEW.status
        WHEN 'finished' THEN
            coalesce(json_extract(run.spec, '$.email.on'), 'both') IN ('both', 'success')
            -- Who was told that it failed is told that it didn't, after all.
            OR (NEW.failed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outbox AS untold
                WHERE untold.run_id = NEW.id AND untold.status = 'failed'
                AND untold.recipient = value AND untold.claimed_until IS NULL))
        WHEN 'failed' THEN
            coalesce(json_extract(run.spec, '$.email.on'), 'both') IN ('both', 'failure')
            -- That it failed is told once; a message that waits says why by then.
            AND NEW.failed_at IS NULL
        ELSE 0 END;
    DELETE FROM outbox WHERE run_id = NEW.id AND status <> NEW.status;
END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('connections',2);
INSERT INTO "sqlite_sequence" VALUES('owners',1);
INSERT INTO "sqlite_sequence" VALUES('targets',1);
INSERT INTO "sqlite_sequence" VALUES('exports',5);
INSERT INTO "sqlite_sequence" VALUES('runs',6);
INSERT INTO "sqlite_sequence" VALUES('run_log',33);
INSERT INTO "sqlite_sequence" VALUES('outbox',0);
INSERT INTO "sqlite_sequence" VALUES('deliveries',2);
COMMIT;