-- Guichet: the whole database, for whoever has to audit it.
--
-- One write path. Every gesture at the counter appends one entry (or a few) to `journal`, in the
-- same transaction that changes the tables. There are three sorts of tables:
--
--   journal, payload   the facts, append-only and hash-chained;
--   folded tables      nothing but the fold of the journal: `guichet verify` rebuilds every one
--                      of them from the journal and compares;
--   local_* tables     of this file alone, not facts: secrets' hashes, sign-in delays, the log of
--                      who looked at what.
--
-- Identifiers are UUIDs of 16 bytes (hex(id) shows them). Amounts are integers, in cents. Days are
-- 'YYYY-MM-DD'. Moments are milliseconds since 1970 UTC, beside the legal offset in minutes.

PRAGMA application_id = 1196771651;  -- "GUIC"
PRAGMA user_version = 1;             -- the version of this schema

---------------------------------------------------------------------------------------------------
-- The journal
---------------------------------------------------------------------------------------------------

-- One row an entry. `hash` is SHA-256 over all the other columns but `position`, and over the hash
-- of the entry before in the same souche: see src/journal/entry.rs for the exact bytes.
CREATE TABLE journal (
  position   INTEGER PRIMARY KEY,          -- 1, 2, 3 … without a gap in this file
  souche     BLOB NOT NULL CHECK (length(souche) = 16),
  seq        INTEGER NOT NULL CHECK (seq >= 1),
  id         BLOB NOT NULL CHECK (length(id) = 16),
  kind       INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 65535),
  version    INTEGER NOT NULL CHECK (version BETWEEN 1 AND 65535),
  hlc        INTEGER NOT NULL CHECK (hlc > 0),
  at         INTEGER NOT NULL,             -- ms UTC, by the counter's clock
  utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -1440 AND 1440),
  commune    BLOB NOT NULL CHECK (length(commune) = 16),
  agent      BLOB NOT NULL CHECK (length(agent) = 16),
  station    BLOB NOT NULL CHECK (length(station) = 16),
  commitment BLOB NOT NULL CHECK (length(commitment) = 32),  -- SHA-256(salt ‖ payload)
  hash       BLOB NOT NULL CHECK (length(hash) = 32),
  UNIQUE (souche, seq)
) STRICT;
CREATE INDEX journal_id ON journal (id);

-- The bytes of each entry: canonical JSON, readable with `SELECT CAST(bytes AS TEXT)`.
CREATE TABLE payload (
  position INTEGER PRIMARY KEY REFERENCES journal (position),
  salt     BLOB NOT NULL CHECK (length(salt) = 16),
  bytes    BLOB NOT NULL
) STRICT;

