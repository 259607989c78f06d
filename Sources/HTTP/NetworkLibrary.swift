import CCurl

/// libcurl, which is not loaded before something of the network is asked: most commands ask nothing of it, and loading it
/// with all that it needs takes longer than they do.
public enum NetworkLibrary {
  /// Loads it, where that has not happened yet. Everything in this room does so itself; a program calls it to learn at its
  /// start, rather than from each transfer, that there will be none.
  public static func load() throws(TransferFailure) {
    if let fault { throw fault }
  }

  /// Why it cannot be used, if so.
  static let fault: TransferFailure? = {
    // Sound: a C string that is never changed again, copied at once.
    guard let words = unsafe attache_curl_fault() else { return nil }
    return .noLibrary(reason: unsafe printable(String(cString: words), limit: 200))
  }()
}
