import Foundation
import GRDBSQLite
import Glibc
import Synchronization

/// Puts `FaultyDisk`s under the database engine: its own layer of files (sqlite.org/vfs.html), with the calls that change
/// a disk led through the disk of the folder that they concern. Files in other folders are not touched by it.
///
/// All memory that the engine hands over is used within the call alone, as its documentation asks.
enum FaultyEngine {
  @safe private struct Layer {
    let system: UnsafeMutablePointer<sqlite3_vfs>
    /// The system's tables of methods (databases have another than their logs), and ours in place of each.
    var methods: [UnsafePointer<sqlite3_io_methods>: UnsafePointer<sqlite3_io_methods>] = unsafe [:]
    /// By folder.
    var disks: [String: FaultyDisk] = [:]
    /// By the engine's object for the open file.
    var files: [UnsafeMutablePointer<sqlite3_file>: OpenFile] = unsafe [:]
  }

  @safe private struct OpenFile {
    let disk: FaultyDisk
    let path: String
    let system: sqlite3_io_methods
  }

  /// SQLITE_IOERR_WRITE and so on (sqlite.org/rescode.html): macros that Swift does not import.
  private static let failedWrite = SQLITE_IOERR | 3 << 8
  private static let failedSync = SQLITE_IOERR | 4 << 8
  private static let failedShortening = SQLITE_IOERR | 6 << 8
  private static let failedDeletion = SQLITE_IOERR | 10 << 8

  private static let lock = NSLock()
  // Sound: read and written only while `lock` is held.
  private nonisolated(unsafe) static var layer: Layer?

  /// From now on files of the database in `folder` are on this disk.
  static func put(_ disk: FaultyDisk?, under folder: String) {
    lock.withLock {
      if unsafe layer == nil { unsafe layer = install() }
      unsafe layer?.disks[folder] = disk
    }
  }

  private static func install() -> Layer? {
    guard let system = unsafe sqlite3_vfs_find(nil) else { return nil }
    // It lives as long as the process: the engine keeps its address.
    let own = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    unsafe own.initialize(to: system.pointee)
    unsafe own.pointee.zName = UnsafePointer(strdup("attache-tests"))
    unsafe own.pointee.pNext = nil
    unsafe own.pointee.xOpen = { _, name, file, flags, out in unsafe FaultyEngine.open(name, file, flags, out) }
    unsafe own.pointee.xDelete = { _, name, sync in unsafe FaultyEngine.delete(name, sync) }
    guard unsafe sqlite3_vfs_register(own, 1) == SQLITE_OK else { return nil }
    return unsafe Layer(system: system)
  }

  private static func open(
    _ name: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32,
    _ out: UnsafeMutablePointer<Int32>?
  ) -> Int32 {
    let path = unsafe name.map { unsafe String(cString: $0) } ?? ""
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    return lock.withLock { () -> Int32 in
      guard let found = unsafe layer, let file = unsafe file else { return SQLITE_MISUSE }
      let disk = found.disks[folder]
      if let disk {
        disk.found(path)
        guard case .proceed = disk.next() else {
          die(disk)
          unsafe file.pointee.pMethods = nil
          return SQLITE_CANTOPEN
        }
      }
      let code = unsafe found.system.pointee.xOpen(found.system, name, file, flags, out)
      guard code == SQLITE_OK, let disk, let own = unsafe file.pointee.pMethods else { return code }
      // The object is the system's own, and stays so; only its table is ours, which calls the system's.
      unsafe file.pointee.pMethods = table(for: own)
      unsafe layer?.files[file] = OpenFile(disk: disk, path: path, system: own.pointee)
      return code
    }
  }

