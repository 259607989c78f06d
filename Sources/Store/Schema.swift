import GRDB

/// The shape of the database, version by version. A released step is never changed: a database of every earlier
/// version is opened and brought up to date by a test.
enum Schema {
  /// Marks the file as ours (`PRAGMA application_id`): "Atch".
  static let applicationID = 0x4174_6368

  static let version = steps.count

  /// Brings the database to the latest version, in one transaction.
  static func migrate(_ database: Database) throws {
    try database.inTransaction(.immediate) {
      let found = try Schema.found(database)
      if found < version {
        for step in steps[found...] { try database.execute(sql: step) }
        try database.execute(sql: "PRAGMA user_version = \(version)")
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      }
      return .commit
    }
  }

  /// The version of the file; 0 for an empty one.
  static func found(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  private static let steps = [firstStep, secondStep, thirdStep]

  /// Times are milliseconds since 1970; hashes are their bit patterns; lists of words are parted by U+001F.
  private static let firstStep = """
    CREATE TABLE notes (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE feeds (
      id INTEGER PRIMARY KEY,
      url TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      etag TEXT, last_modified TEXT, validators_since INTEGER, body_hash INTEGER,
      next_due INTEGER NOT NULL, due_reason TEXT NOT NULL,
      last_attempt INTEGER, last_success INTEGER, last_change INTEGER,
      failures INTEGER NOT NULL, failing_since INTEGER, last_error TEXT, last_status INTEGER,
      redirect_target TEXT, redirect_since INTEGER, learned_url TEXT,
      ttl_minutes INTEGER, skip_hours INTEGER NOT NULL, skip_days INTEGER NOT NULL, update_period INTEGER,
      interval_seconds INTEGER, items_per_day REAL NOT NULL, held_until INTEGER,
      items INTEGER NOT NULL, alerts INTEGER NOT NULL,
      body_seen INTEGER
    ) STRICT;

    CREATE TABLE items (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      feed INTEGER NOT NULL,
      key TEXT NOT NULL,
      text_hash INTEGER NOT NULL,
      first_seen INTEGER NOT NULL,
      last_seen INTEGER NOT NULL,
      UNIQUE (feed, key)
    ) STRICT;
    CREATE INDEX items_by_last_seen ON items (last_seen);

    CREATE TABLE stories (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      kind TEXT, stage TEXT,
      first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL,
      closes INTEGER,
      open_until INTEGER NOT NULL,
      told_alerts INTEGER NOT NULL, told_stage TEXT, told_official TEXT NOT NULL
    ) STRICT;
    CREATE INDEX stories_by_open_until ON stories (open_until);
    CREATE INDEX stories_by_last_seen ON stories (last_seen);

    CREATE TABLE story_items (
      item INTEGER PRIMARY KEY,
      story INTEGER NOT NULL,
      feed_name TEXT NOT NULL, feed_url TEXT NOT NULL, trust TEXT NOT NULL, side TEXT, language TEXT,
      title TEXT NOT NULL, link TEXT, time INTEGER, seen_at INTEGER,
      kind TEXT, stage TEXT, direction TEXT,
      participants TEXT NOT NULL, places TEXT NOT NULL, dates TEXT NOT NULL, ordinals TEXT NOT NULL,
      topics TEXT NOT NULL, retrospective INTEGER NOT NULL,
      words BLOB NOT NULL, title_words BLOB NOT NULL, figures TEXT NOT NULL, weekdays INTEGER NOT NULL, shingles BLOB NOT NULL, agency TEXT,
      arabic INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX story_items_by_story ON story_items (story);

    CREATE TABLE alerts (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      detected INTEGER NOT NULL,
      story TEXT NOT NULL,
      kind TEXT, stage TEXT, topics INTEGER NOT NULL, sides INTEGER NOT NULL, score REAL NOT NULL,
      json BLOB NOT NULL
    ) STRICT;
    CREATE INDEX alerts_by_detected ON alerts (detected);
    CREATE INDEX alerts_by_story ON alerts (story);

    CREATE TABLE log_cursors (
      sink TEXT PRIMARY KEY,
      last_seq INTEGER NOT NULL, device INTEGER NOT NULL, inode INTEGER NOT NULL, offset INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE consumers (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      floor INTEGER NOT NULL,
      created INTEGER NOT NULL,
      last_used INTEGER NOT NULL,
      pruned INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE handed (
      consumer INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      state INTEGER NOT NULL,
      due INTEGER NOT NULL,
      tries INTEGER NOT NULL,
      PRIMARY KEY (consumer, seq)
    ) STRICT, WITHOUT ROWID;
    """

  /// A feed's habit and what is odd about it, and when the items that it carries were last noted as carried.
  private static let secondStep = """
    ALTER TABLE feeds ADD COLUMN last_activity INTEGER;
    ALTER TABLE feeds ADD COLUMN longest_gap INTEGER;
    ALTER TABLE feeds ADD COLUMN shown_items INTEGER;
    ALTER TABLE feeds ADD COLUMN concern TEXT;
    ALTER TABLE feeds ADD COLUMN concern_words TEXT;
    ALTER TABLE feeds ADD COLUMN concern_since INTEGER;
    ALTER TABLE feeds ADD COLUMN touched INTEGER;
    """

  /// Words are kept as concepts, with their place in the text: what earlier versions kept of a text is made anew from
  /// its title when it is read.
  private static let thirdStep = """
    ALTER TABLE story_items DROP COLUMN title_words;
    UPDATE story_items SET words = x'', shingles = x'';
    """
}
