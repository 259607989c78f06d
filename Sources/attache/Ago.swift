import News

/// Times as a person says them.
enum Ago {
  /// `3m ago`, `in 12m`, `now`.
  static func text(_ time: Timestamp, _ now: Timestamp) -> String {
    let seconds = time.seconds - now.seconds
    if abs(seconds) < 1 { return "now" }
    return seconds < 0 ? "\(length(-seconds)) ago" : "in \(length(seconds))"
  }

  /// `45s`, `12m`, `5h`, `3d`: the largest whole unit alone, for narrow columns; `now` within a second.
  static func short(_ time: Timestamp, _ now: Timestamp) -> String {
    let seconds = abs(time.seconds - now.seconds)
    switch seconds {
    case ..<1: return "now"
    case ..<60: return "\(seconds)s"
    case ..<3600: return "\(seconds / 60)m"
    case ..<86_400: return "\(seconds / 3600)h"
    default: return "\(seconds / 86_400)d"
    }
  }

  /// `45s`, `12m`, `5h`, `3d`: the largest whole unit, two of it where that says much more (`1h 40m`).
  static func length(_ seconds: Int64) -> String {
    switch seconds {
    case ..<90: "\(seconds)s"
    case ..<5400: "\(seconds / 60)m"
    case ..<36_000: "\(seconds / 3600)h \(seconds % 3600 / 60)m"
    case ..<172_800: "\(seconds / 3600)h"
    default: "\(seconds / 86400)d"
    }
  }
}
