import News

/// What a report has in common with another.
struct Relation: Sendable {
  /// Hundredths of a logit, not below ``Evidence/floor``.
  let points: Int32
  let isForbidden: Bool

  /// Enough in common to be of one event, and nothing that forbids it.
  var isJoined: Bool { points >= 0 && !isForbidden }

  /// Where the pair of two different reports stands in a list of all pairs, those of the second first.
  static func place(_ one: Int, _ other: Int) -> Int {
    let last = max(one, other)
    return last * (last - 1) / 2 + min(one, other)
  }

  /// Nothing in common.
  static let none = Relation(points: Int32(Evidence.floor), isForbidden: false)

  private init(points: Int32, isForbidden: Bool) {
    self.points = points
    self.isForbidden = isForbidden
  }

  init(_ a: Sketch, _ b: Sketch) {
    guard Relation.mayMeet(a, b) else {
      self = .none
      return
    }
    var evidence = Evidence(a.outline, b.outline)
    evidence.compareNames(a, b)
    self.init(evidence, a, b)
  }

  private init(_ names: Evidence, _ a: Sketch, _ b: Sketch) {
    var evidence = names
    evidence.compareTexts(a, b)
    let isOneArticle = a.address != 0 && a.address == b.address
    guard isOneArticle || evidence.hasGrounds else {
      self = .none
      return
    }
    let points =
      isOneArticle && evidence.shared >= 100 ? Evidence.certain : max(Evidence.floor, evidence.points)
    self.init(points: Int32(points), isForbidden: points > Evidence.floor && Veto.forbids(a, b))
  }

  /// Whether two reports that share words of this weight may be joined: `false` where it is certain that they are not.
  static func mayJoin(_ a: Outline, _ b: Outline, shared: Int) -> Bool {
    guard !(a.isRetrospective && b.isRetrospective), EventKey.areInWindow(a, b) ?? true else { return false }
    if areAlike(a, b, shared: shared) { return true }
    var evidence = Evidence(a, b)
    evidence.presume(shared: shared, a, b)
    return evidence.points >= 0
  }

  /// Whether two reports that share words of this weight, and may be joined, are.
  static func isJoined(_ a: Sketch, _ b: Sketch, shared: Int) -> Bool {
    let (first, second) = (a.outline, b.outline)
    guard first.time != nil && second.time != nil || EventKey.areInWindow(a, b) else { return false }
    var evidence = Evidence(first, second)
    evidence.compareNames(a, b)
    // What the words may say at most is cheaper to know than what they say.
    evidence.presume(
      shared: shared, weights: (first.weight, second.weight), titles: (first.titleWeight, second.titleWeight))
    guard evidence.points >= 0 || areAlike(first, second, shared: shared) else { return false }
    return Relation(evidence, a, b).isJoined
  }

  /// So much in common that the one may be a copy, or the same article.
  private static func areAlike(_ a: Outline, _ b: Outline, shared: Int) -> Bool {
    shared * 4 >= min(a.weight, b.weight) && shared >= 100
  }

  /// Two retrospectives are no event together.
  private static func mayMeet(_ a: Sketch, _ b: Sketch) -> Bool {
    !(a.outline.isRetrospective && b.outline.isRetrospective) && EventKey.areInWindow(a, b)
  }
}
