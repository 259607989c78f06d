/// What the logs ask of the file system, and no more: a wall behind which tests let any call fail.
///
/// All calls are synchronous and made on the disk queue.
public protocol LogFiles: Sendable {
  /// Opens an ordinary file. The one that is opened for appending is made (mode 0640) where it is missing.
  func open(_ path: String, for use: LogFileUse) throws(LogFailure) -> LogFile
  func close(_ file: LogFile)
  /// One attempt; it may write less than was asked.
  ///
  /// - Parameter offset: where, in a file opened for repair; in one opened for appending it is always the end.
  /// - Returns: number of bytes written.
  func write(_ bytes: ArraySlice<UInt8>, to file: LogFile, at offset: Int64) throws(LogFailure) -> Int
  /// Waits until the file's content is on the disk (fdatasync). After a failure nothing may be concluded from
  /// another call on the same file.
  func flush(_ file: LogFile) throws(LogFailure)
  func truncate(_ file: LogFile, to size: Int64) throws(LogFailure)
  /// Up to `count` bytes; fewer only at the end of the file.
  func read(_ file: LogFile, at offset: Int64, count: Int) throws(LogFailure) -> [UInt8]
  func status(_ file: LogFile) throws(LogFailure) -> LogFileStatus
  /// `nil` where there is nothing by that name.
  func status(ofPath path: String) throws(LogFailure) -> LogFileStatus?
  /// Names in the folder, in any order.
  func names(inFolder path: String) throws(LogFailure) -> [String]
  /// Waits until the folder's entries are on the disk.
  func flushFolder(_ path: String) throws(LogFailure)
}

/// What a file is opened for.
public enum LogFileUse: Sendable {
  /// Reading and writing at the end; made where missing.
  case appending
  /// Reading, writing in place and cutting.
  case repair
}

/// An open file of a log.
public struct LogFile: Hashable, Sendable {
  public var descriptor: Int32
  public var path: String

  public init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }
}

/// Which file it is, and how long.
public struct LogFileStatus: Hashable, Sendable {
  public var device: UInt64
  public var inode: UInt64
  public var size: Int64

  public init(device: UInt64, inode: UInt64, size: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
  }

  func isSameFile(as other: LogFileStatus) -> Bool { inode == other.inode && device == other.device }
}
