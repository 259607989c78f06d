import CCurl
import Glibc

// What libcurl calls while a transfer runs. Nothing here may call libcurl: callbacks note and answer, no more.
// They run on the queue of the transfer's `Transfers`, because curl is only ever called there.

extension Transfer {
  /// Bytes of an error page, or of a redirect's, that are read before the rest is let go.
  static let errorPageLimit = 64 << 10

  /// Sound with `context` being this transfer, which outlives its easy handle.
  func setCallbacks(_ context: UnsafeMutableRawPointer) {
    unsafe attache_set_pointer(easy, CURLOPT_WRITEDATA, context)
    unsafe attache_set_write_function(easy) { bytes, size, count, context in
      guard let transfer = unsafe Transfer.from(context), let bytes = unsafe bytes else { return 0 }
      return unsafe transfer.receiveBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    unsafe attache_set_pointer(easy, CURLOPT_HEADERDATA, context)
    unsafe attache_set_header_function(easy) { bytes, size, count, context in
      guard let transfer = unsafe Transfer.from(context), let bytes = unsafe bytes else { return 0 }
      return unsafe transfer.receiveHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }
    unsafe attache_set_pointer(easy, CURLOPT_OPENSOCKETDATA, context)
    unsafe attache_set_opensocket_function(easy) { context, _, address in
      guard let transfer = unsafe Transfer.from(context), let address = unsafe address else { return -1 }
      return unsafe transfer.openSocket(address)
    }
    unsafe attache_set_pointer(easy, CURLOPT_PREREQDATA, context)
    unsafe attache_set_prereq_function(easy) { context, remote, _, _, _ in
      guard let transfer = unsafe Transfer.from(context), let remote = unsafe remote else {
        return Int32(CURL_PREREQFUNC_ABORT)
      }
      return unsafe transfer.willSend(to: String(cString: remote))
    }
  }

  /// Sound with the pointer that `configure` gave to curl.
  static func from(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  }

  /// Returns `bytes.count` to go on, less to end the transfer.
  private func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
    firstByteBy = .max
    // Sound: bytes are bytes, and live until curl's call returns.
    unsafe head.take(bytes.bindMemory(to: UInt8.self).span)
    if head.size > settings.maxHeader {
      stop = .headerTooLarge
      return 0
    }
    return bytes.count
  }

  /// Returns `bytes.count` to go on, less to end the transfer, or curl's word for a pause.
  private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    firstByteBy = .max
    if isFollowed {
      skipped += bytes.count
      if skipped <= Transfer.errorPageLimit { return bytes.count }
      stop = .enough
      return 0
    }
    if head.status >= 400 {
      let room = max(0, min(Transfer.errorPageLimit, settings.maxBody) - body.count)
      guard load.allows(bytes.count, for: job?.ticket ?? 0) else { return pause() }
      unsafe append(UnsafeRawBufferPointer(rebasing: bytes.prefix(room)))
      if room > bytes.count { return bytes.count }
      stop = .enough
      return 0
    }
    let announced = head.isEncoded ? 0 : head.contentLength ?? 0
    if bytes.count > settings.maxBody - body.count || announced > settings.maxBody {
      stop = .tooLarge
      return 0
    }
    guard load.allows(bytes.count, for: job?.ticket ?? 0) else { return pause() }
    if body.isEmpty, announced > bytes.count {
      // What the server announces, but not so much that lying about it would pay.
      body.reserveCapacity(min(announced, 256 << 10))
    }
    unsafe append(bytes)
    return bytes.count
  }

  private func append(_ bytes: UnsafeRawBufferPointer) {
    unsafe body.append(contentsOf: bytes)
    load.grow(by: body.capacity - charged)
    charged = body.capacity
  }

  private func pause() -> Int {
    isPaused = true
    load.paused += 1
    return Int(CURL_WRITEFUNC_PAUSE)
  }

  /// The guard on the resolved address: whatever the name or the spelling was, this is where the bytes would go.
  private func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
    endLookup()
    // Sound: `addr` begins a storage of at least `addrlen` bytes (curl declares no more of it than a `sockaddr`);
    // it is reached from the pointer to the whole, not through a copy of the field.
    let length = unsafe Int(address.pointee.addrlen)
    let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0
    let target = unsafe (UnsafeRawPointer(address) + offset).assumingMemoryBound(to: sockaddr.self)
    if isGuarded {
      guard let resolved = unsafe IPAddress(target, length: length) else { return -1 }
      if let reason = AddressPolicy.reasonToRefuse(resolved) {
        refused = (resolved, reason)
        return -1
      }
    }
    let kind = unsafe address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
    return unsafe socket(address.pointee.family, kind, address.pointee.`protocol`)
  }

  /// The same guard for a connection that is used again: no socket is opened for it.
  private func willSend(to remote: String) -> Int32 {
    endLookup()
    isConnected = true
    if isGuarded {
      guard let address = IPAddress(remote) else { return Int32(CURL_PREREQFUNC_ABORT) }
      if let reason = AddressPolicy.reasonToRefuse(address) {
        refused = (address, reason)
        return Int32(CURL_PREREQFUNC_ABORT)
      }
    }
    return Int32(CURL_PREREQFUNC_OK)
  }
}
