internal import Feeds
internal import HTTP

/// What an answer that is no feed means, in words for the user. The same answer has the same words.
enum Refusal {
  /// Of an answer other than 200.
  static func words(for response: Response, _ parser: FeedParser) -> String {
    let said = "the server answered \(response.status)"
    switch response.status {
    case 301, 302, 303, 307, 308: return "\(said): a redirect that leads nowhere"
    case 404: return "\(said) (not found): check the feed's address"
    case 410: return "\(said) (gone): the feed was closed; remove it, or look for its new address"
    case 429: return "\(said) (too many requests): it wants to be asked less often"
    case 401, 407: return "\(said): it wants a user name and password"
    case 403, 406, 451:
      // A bot wall says so in its page.
      do {
        _ = try parser.parse(response.body, contentType: response.contentType, address: response.finalURL)
      } catch .challengePage {
        return "\(said): \(words(for: .challengePage, in: response))"
      } catch {}
      return "\(said): it refuses this program; a user_agent with a contact address may help"
    case 500...: return "\(said): the server has a fault of its own"
    default: return "\(said), with which nothing can be done"
    }
  }

  /// Of a 200 that could not be read. A page to which a redirect led is named as what it is: its address tells a portal
  /// from a site that has moved.
  static func words(for failure: FeedFailure, in response: Response) -> String {
    let kind: String
    switch failure {
    case .challengePage: kind = "a challenge page"
    case .htmlPage: kind = isLogin(response) ? "a login page" : "a web page"
    default: return failure.description
    }
    if !response.redirects.isEmpty {
      return "a redirect leads to \(kind) instead of the feed: \(place(response.finalURL))"
    }
    return kind == "a login page"
      ? "this is a login page, not a feed: it wants a user name and password" : failure.description
  }

  /// The address without user, password and query, which may hold a session that changes at each try.
  private static func place(_ address: String) -> String {
    String(withoutCredentials(address).prefix { $0 != "?" })
  }

  /// A page that asks for a password, or whose address says that it will.
  private static func isLogin(_ response: Response) -> Bool {
    let path = response.finalURL.utf8.prefix { $0 != UInt8(ascii: "?") }.map { $0 | 0x20 }
    if loginPaths.contains(where: { path.contains($0) }) { return true }
    let page = response.body.prefix(64 << 10).map { $0 | 0x20 }
    return passwordFields.contains { page.contains($0) }
  }

  // In small letters; the bit that makes them small is set in what they are compared with too.
  private static let loginPaths = ["/login", "/signin", "/sign-in", "/logon", "/sso/", "/oauth", "/captiveportal"]
    .map { $0.utf8.map { $0 | 0x20 } }
  private static let passwordFields = ["type=\"password\"", "type='password'", "type=password", "action=\"/login"]
    .map { $0.utf8.map { $0 | 0x20 } }
}