  /// A table like the system's, with our methods in the places that concern us. Called with `lock` held.
  private static func table(for system: UnsafePointer<sqlite3_io_methods>) -> UnsafePointer<sqlite3_io_methods> {
    if let known = unsafe layer?.methods[system] { return unsafe known }
    // It too lives as long as the process.
    let own = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    unsafe own.initialize(to: system.pointee)
    unsafe own.pointee.xWrite = { unsafe FaultyEngine.write($0, $1, $2, $3) }
    unsafe own.pointee.xSync = { unsafe FaultyEngine.sync($0, $1) }
    unsafe own.pointee.xTruncate = { unsafe FaultyEngine.shorten($0, $1) }
    unsafe own.pointee.xClose = { unsafe FaultyEngine.close($0) }
    unsafe layer?.methods[system] = UnsafePointer(own)
    return unsafe UnsafePointer(own)
  }

  /// What is behind an open file; out of the lock, which the engine's own calls must not meet.
  private static func behind(_ file: UnsafeMutablePointer<sqlite3_file>?) -> OpenFile? {
    guard let file = unsafe file else { return nil }
    return lock.withLock { unsafe layer?.files[file] }
  }

  private static func write(
    _ file: UnsafeMutablePointer<sqlite3_file>?, _ bytes: UnsafeRawPointer?, _ count: Int32, _ offset: sqlite3_int64
  ) -> Int32 {
    guard let open = unsafe behind(file), let bytes = unsafe bytes else { return SQLITE_MISUSE }
    let disk = open.disk
    let verdict = disk.next()
    var length = count
    var answer = SQLITE_OK
    switch verdict {
    case .proceed: break
    case .fail: return failedWrite
    case .halfThenFail: (length, answer) = (count / 2, failedWrite)
    case .halfThenFull: (length, answer) = (count / 2, SQLITE_FULL)
    }
    let code = unsafe open.system.xWrite(file, bytes, length, offset)
    guard code == SQLITE_OK else { return code }
    disk.wrote(unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(length))), at: Int(offset), open.path)
    if answer != SQLITE_OK { die(disk) }
    return answer
  }

  private static func sync(_ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32) -> Int32 {
    guard let open = unsafe behind(file) else { return SQLITE_MISUSE }
    let disk = open.disk
    guard case .proceed = disk.next() else {
      die(disk)
      return failedSync
    }
    let code = unsafe open.system.xSync(file, flags)
    if code == SQLITE_OK { disk.synced(open.path) }
    return code
  }

  private static func shorten(_ file: UnsafeMutablePointer<sqlite3_file>?, _ size: sqlite3_int64) -> Int32 {
    guard let open = unsafe behind(file) else { return SQLITE_MISUSE }
    let disk = open.disk
    guard case .proceed = disk.next() else {
      die(disk)
      return failedShortening
    }
    let code = unsafe open.system.xTruncate(file, size)
    if code == SQLITE_OK { disk.shortened(open.path, to: Int(size)) }
    return code
  }

  private static func close(_ file: UnsafeMutablePointer<sqlite3_file>?) -> Int32 {
    guard let open = unsafe behind(file), let file = unsafe file else { return SQLITE_MISUSE }
    lock.withLock { _ = unsafe layer?.files.removeValue(forKey: file) }
    return unsafe open.system.xClose(file)
  }

  private static func delete(_ name: UnsafePointer<CChar>?, _ syncsFolder: Int32) -> Int32 {
    let path = unsafe name.map { unsafe String(cString: $0) } ?? ""
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    let disk = lock.withLock { unsafe layer?.disks[folder] }
    if let disk {
      guard case .proceed = disk.next() else {
        die(disk)
        return failedDeletion
      }
      disk.deleted(path)
    }
    return lock.withLock { () -> Int32 in
      guard let system = unsafe layer?.system else { return SQLITE_MISUSE }
      return unsafe system.pointee.xDelete(system, name, syncsFolder)
    }
  }

  private static func die(_ disk: FaultyDisk) {
    if disk.fault == .kill, disk.isDead { kill(getpid(), SIGKILL) }
  }
}
