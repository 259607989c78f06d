public import HTTP
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
        status: response.status,
        retryAfter: RetryAfter.seconds(
          response.retryAfter, now: now().seconds, longest: RetryPlan.longestAsked / 1000
        ).map { $0 * 1000 })
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
