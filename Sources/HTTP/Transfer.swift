import CCurl
import Dispatch
import Glibc

/// One easy handle of libcurl's and the request that it serves at the moment. Handles are used again and again:
/// what stays the same is set once by `configure`, what a request changes by `begin` and `prepareHop`.
///
/// Confined to the queue of its `Transfers`. While it runs, its callbacks (`TransferCallbacks.swift`) write to it.
@safe final class Transfer {
  /// A request and who waits for it.
  final class Order: Sendable {
    let ticket: UInt64
    let request: Request
    let address: WebAddress
    let answer: @Sendable (Result<Response, TransferFailure>) -> Void

    init(
      ticket: UInt64, request: Request, address: WebAddress,
      answer: @escaping @Sendable (Result<Response, TransferFailure>) -> Void
    ) {
      self.ticket = ticket
      self.request = request
      self.address = address
      self.answer = answer
    }
  }

  /// An order under way, and where it has got to.
  struct Job {
    let order: Order
    /// The address of the current hop.
    var address: WebAddress
    var redirects: [Response.Redirect] = []
    /// Every address asked so far.
    var visited: Set<String> = []
    /// Uptime in nanoseconds by which the whole must be done.
    let deadline: UInt64

    var ticket: UInt64 { order.ticket }
    var request: Request { order.request }

    init(_ order: Order, deadline: UInt64) {
      self.order = order
      self.deadline = deadline
      address = order.address
    }
  }

  let easy: OpaquePointer
  /// What curl says of an error; `CURL_ERROR_SIZE` bytes that live as long as `easy`.
  let errorText: UnsafeMutablePointer<CChar>
  let load: TransferLoad
  /// Held so that what the handles share outlives each of them.
  private let loop: SocketLoop
  private var headerList: UnsafeMutablePointer<curl_slist>?
  /// Header lines of every request, each ended by a zero.
  private var fixedLines: [UInt8] = []
  /// Which settings `configure` was last given.
  private var generation = -1
  private(set) var settings = TransferSettings()
  var job: Job?

  // The state of the current hop, for the callbacks.
  var head = ResponseHead()
  var body: [UInt8] = []
  /// What `body` weighs in `load`.
  var charged = 0
  /// Bytes of a body that nobody wants.
  var skipped = 0
  /// Uptime in nanoseconds by which the first byte must be there.
  var firstByteBy: UInt64 = .max
  var isGuarded = false
  var isLookingUp = false
  var isConnected = false
  var isPaused = false
  /// Why a callback ended the transfer.
  var stop: Stop?
  var refused: (address: IPAddress, reason: String)?

  enum Stop {
    /// Enough was read: not a failure.
    case enough
    case tooLarge, headerTooLarge
  }

  init?(load: TransferLoad, loop: SocketLoop) {
    guard let easy = unsafe attache_easy_init() else { return nil }
    unsafe self.easy = easy
    unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    self.load = load
    self.loop = loop
  }

  // Sound: `Transfers` takes a handle out of the multi handle before it lets go of it.
  deinit {
    unsafe attache_easy_cleanup(easy)
    unsafe attache_slist_free_all(headerList)
    unsafe errorText.deallocate()
  }

