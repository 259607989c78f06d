public import HTTP
internal import Output

/// Why an alert could not be told. Its words hold neither addresses nor anything secret.
public enum DeliveryFailure: Error, Hashable, Sendable {
  /// The program could not be run; `errno`.
  case cannotStart(program: String, code: Int32)
  case exited(status: Int32)
  case killed(signal: Int32)
  case timedOut(seconds: Int64)
  /// The webhook answered, but not with 2xx. `retryAfter`: milliseconds that it asks to be left alone.
  case answered(status: Int, retryAfter: Int64?)
  case transfer(TransferFailure)
  /// The file with the authorization can't be used.
  case authorization(path: String, reason: String)
  /// The daemon stops or has another configuration.
  case cancelled

  /// The receiver is at work and does not want this one alert: after so many times it is passed over. Any other failure
  /// says that the receiver is out of order, which no alert should be lost for.
  public var isRefusal: Bool {
    switch self {
    case .exited(let status): status != Self.temporary
    case .killed: true
    case .answered(let status, _): [400, 413, 414, 415, 422, 431].contains(status)
    default: false
    }
  }

  /// Milliseconds that the receiver asks to be left alone.
  var asked: Int64? {
    if case .answered(_, let retryAfter) = self { retryAfter } else { nil }
  }

  /// EX_TEMPFAIL of sysexits: by it a command says that its trouble passes.
  private static let temporary: Int32 = 75
}

extension DeliveryFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .cannotStart(let program, let code):
      "cannot run \(VisibleText.escape(program, limit: 200)): \(SystemError.words(code)); check its path and that it is executable"
    case .exited(let status): "the command ended with status \(status)"
    case .killed(let signal): "the command was killed by signal \(signal)"
    case .timedOut(let seconds):
      "not done within \(seconds) s; raise the delivery's `timeout`, or look into the receiver"
    case .answered(let status, _) where (300..<400).contains(status):
      "answered \(status); redirects are not followed, so name the address that it leads to"
    case .answered(let status, _) where status == 401 || status == 403:
      "answered \(status); check `authorization_file`"
    case .answered(let status, _): "answered \(status)"
    case .transfer(let failure): failure.description
    case .authorization(let path, let reason): "cannot use \(VisibleText.escape(path, limit: 200)): \(reason)"
    case .cancelled: "interrupted"
    }
  }
}
