/// What a document is that is no feed.
enum PageKind {
  static func failure(for document: [UInt8], firstElement: String?) -> FeedFailure {
    let head = document.prefix(64 * 1024).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    func holds(_ words: String) -> Bool { head.firstRange(of: words.utf8) != nil }
    let isPage =
      htmlElements.contains(firstElement ?? "") || holds("<!doctype html") || holds("<html") || holds("<body")
    if isPage { return challenges.contains(where: holds) ? .challengePage : .htmlPage }
    return .notAFeed(element: firstElement)
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
