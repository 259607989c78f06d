/// What a document is that is no feed.
enum PageKind {
  static func failure(for document: [UInt8], firstElement: String?) -> FeedFailure {
    let head = document.prefix(64 * 1024).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    let isPage = htmlElements.contains(firstElement ?? "") || holds(head, anyOf: ["<!doctype html", "<html"])
    if isPage { return holds(head, anyOf: challenges) ? .challengePage : .htmlPage }
    return .notAFeed(element: firstElement)
  }

  /// Whether one of `words` stands in `text`: one walk, in which a word is compared only where its first byte stands.
  private static func holds(_ text: [UInt8], anyOf words: [String]) -> Bool {
    var byFirst = [[[UInt8]]](repeating: [], count: 256)
    for word in words.map({ Array($0.utf8) }) where !word.isEmpty { byFirst[Int(word[0])].append(word) }
    for (index, byte) in text.enumerated() {
      for word in byFirst[Int(byte)] where index + word.count <= text.count {
        var length = 1
        while length < word.count, text[index + length] == word[length] { length += 1 }
        if length == word.count { return true }
      }
    }
    return false
  }

  private static let htmlElements: Set<String> = [
    "html", "head", "body", "title", "meta", "script", "div", "p", "h1", "center", "table", "br", "b", "a", "style",
    "link",
  ]

  // Words that only the pages of bot walls hold, in small letters.
  private static let challenges = [
    "just a moment...", "challenge-platform", "cf-browser-verification", "cf_chl_", "cf-chl",
    "attention required! | cloudflare",
    "checking your browser", "_incapsula_resource", "incapsula incident", "ddos-guard", "ddos protection by",
    "px-captcha", "perimeterx", "captcha-delivery.com", "geo.captcha", "g-recaptcha", "h-captcha", "hcaptcha.com",
    "pardon our interruption", "are you a robot", "are you human", "verify you are human", "verifying you are human",
    "sucuri website firewall", "enable javascript and cookies to continue",
    "please enable js and disable any ad blocker",
    "request unsuccessful. incapsula", "awswafcookiedomainlist", "aws-waf", "akamai-bot", "sec-if-cpt",
    "making sure you're not a bot", "anubis_challenge", "bot verification", "unusual traffic from your",
  ]
}
