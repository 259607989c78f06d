internal import News
internal import Store

/// One log on disk: a projection of the store that can always be finished or repaired from it.
///
/// Exactly once rests on the order: whole lines are written, flushed, and only then is the cursor saved. What stands in
/// the file beyond the saved cursor is therefore unconfirmed, and `LogRepair` finds out at the next attempt how much of
/// it is there. It lives inside the `Deliverer`, on the disk queue.
struct AlertLog {
  /// The cursor's name in the store.
  let sink: String
  let path: String
  let format: LogFormat
  private let files: any LogFiles
  private let outbox: any AlertOutbox
  /// The open file, and which one it is.
  private var open: (file: LogFile, identity: LogFileStatus)?
  /// How far the file is known to be right. Ahead of the saved one where the store refused to save it.
  private(set) var cursor: LogCursor?
  private var isSaved = true
  /// What was found and mended, in words, since it was last asked.
  private var notices: [String] = []

  /// The most alerts in one write and one flush.
  static let batch = 64

  init(sink: String, path: String, format: LogFormat, files: any LogFiles, outbox: any AlertOutbox) {
    self.sink = sink
    self.path = path
    self.format = format
    self.files = files
    self.outbox = outbox
  }

  /// What was found and mended, for the journal.
  mutating func takeNotices() -> [String] {
    defer { notices = [] }
    return notices
  }

  /// Writes the next alerts, if there are any.
  ///
  /// - Returns: whether there may be more.
  mutating func advance() throws(LogFailure) -> Bool {
    do throws(LogFailure) {
      let (file, start) = try ready()
      let alerts = try outbox.pending(after: start.lastSeq, limit: Self.batch)
      guard let last = alerts.last else { return false }
      let lines = alerts.reduce(into: []) { $0 += format.encode($1) }
      try append(lines, to: file, at: start.offset)
      var end = start
      end.lastSeq = last.seq
      end.offset += Int64(lines.count)
      try save(end)
      return alerts.count == Self.batch
    } catch {
      // Whatever it was: the next attempt opens the file anew and looks at what is in it.
      detach()
      throw error
    }
  }

  /// Lets go of the file; the next attempt opens it anew.
  mutating func detach() {
    if let open { files.close(open.file) }
    open = nil
  }

  // MARK: Opening

  /// The file to write to, and where it ends; everything before is confirmed and on record.
  private mutating func ready() throws(LogFailure) -> (LogFile, LogCursor) {
    // Must be on record before anything else is written, and above all before a first line goes to a new file: a crash
    // would look for the rest in the wrong one.
    if !isSaved, let cursor { try save(cursor) }
    if let open, let cursor {
      // Renamed, deleted, shortened or written to by others: noticed here, by one stat, without any signal.
      if let found = try files.status(ofPath: path), found.isSameFile(as: open.identity), found.size == cursor.offset {
        return (open.file, cursor)
      }
      detach()
    }
    let file = try files.open(path, for: .appending)
    do throws(LogFailure) {
      // Before the first line: a new file whose entry in its folder is lost is a lost log.
      try files.flushFolder(LogPath.folder(of: path))
      let identity = try files.status(file)
      let cursor = try place(identity)
      open = (file, identity)
      return (file, cursor)
    } catch {
      files.close(file)
      throw error
    }
  }

  /// Where to go on in the file at `path`, after the one that the cursor means has been put in order.
  private mutating func place(_ file: LogFileStatus) throws(LogFailure) -> LogCursor {
    var repair = LogRepair(format: format, files: files, outbox: outbox)
    defer { notices += repair.notices }
    if cursor == nil { cursor = try outbox.cursor(of: sink) }
    // The device's number is not compared: it may change from one boot to the next. The inode alone can only err
    // towards a file in which nothing is found to mend.
    if let cursor, cursor.inode == file.inode {
      var settled = try repair.settle(path, cursor)
      settled.device = file.device
      if settled != cursor { try save(settled) }
      return settled
    }
    var start = LogCursor(lastSeq: cursor?.lastSeq ?? 0, device: file.device, inode: file.inode, offset: 0)
    if let cursor, let rotated = try repair.rotatedFile(of: path, cursor) {
      start.lastSeq = try repair.settle(rotated, cursor).lastSeq
    }
    start.offset = try repair.endOfLines(path, size: file.size)
    try save(start)
    return start
  }

  // MARK: Writing

  private func append(_ lines: [UInt8], to file: LogFile, at offset: Int64) throws(LogFailure) {
    var written = 0
    do throws(LogFailure) {
      while written < lines.count {
        let count = try files.write(lines[written...], to: file, at: offset + Int64(written))
        guard count > 0 else { throw .wroteNothing(path) }
        written += count
      }
    } catch {
      // Back to whole lines at once, for those who read along; shortening works on a full disk. Where even that
      // fails, the next attempt finds the torn tail and cuts it.
      try? files.truncate(file, to: offset)
      throw error
    }
    // When this fails, the kernel has reported the lost pages once and calls them clean from now on: another call on
    // this descriptor would prove nothing. The caller lets go of it, and the repair writes the lines again.
    try files.flush(file)
  }

  private mutating func save(_ new: LogCursor) throws(LogFailure) {
    cursor = new
    isSaved = false
    try outbox.save(new, of: sink)
    isSaved = true
  }
}