  /// Sets what all requests share. Does nothing when `generation` is the one it already knows.
  func configure(_ settings: TransferSettings, generation: Int) {
    guard generation != self.generation else { return }
    self.generation = generation
    self.settings = settings
    // Sound throughout: curl copies strings; the pointers it keeps are to `errorText` and `self`,
    // which outlive `easy`.
    unsafe attache_easy_reset(easy)
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe attache_set_pointer(easy, CURLOPT_PRIVATE, context)
    unsafe attache_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    unsafe attache_set_share(easy, loop.share)
    unsafe setCallbacks(context)

    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_FOLLOWLOCATION, 0)  // `RedirectRule` follows them
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    setFixedHeaders()
    // Four times the default: a feed of 50 KB comes in one read instead of four.
    set(CURLOPT_BUFFERSIZE, 64 << 10)
    set(CURLOPT_NOSIGNAL, 1)
    // A handle whose look-up hangs is let go at once; its thread ends by itself when the resolver gives up.
    set(CURLOPT_QUICK_EXIT, 1)
    // The cache is walked at the end of each transfer: with a host per feed its cost grows with the square.
    set(CURLOPT_DNS_CACHE_TIMEOUT, 0)
    set(CURLOPT_LOW_SPEED_LIMIT, max(1, settings.lowestSpeed))
    set(CURLOPT_LOW_SPEED_TIME, max(1, settings.slowSeconds))
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    // An empty proxy, unlike none, keeps the environment's out.
    set(CURLOPT_PROXY, settings.proxy ?? "")
    set(CURLOPT_NOPROXY, "")  // nor its exceptions
    if let authorities = settings.authorities {
      set(CURLOPT_CAINFO, authorities)
      unsafe attache_set_string(easy, CURLOPT_CAPATH, nil)
    } else {
      forgetCertificateFolder()
    }
  }

  /// What each request says alike. As lines of our own: curl writes a header byte by byte, and one of its options twice.
  private func setFixedHeaders() {
    let userAgent = printable(settings.userAgent, limit: 1000)
    fixedLines = Transfer.accept
    fixedLines.append(contentsOf: "Accept-Encoding: \(Transfer.encodings)\0".utf8)
    fixedLines.append(contentsOf: userAgent.isEmpty ? "User-Agent:\0".utf8 : "User-Agent: \(userAgent)\0".utf8)
    // Decoding follows the option.
    set(CURLOPT_ACCEPT_ENCODING, Transfer.encodings)
    // A proxy is told by the option.
    if settings.proxy != nil { set(CURLOPT_USERAGENT, userAgent) }
  }

  /// Curl keeps the authorities that it read from its file for later connections, but not where it also has a folder
  /// of them, as Debian's build has: then it reads the file for each connection anew, at 45 ms of CPU against 3.
  /// The file holds what the folder holds (update-ca-certificates(8)); where there is none, the folder stays.
  private func forgetCertificateFolder() {
    var path: UnsafePointer<CChar>?
    // Sound: curl's own constant, read at once.
    guard unsafe attache_get_string(easy, CURLINFO_CAINFO, &path) == CURLE_OK, let path = unsafe path,
      unsafe access(path, R_OK) == 0
    else { return }
    unsafe attache_set_string(easy, CURLOPT_CAPATH, nil)
  }

  /// Takes a request on; `prepareHop` must follow.
  func begin(_ job: Job) {
    self.job = job
    body = []
    charged = 0
    guard case .post(let bytes) = job.request.method else {
      set(CURLOPT_HTTPGET, 1)
      return
    }
    set(CURLOPT_POST, 1)
    // The size first: curl copies as many bytes.
    unsafe attache_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count))
    unsafe bytes.withUnsafeBytes { bytes in
      // Sound: curl reads `count` bytes and keeps none of the pointer. An empty array may have no address.
      let start = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
      if let start = unsafe start { unsafe attache_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, start) }
    }
    // As long as there is a body to send, its memory is curl's; `configure` starts afresh afterwards.
    generation = -1
  }

  /// Readies the handle for the job's current address.
  ///
  /// - Parameter now: uptime in nanoseconds
  func prepareHop(now: UInt64) throws(TransferFailure) {
    guard let job else { return }
    head = ResponseHead()
    skipped = 0
    stop = nil
    refused = nil
    isConnected = false
    unsafe errorText.pointee = 0

    let isProxied = settings.proxy != nil
    isGuarded = !settings.allowPrivateAddresses && !job.request.allowAnyAddress && !isProxied
    let literal = job.address.literal
    if !settings.allowPrivateAddresses, !job.request.allowAnyAddress, let literal,
      let reason = AddressPolicy.reasonToRefuse(literal)
    {
      throw .forbiddenAddress(host: job.address.host, address: "\(literal)", reason: reason)
    }
    guard job.deadline > now else { throw .timedOut(.whole, host: job.address.host) }
    let left = Int((job.deadline - now) / 1_000_000) + 1
    let wait = min(left, milliseconds(settings.firstByteTimeout))
    firstByteBy = now + UInt64(wait) * 1_000_000

    set(CURLOPT_URL, job.address.text)
    set(CURLOPT_TIMEOUT_MS, left)
    set(CURLOPT_CONNECTTIMEOUT_MS, min(left, milliseconds(settings.connectTimeout)))
    set(CURLOPT_FORBID_REUSE, job.request.reuseConnection ? 0 : 1)
    set(CURLOPT_PIPEWAIT, job.request.reuseConnection ? 1 : 0)
    // The administrator's own hosts on this machine are not reached through a proxy; nothing else goes round it.
    if isProxied { set(CURLOPT_NOPROXY, job.request.allowAnyAddress ? "localhost,127.0.0.0/8,::1" : "") }
    try setHeaders(job.request)
    if !isLookingUp, literal == nil {
      isLookingUp = true
      load.lookups += 1
    }
  }

  /// Clears the handle of its job and its bytes.
  func end() -> Order? {
    endLookup()
    endPause()
    if let job { load.end(job.ticket, gathered: charged) }
    charged = 0
    body = []
    firstByteBy = .max
    defer { job = nil }
    return job?.order
  }

  func endLookup() {
    guard isLookingUp else { return }
    isLookingUp = false
    load.lookups -= 1
  }

  /// Lets the body go on, which may call the write callback at once.
  func resume() {
    endPause()
    // Sound: the handle is in the multi handle, and no callback is running.
    unsafe attache_easy_pause(easy, CURLPAUSE_CONT)
  }

  private func endPause() {
    guard isPaused else { return }
    isPaused = false
    load.paused -= 1
  }

  private func setHeaders(_ request: Request) throws(TransferFailure) {
    var lines = fixedLines
    var isComplete = true
    func add(_ name: String, _ value: String) throws(TransferFailure) {
      lines.append(contentsOf: name.utf8)
      lines.append(UInt8(ascii: ":"))
      lines.append(0x20)
      guard appendHeaderBytes(value, to: &lines) else { throw .badHeader(name: printable(name)) }
      lines.append(0)
    }
    if let etag = request.etag { try add("If-None-Match", etag) }
    if let date = request.lastModified { try add("If-Modified-Since", date) }
    for header in request.headers {
      guard headerBytes(header.name) != nil, !header.name.isEmpty, !header.name.contains(":") else {
        throw .badHeader(name: printable(header.name))
      }
      try add(header.name, header.value)
    }
    if case .post = request.method {
      // No waiting for "100 Continue".
      lines.append(contentsOf: "Expect:".utf8)
      lines.append(0)
    }
    // Sound: `lines` is a row of C strings, each ended by a zero (values hold none); curl copies them.
    var list: UnsafeMutablePointer<curl_slist>?
    unsafe lines.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var start = 0
      while start < bytes.count {
        let line = unsafe (base + start).assumingMemoryBound(to: CChar.self)
        guard let longer = unsafe attache_slist_append(list, line) else {
          isComplete = false
          return
        }
        unsafe list = longer
        start += unsafe strlen(line) + 1
      }
    }
    unsafe attache_set_list(easy, CURLOPT_HTTPHEADER, list)
    unsafe attache_slist_free_all(headerList)
    unsafe headerList = list
    guard isComplete else { throw .badHeader(name: "Accept") }
  }

  private static let encodings = "gzip, deflate"

  /// Feeds first, then what may be one. Short: libcurl writes a header byte by byte, at some forty processor cycles each.
  private static let accept = Array(
    """
    Accept: application/rss+xml,application/atom+xml,application/*;q=0.9,text/xml;q=0.9,*/*;q=0.1\0
    """.utf8)

  private func milliseconds(_ seconds: Double) -> Int {
    // At least one: zero would mean no limit. At most a day, which also catches what is no number.
    Int(max(1, min(seconds * 1000, 86_400_000)))
  }

  func set(_ option: CURLoption, _ value: Int) {
    unsafe attache_set_long(easy, option, value)
  }

  func set(_ option: CURLoption, _ value: String) {
    unsafe attache_set_string(easy, option, value)
  }
}