-- Which entries' payloads an `erased` fact names: only these may be deleted.
CREATE TABLE erased (
  entry    BLOB PRIMARY KEY CHECK (length(entry) = 16),
  family   BLOB NOT NULL CHECK (length(family) = 16),  -- whose identity the payload held
  named_by BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_never_updated BEFORE UPDATE ON journal
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_never_deleted BEFORE DELETE ON journal
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER payload_never_updated BEFORE UPDATE ON payload
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER payload_deleted_only_when_erased BEFORE DELETE ON payload
WHEN NOT EXISTS (SELECT 1 FROM erased JOIN journal ON journal.id = erased.entry
                 WHERE journal.position = OLD.position)
BEGIN SELECT raise(ABORT, 'no erased fact names this entry'); END;

-- Entries whose fact has been folded: a fact that comes twice counts once.
CREATE TABLE folded (id BLOB PRIMARY KEY CHECK (length(id) = 16)) STRICT, WITHOUT ROWID;

-- Entries that wait for something this file has not seen yet.
CREATE TABLE suspense (
  position  INTEGER PRIMARY KEY,
  waits_for BLOB CHECK (length(waits_for) = 16)   -- NULL: a kind of a later program
) STRICT;
CREATE INDEX suspense_waits_for ON suspense (waits_for);

---------------------------------------------------------------------------------------------------
-- The house
---------------------------------------------------------------------------------------------------

CREATE TABLE souche (
  id       BLOB PRIMARY KEY CHECK (length(id) = 16),
  commune  BLOB NOT NULL,
  station  BLOB NOT NULL,
  series   TEXT NOT NULL CHECK (length(series) BETWEEN 1 AND 12),  -- prefix of receipt numbers
  program  TEXT NOT NULL,
  opened   INTEGER NOT NULL                                       -- position
) STRICT;

CREATE TABLE commune (
  id      BLOB PRIMARY KEY CHECK (length(id) = 16),
  name    TEXT NOT NULL,
  annex   TEXT NOT NULL,
  station TEXT NOT NULL,
  demo    INTEGER NOT NULL CHECK (demo IN (0, 1))
) STRICT;

-- The adopted rules, byte for byte; the latest counts.
CREATE TABLE profile (
  position INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  text     TEXT NOT NULL
) STRICT;

CREATE TABLE agent (
  id         BLOB PRIMARY KEY CHECK (length(id) = 16),
  code       TEXT NOT NULL,
  name       TEXT NOT NULL,
  role       TEXT NOT NULL CHECK (role IN ('agent', 'regisseur', 'administrateur', 'controle')),
  credential BLOB NOT NULL,
  disabled   INTEGER NOT NULL CHECK (disabled IN (0, 1))
) STRICT;
CREATE INDEX agent_code ON agent (code);

CREATE TABLE activity (
  id       BLOB PRIMARY KEY CHECK (length(id) = 16),
  code     TEXT NOT NULL,
  label    TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('cantine','periscolaire','mercredi','vacances','sport')),
  weekdays TEXT NOT NULL,                  -- ISO week days: '1245'
  places   INTEGER CHECK (places >= 0),
  age_min  INTEGER, age_max INTEGER,
  tariff_a INTEGER, tariff_b INTEGER, tariff_c INTEGER, tariff_d INTEGER, tariff_e INTEGER,
  rule     TEXT NOT NULL,                  -- name of a rule of the profile; '': the kind's
  source   TEXT NOT NULL                   -- 'import', or 'demo' where Guichet made it up
) STRICT;
CREATE INDEX activity_code ON activity (code);

---------------------------------------------------------------------------------------------------
-- Families
---------------------------------------------------------------------------------------------------

