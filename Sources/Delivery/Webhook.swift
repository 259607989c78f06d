public import HTTP
internal import Isolation
public import News
internal import Output

/// Posts an alert's JSON to an address that the administrator wrote. Any 2xx means told; no redirect is followed.
///
/// `Idempotency-Key` is the alert's id, the same at each attempt, so that a receiver which has it already can say yes
/// without acting again. The address and the authorization are never shown: both may be secret.
public struct Webhook: Hashable, Sendable {
  public var url: String
  /// Read at each request, so that a renewed secret is used at once.
  public var authorizationFile: String?
  /// Seconds for the whole request.
  public var timeout: Int64

  public init(url: String, authorizationFile: String? = nil, timeout: Int64 = 30) {
    self.url = url
    self.authorizationFile = authorizationFile
    self.timeout = max(1, timeout)
  }

  /// - Parameter now: what a date in Retry-After is measured against.
  /// - Throws: `DeliveryFailure` unless the answer was 2xx in time.
  public func tell(
    _ alert: Alert, by transfers: Transfers, now: @Sendable () -> Timestamp
  ) async throws(DeliveryFailure) {
    var headers = [Request.Header("Idempotency-Key", Self.key(alert.id))]
    if let authorizationFile {
      headers.append(Request.Header("Authorization", try SecretFile.read(authorizationFile)))
    }
    let request = Request.post(url: url, body: AlertJSON.encode(alert), headers: headers)
    let result = await answer(request, transfers)
    if Task.isCancelled { throw .cancelled }
    switch result {
    case .success(let response) where (200..<300).contains(response.status): return
    case .success(let response):
      throw .answered(
        status: response.status, retryAfter: response.retryAfter.flatMap { RetryAfter.milliseconds($0, now: now()) })
    case .failure(let failure): throw .transfer(failure)
    case nil: throw .timedOut(seconds: timeout)
    }
  }

  /// `nil` where it took too long.
  private func answer(_ request: Request, _ transfers: Transfers) async -> Result<Response, TransferFailure>? {
    let limit = min(timeout, 86_400)
    return await withTaskGroup(of: Result<Response, TransferFailure>?.self) { group in
      group.addTask {
        do throws(TransferFailure) {
          return .success(try await transfers.fetch(request))
        } catch {
          return .failure(error)
        }
      }
      group.addTask {
        try? await Task.sleep(for: .seconds(limit))
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }

  /// The id as a header may hold it: visible ASCII. Ids are made that way; this is for the day when they are not.
  private static func key(_ id: String) -> String {
    String(decoding: id.utf8.map { (0x21...0x7E).contains($0) ? $0 : 0x2D }, as: UTF8.self)
  }
}

/// The Retry-After header (RFC 9110 §10.2.3).
enum RetryAfter {
  /// Milliseconds to wait: from seconds, or from an IMF-fixdate; `nil` for anything else. Never negative.
  static func milliseconds(_ text: String, now: Timestamp) -> Int64? {
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      guard let seconds = Int64(text) else { return RetryPlan.longestAsked }
      return min(seconds, RetryPlan.longestAsked / 1000) * 1000
    }
    guard let date = date(text) else { return nil }
    return max(0, date.milliseconds - now.milliseconds)
  }

  /// `Sun, 06 Nov 1994 08:49:37 GMT`; the other two forms are obsolete, and senders must not use them.
  private static func date(_ text: String) -> Timestamp? {
    let words = text.split(separator: " ")
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: String(words[2])),
      let day = Int(words[1]), let year = Int(words[3]), words[3].utf8.count == 4,
      let civil = CivilDay(year: year, month: month + 1, day: day)
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0...60).contains(clock[2]) else {
      return nil
    }
    return Timestamp(day: civil, secondOfDay: clock[0] * 3600 + clock[1] * 60 + clock[2])
  }
}

/// A small file that holds a secret: one line, which is never shown.
enum SecretFile {
  static let greatestSize = 8192

  static func read(_ path: String) throws(DeliveryFailure) -> String {
    let bytes: [UInt8]
    do throws(LogFailure) {
      bytes = try SystemFiles().content(ofPath: path, limit: greatestSize + 1)
    } catch {
      guard case .file(_, _, let code) = error else { throw .authorization(path: path, reason: error.description) }
      throw .authorization(path: path, reason: SystemError.words(code))
    }
    guard bytes.count <= greatestSize else {
      throw .authorization(path: path, reason: "it is longer than \(greatestSize) bytes")
    }
    let line = bytes.split(omittingEmptySubsequences: true) { $0 == 0x0A || $0 == 0x0D }
    guard line.count == 1, let value = line.first, value.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw .authorization(path: path, reason: "it should hold one line of visible ASCII, such as `Bearer …`")
    }
    return String(decoding: value, as: UTF8.self)
  }
}
