internal import News
internal import Store

/// Finds out how much of what was written to a log before a crash, a failed flush or a rotation is there, and puts the
/// end of the file in order. It looks at what follows the cursor only, never at the whole file.
struct LogRepair {
  let format: LogFormat
  let files: any LogFiles
  let outbox: any AlertOutbox
  /// What was found and mended, in words.
  private(set) var notices: [String] = []

  /// More than this behind the cursor is not looked at: one batch is the most that can be ours.
  static let greatestTail: Int64 = 64 << 20
  /// How far back from its end a file without a cursor is searched for the start of its last line.
  static let greatestLine: Int64 = 1 << 20

  init(format: LogFormat, files: any LogFiles, outbox: any AlertOutbox) {
    self.format = format
    self.files = files
    self.outbox = outbox
  }

  /// Puts the part of the file after `cursor` in order: whole lines of ours count, a torn one is cut off, lines of
  /// others stay. What counts is written once more in place and flushed, because a flush that failed may have left it in
  /// memory only.
  ///
  /// - Returns: the cursor moved to the end of what counts.
  mutating func settle(_ path: String, _ cursor: LogCursor) throws(LogFailure) -> LogCursor {
    let file = try files.open(path, for: .repair)
    defer { files.close(file) }
    var settled = cursor
    let size = try files.status(file).size
    if size == cursor.offset { return cursor }
    if size < cursor.offset {
      notices.append(
        "\(path) is \(cursor.offset - size) bytes shorter than it was left; what is gone is not written again"
          + " (`attache alerts` still has it; rotate by renaming, not by copytruncate)")
      settled.offset = try endOfLines(path, size: size)
      return settled
    }
    guard size - cursor.offset <= Self.greatestTail else {
      notices.append("\(path) has grown by \(size - cursor.offset) bytes that are not attache's; it goes on after them")
      settled.offset = try endOfLines(path, size: size)
      return settled
    }
    let tail = try files.read(file, at: cursor.offset, count: Int(size - cursor.offset))
    let found = try survey(tail, after: cursor.lastSeq)
    settled.lastSeq = found.lastSeq
    settled.offset += Int64(found.whole)
    if found.whole < tail.count {
      if found.isTorn || format.mayBegin(tail[found.whole...]) {
        notices.append("\(path) ended in a torn line of \(tail.count - found.whole) bytes; it was cut off")
        try files.truncate(file, to: settled.offset)
      } else {
        try write([0x0A], to: file, at: cursor.offset + Int64(tail.count))
        settled.offset = cursor.offset + Int64(tail.count) + 1
      }
    }
    if found.lastSeq > cursor.lastSeq { try write(tail[..<found.whole], to: file, at: cursor.offset) }
    try files.flush(file)
    if found.others > 0 {
      notices.append("\(path) has \(found.others) lines that attache did not write there; they were left")
    }
    return settled
  }

  private struct Survey {
    var lastSeq: Int64
    /// Bytes of whole lines from the start.
    var whole = 0
    var isTorn = false
    var others = 0
  }

  private func survey(_ tail: [UInt8], after seq: Int64) throws(LogFailure) -> Survey {
    var survey = Survey(lastSeq: seq)
    var expected: ArraySlice<Alert> = []
    while let end = tail[survey.whole...].firstIndex(of: 0x0A) {
      if expected.isEmpty { expected = try outbox.pending(after: survey.lastSeq, limit: AlertLog.batch)[...] }
      switch format.recognise(tail[survey.whole..<end], expecting: expected.first) {
      case .expected: survey.lastSeq = expected.removeFirst().seq
      case .other: survey.others += 1
      case .torn:
        survey.isTorn = true
        return survey
      }
      survey.whole = end + 1
    }
    return survey
  }

  /// Where the next line may begin in a file of which nothing is known: at its end, after its last line has been
  /// closed, or cut off where it is a torn one of ours.
  mutating func endOfLines(_ path: String, size: Int64) throws(LogFailure) -> Int64 {
    if size == 0 { return 0 }
    let file = try files.open(path, for: .repair)
    defer { files.close(file) }
    let start = max(0, size - Self.greatestLine)
    let end = try files.read(file, at: start, count: Int(size - start))
    if end.last == 0x0A || end.isEmpty { return start + Int64(end.count) }
    let lineStart = end.lastIndex(of: 0x0A).map { $0 + 1 } ?? (start == 0 ? 0 : nil)
    if let lineStart, format.mayBegin(end[lineStart...]) {
      notices.append("\(path) ended in a torn line of \(end.count - lineStart) bytes; it was cut off")
      try files.truncate(file, to: start + Int64(lineStart))
      try files.flush(file)
      return start + Int64(lineStart)
    }
    try write([0x0A], to: file, at: start + Int64(end.count))
    try files.flush(file)
    return start + Int64(end.count) + 1
  }

  /// The file that the cursor means, if it still lies beside `path` under another name, uncompressed.
  func rotatedFile(of path: String, _ cursor: LogCursor) throws(LogFailure) -> String? {
    let folder = LogPath.folder(of: path)
    let own = LogPath.name(of: path)
    let stem = LogPath.stem(of: path)
    for name in try files.names(inFolder: folder).sorted()
    where name != own && name.hasPrefix(stem) && !LogPath.isCompressed(name) {
      let candidate = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
      guard let status = try files.status(ofPath: candidate), status.inode == cursor.inode else { continue }
      // An inode's number is used again after its file is gone: ours ends in a whole line at the cursor.
      guard status.size >= cursor.offset else { return nil }
      if cursor.offset == 0 { return candidate }
      let file = try files.open(candidate, for: .repair)
      defer { files.close(file) }
      return try files.read(file, at: cursor.offset - 1, count: 1) == [0x0A] ? candidate : nil
    }
    return nil
  }

  private func write(_ bytes: some Collection<UInt8>, to file: LogFile, at offset: Int64) throws(LogFailure) {
    let bytes = Array(bytes)
    var written = 0
    while written < bytes.count {
      let count = try files.write(bytes[written...], to: file, at: offset + Int64(written))
      guard count > 0 else { throw .wroteNothing(file.path) }
      written += count
    }
  }
}