CREATE TABLE family (
  id             BLOB PRIMARY KEY CHECK (length(id) = 16),
  login          TEXT NOT NULL COLLATE NOCASE,  -- nobody types capitals twice the same way
  address        TEXT NOT NULL,
  postcode       TEXT NOT NULL,
  town           TEXT NOT NULL,
  file_year      INTEGER,
  digest         TEXT NOT NULL,            -- of the office's rows it was read from; '' if of none
  entry          BLOB NOT NULL,            -- the fact that says all this
  archived       INTEGER NOT NULL CHECK (archived IN (0, 1)), -- it left: found on demand only
  quotient         INTEGER,                -- what its tariffs rest on: whole euros a month,
  quotient_until   TEXT,                   -- their last day,
  quotient_month   TEXT,                   -- the first day of the month they are of,
  quotient_source  TEXT,                   -- who says so,
  quotient_on      TEXT,                   -- when that came in,
  earlier_quotient INTEGER,                -- and what held until then
  earlier_until    TEXT,
  income           INTEGER,                -- reference income of a year, whole euros
  income_year      INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX family_login ON family (login);
CREATE INDEX family_entry ON family (entry);

CREATE TABLE guardian (
  family  BLOB NOT NULL REFERENCES family (id),
  rank    INTEGER NOT NULL,                -- 0: the account holder, who is billed
  id      BLOB NOT NULL CHECK (length(id) = 16),
  surname TEXT NOT NULL, given TEXT NOT NULL, link TEXT NOT NULL,
  phone   TEXT NOT NULL, email TEXT NOT NULL,
  PRIMARY KEY (family, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE child (
  family  BLOB NOT NULL REFERENCES family (id),
  rank    INTEGER NOT NULL,
  id      BLOB NOT NULL CHECK (length(id) = 16),
  surname TEXT NOT NULL, given TEXT NOT NULL, birth TEXT NOT NULL,
  school  TEXT NOT NULL, class TEXT NOT NULL,
  form_on TEXT,                            -- when the yearly form came in
  pai     INTEGER NOT NULL CHECK (pai IN (0, 1)),  -- the PAI tariff applies, never why
  PRIMARY KEY (family, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX child_id ON child (id);

-- What the counter notes about families; a note that holds no more is struck, even before it is
-- seen.
CREATE TABLE note (
  entry   BLOB PRIMARY KEY CHECK (length(entry) = 16),
  family  BLOB NOT NULL CHECK (length(family) = 16),
  text    TEXT NOT NULL,
  flagged INTEGER NOT NULL CHECK (flagged IN (0, 1))   -- it shows in the search already
) STRICT, WITHOUT ROWID;
CREATE INDEX note_family ON note (family);
CREATE TABLE note_struck (
  note BLOB PRIMARY KEY CHECK (length(note) = 16)
) STRICT, WITHOUT ROWID;

-- Documents that families handed in (src/domain/document.rs): which and until when, never what
-- stands in them.
CREATE TABLE document (
  id       BLOB PRIMARY KEY CHECK (length(id) = 16),
  family   BLOB NOT NULL CHECK (length(family) = 16),
  child    BLOB CHECK (length(child) = 16),  -- NULL: of the household
  code     TEXT NOT NULL,                    -- name of a [[pieces]] of the profile
  state    TEXT NOT NULL CHECK (state IN ('recue', 'validee', 'refusee', 'retiree')),
  received TEXT NOT NULL,
  until    TEXT,                             -- last day; NULL: no end
  fault    TEXT,                             -- why it was refused
  entry    BLOB NOT NULL                     -- the fact that says all this
) STRICT, WITHOUT ROWID;
CREATE INDEX document_family ON document (family);
CREATE INDEX document_to_check ON document (received) WHERE state = 'recue';
CREATE INDEX document_until ON document (code, until) WHERE until IS NOT NULL;

-- Search keys (src/domain/search): a name typed in any order is a prefix of one of these.
CREATE TABLE name_key (
  class  INTEGER NOT NULL,                 -- 0 holder, 1 other adult, 2 child
  open   INTEGER NOT NULL,                 -- 0 while the account is blocked: those first; 2 archived
  key    TEXT NOT NULL,
  family BLOB NOT NULL,
  PRIMARY KEY (class, open, key, family)
) STRICT, WITHOUT ROWID;
CREATE TABLE ident (
  value  TEXT NOT NULL,                    -- login id, phone, e-mail, invoice number, with a mark
  family BLOB NOT NULL,
  PRIMARY KEY (value, family)
) STRICT, WITHOUT ROWID;
CREATE TABLE names_version (               -- how often names changed, to know a stale vocabulary
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  changes INTEGER NOT NULL
) STRICT;
CREATE TABLE word (                        -- the vocabulary: errors are mended with it
  word  TEXT PRIMARY KEY,
  sound TEXT NOT NULL,                     -- how it is said (src/domain/search/sound.rs)
  uses  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which entries are about which family: the file's journal.
CREATE TABLE family_event (
  family   BLOB NOT NULL CHECK (length(family) = 16),
  position INTEGER NOT NULL,
  PRIMARY KEY (family, position)
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------------------------------------------
-- Portal accounts
---------------------------------------------------------------------------------------------------

CREATE TABLE account (
  family       BLOB PRIMARY KEY CHECK (length(family) = 16),
  activated    INTEGER NOT NULL CHECK (activated IN (0, 1)),  -- the family signed in once
  last_sign_in INTEGER, last_sign_in_offset INTEGER,
  credential   BLOB,                       -- the password's version in force
  provisional  INTEGER NOT NULL CHECK (provisional IN (0, 1)),
  expires_at   INTEGER,                    -- of a provisional one, ms UTC
  chosen_at    INTEGER,                    -- when the family chose its password last, ms UTC
  terms        TEXT, terms_at INTEGER,     -- the terms of use accepted last: version, ms UTC
  verified_at  INTEGER,                    -- when it found its file right last, ms UTC
  online       INTEGER CHECK (online IN (0, 1)), online_at INTEGER  -- joined online payment
) STRICT, WITHOUT ROWID;
CREATE INDEX account_provisional ON account (expires_at) WHERE provisional = 1;

CREATE TABLE block (
  id     BLOB PRIMARY KEY CHECK (length(id) = 16),
  family BLOB NOT NULL,
  cause  TEXT NOT NULL CHECK (cause IN ('mots_de_passe', 'impayes')),
  since  TEXT,
  entry  INTEGER NOT NULL                  -- position
) STRICT, WITHOUT ROWID;
CREATE INDEX block_family ON block (family);

-- Which blocks were lifted, even before they are seen.
CREATE TABLE lift (
  block  BLOB PRIMARY KEY CHECK (length(block) = 16),
  entry  INTEGER NOT NULL,                 -- position
  settled INTEGER NOT NULL CHECK (settled IN (0, 1))  -- by the rule: what was unpaid is paid
) STRICT, WITHOUT ROWID;

-- Versions of secrets: never the secret, never its hash, only what verify compares.
CREATE TABLE credential (
  version BLOB PRIMARY KEY CHECK (length(version) = 16),
  owner   BLOB NOT NULL,                   -- family or agent
  entry   INTEGER NOT NULL,                -- position
  digest  TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT, WITHOUT ROWID;
CREATE TABLE handed_over (
  version BLOB PRIMARY KEY CHECK (length(version) = 16),
  how     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------------------------------------------
-- Money
---------------------------------------------------------------------------------------------------

CREATE TABLE invoice (
  id     BLOB PRIMARY KEY CHECK (length(id) = 16),
  family BLOB NOT NULL,
  number TEXT NOT NULL,
  period TEXT NOT NULL,
  label  TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  due    INTEGER NOT NULL CHECK (due BETWEEN 0 AND amount),
  issued TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_family ON invoice (family, due);
CREATE INDEX invoice_number ON invoice (number);
CREATE INDEX invoice_due ON invoice (family) WHERE due > 0;

-- What families say is wrong with their invoices, each by the fact that said so.
CREATE TABLE contest (
  entry   BLOB PRIMARY KEY CHECK (length(entry) = 16),
  family  BLOB NOT NULL,
  invoice BLOB NOT NULL,
  motive  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX contest_family ON contest (family);

-- And what is settled of it, whether it was seen yet or not.
CREATE TABLE contest_withdrawn (
  contest BLOB PRIMARY KEY CHECK (length(contest) = 16)
) STRICT, WITHOUT ROWID;

CREATE TABLE till_session (
  id     BLOB PRIMARY KEY CHECK (length(id) = 16),
  station BLOB NOT NULL,
  float  INTEGER NOT NULL CHECK (float >= 0),
  opened INTEGER NOT NULL,                 -- position
  at     INTEGER NOT NULL, utc_offset INTEGER NOT NULL,
  cash   INTEGER NOT NULL                  -- taken since, the float not counted
) STRICT, WITHOUT ROWID;

-- Sessions that are over (arrêté de caisse); the rest of each closing stands in its entry.
CREATE TABLE closing (
  session  BLOB PRIMARY KEY CHECK (length(session) = 16),
  expected INTEGER NOT NULL,
  gap      INTEGER NOT NULL,               -- counted minus expected, never made up for
  left_in  INTEGER NOT NULL,               -- the next session's float
  deposit  INTEGER NOT NULL,               -- what goes to the régie
  entry    INTEGER NOT NULL                -- position
) STRICT, WITHOUT ROWID;

CREATE TABLE payment (
  id      BLOB PRIMARY KEY CHECK (length(id) = 16),
  family  BLOB NOT NULL,
  payer   BLOB,                                  -- an adult of the family; NULL: see payer_named
  session BLOB NOT NULL,
  series  TEXT NOT NULL, year INTEGER NOT NULL, number INTEGER NOT NULL CHECK (number >= 1),
  amount  INTEGER NOT NULL CHECK (amount <> 0),  -- what its tenders come to; below 0: see cancels
  fraction INTEGER NOT NULL CHECK (fraction IN (0, 1)),  -- an invoice in cash in several payments
  credit  INTEGER NOT NULL,                      -- what no invoice took: the family's credit
  remaining INTEGER NOT NULL,                    -- what the family still owed just after
  left_over INTEGER NOT NULL CHECK (left_over >= 0),  -- the family's credit just after
  copies  INTEGER NOT NULL CHECK (copies >= 0),  -- times its receipt was printed
  entry   INTEGER NOT NULL,                      -- position
  cancels BLOB CHECK (length(cancels) = 16),     -- the payment that this one takes back
  reason  TEXT NOT NULL                          -- why it does; empty for a payment
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_family ON payment (family);
CREATE INDEX payment_receipt ON payment (series, year, number);
CREATE INDEX payment_session ON payment (session);
CREATE INDEX payment_unprinted ON payment (entry) WHERE copies = 0;
CREATE INDEX payment_cancels ON payment (cancels) WHERE cancels IS NOT NULL;

-- Families whose credit pays days when they are booked.
CREATE TABLE wallet (
  family    BLOB PRIMARY KEY CHECK (length(family) = 16),
  activated INTEGER NOT NULL               -- position
) STRICT, WITHOUT ROWID;

-- With what a payment was made: one row a mean, in the order they were handed over.
CREATE TABLE tender (
  payment BLOB NOT NULL REFERENCES payment (id),
  rank    INTEGER NOT NULL,
  mode    TEXT NOT NULL CHECK (mode IN ('especes', 'carte', 'cheque', 'avoir')),
  amount  INTEGER NOT NULL CHECK (amount <> 0),
  received INTEGER NOT NULL CHECK (received >= amount),  -- the difference was given back
  authorisation TEXT NOT NULL, last_four TEXT NOT NULL,  -- of a card
  bank    TEXT NOT NULL, number TEXT NOT NULL,           -- of a cheque
  reason  TEXT NOT NULL,                         -- of cash above the limit
  PRIMARY KEY (payment, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX tender_bank ON tender (bank) WHERE mode = 'cheque';

CREATE TABLE allocation (
  payment BLOB NOT NULL REFERENCES payment (id),
  rank    INTEGER NOT NULL,
  invoice BLOB NOT NULL,
  amount  INTEGER NOT NULL,                      -- below 0: given back to the invoice
  rest    INTEGER NOT NULL CHECK (rest >= 0),    -- what the invoice still had due just after
  PRIMARY KEY (payment, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX allocation_invoice ON allocation (invoice);

-- Who paid, where it was nobody of the family; gone once the entry is erased.
CREATE TABLE payer_named (
  entry   BLOB PRIMARY KEY CHECK (length(entry) = 16),
  payment BLOB NOT NULL,
  name    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX payer_named_payment ON payer_named (payment);

---------------------------------------------------------------------------------------------------
-- Days
---------------------------------------------------------------------------------------------------

CREATE TABLE enrolment (
  id       BLOB PRIMARY KEY CHECK (length(id) = 16),
  family   BLOB NOT NULL,
  child    BLOB NOT NULL,
  activity BLOB NOT NULL,
  from_day TEXT NOT NULL, to_day TEXT NOT NULL,  -- ends before it begins: given by mistake
  office_from TEXT, office_to TEXT,              -- what the office said, where it did
  age_reason TEXT NOT NULL,                      -- why another age is admitted; '': it is not
  rhythm   TEXT CHECK (rhythm IN ('occasionnelle', 'reguliere')),  -- NULL: not asked
  entry    BLOB NOT NULL                         -- the fact that says it now
) STRICT, WITHOUT ROWID;
CREATE INDEX enrolment_child ON enrolment (child);

CREATE TABLE booking (
  child    BLOB NOT NULL CHECK (length(child) = 16),
  day      TEXT NOT NULL CHECK (length(day) = 10),
  activity BLOB NOT NULL CHECK (length(activity) = 16),
  id       BLOB NOT NULL CHECK (length(id) = 16),
  state    TEXT NOT NULL CHECK (state IN ('reserve', 'attente', 'a_valider', 'annule',
                                         'refuse')),
  price    INTEGER,
  paid     INTEGER,                        -- what of it the family's credit pays while it stands
  payer    BLOB,                           -- that family
  entry    INTEGER NOT NULL,               -- position of the booking: the order of those who wait
  motive   TEXT,                           -- why an agent refused it
  PRIMARY KEY (child, day, activity)
) STRICT, WITHOUT ROWID;
CREATE INDEX booking_payer ON booking (payer) WHERE payer IS NOT NULL;
CREATE INDEX booking_waiting ON booking (activity, day, entry, child) WHERE state = 'attente';
CREATE INDEX booking_to_validate ON booking (entry, child, activity, day)
  WHERE state = 'a_valider';

-- Days closed after they could be booked; the profile's own closures are not here.
CREATE TABLE closure (
  entry    BLOB PRIMARY KEY CHECK (length(entry) = 16),
  activity BLOB,                           -- NULL: all of them
  from_day TEXT NOT NULL CHECK (length(from_day) = 10),
  to_day   TEXT NOT NULL CHECK (length(to_day) = 10),
  label    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Bookings given back before they were seen.
CREATE TABLE cancelled_unseen (
  booking BLOB PRIMARY KEY CHECK (length(booking) = 16)
) STRICT, WITHOUT ROWID;

-- Places given to those who wait, before their bookings were seen.
CREATE TABLE place_given_unseen (
  booking BLOB PRIMARY KEY CHECK (length(booking) = 16),
  price   INTEGER,
  paid    INTEGER
) STRICT, WITHOUT ROWID;

-- What agents decided of bookings, before these were seen.
CREATE TABLE decided_unseen (
  booking BLOB PRIMARY KEY CHECK (length(booking) = 16),
  state   TEXT NOT NULL,
  price   INTEGER,
  motive  TEXT
) STRICT, WITHOUT ROWID;

-- Decisions that their families are still to be told of, and those that they were told of.
CREATE TABLE to_tell (
  entry    BLOB PRIMARY KEY CHECK (length(entry) = 16),
  family   BLOB NOT NULL CHECK (length(family) = 16),
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX to_tell_family ON to_tell (family);
CREATE INDEX to_tell_position ON to_tell (position);
CREATE TABLE told (
  entry BLOB PRIMARY KEY CHECK (length(entry) = 16)
) STRICT, WITHOUT ROWID;

-- What agents are asked for and have not done (src/domain/task.rs), and what nobody waits for.
CREATE TABLE task (
  id       BLOB PRIMARY KEY CHECK (length(id) = 16),
  nature   TEXT NOT NULL CHECK (nature IN ('aide', 'changement', 'borne_en_pause')),
  place    TEXT NOT NULL,                    -- of a kiosk
  family   BLOB CHECK (length(family) = 16),
  words    BLOB CHECK (length(words) = 16),  -- the note that holds the family's words
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE task_closed (
  task BLOB PRIMARY KEY CHECK (length(task) = 16)
) STRICT, WITHOUT ROWID;

CREATE TABLE capacity (
  activity BLOB NOT NULL,
  day      TEXT NOT NULL,
  booked   INTEGER NOT NULL CHECK (booked >= 0),
  PRIMARY KEY (activity, day)
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------------------------------------------
-- Of this file alone
---------------------------------------------------------------------------------------------------

-- Which souche this file writes in, on which machine and where it stands there: another machine,
-- or a copy beside it, opens a new one. Until the counter first opens, `file` is empty.
CREATE TABLE local_souche (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  souche  BLOB NOT NULL,
  machine TEXT NOT NULL,
  file    TEXT NOT NULL
) STRICT;

-- Hashes of secrets (argon2id, PHC strings). A replaced or expired one is deleted.
CREATE TABLE local_credential (
  version BLOB PRIMARY KEY CHECK (length(version) = 16),
  phc     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Work that an agent had begun and not written, a few minutes old at most: what a crash must not
-- lose. Canonical JSON of src/desk/request/draft.rs; one an agent.
CREATE TABLE local_draft (
  agent BLOB PRIMARY KEY CHECK (length(agent) = 16),
  at    INTEGER NOT NULL,                  -- ms UTC
  bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Failed sign-ins: agents by short id, families by login id, and all of a kiosk by its place.
CREATE TABLE local_try (
  door  TEXT NOT NULL CHECK (door IN ('agent', 'family', 'kiosk')),
  code  TEXT NOT NULL,
  tries INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (door, code)
) STRICT, WITHOUT ROWID;

-- Who looked at which file, when: kept apart from the journal so that it can be purged.
CREATE TABLE local_look (
  at     INTEGER NOT NULL,
  agent  BLOB NOT NULL,
  family BLOB NOT NULL
) STRICT;
CREATE INDEX local_look_at ON local_look (at);
CREATE INDEX local_look_agent ON local_look (agent);
