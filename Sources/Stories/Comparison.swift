public import News

/// What decides whether two reports are of one event, said for people who look for the grouper's faults.
public struct Comparison: Sendable {
  /// What each ground counts for, most weighty first; those that count for nothing are left out.
  public let grounds: [(name: String, points: Int)]
  /// Their sum, in hundredths of a logit: from nought on the two are rather of one event. A copy has 600, whatever else.
  public let points: Int
  /// What forbids it, in a few words, however many points they have; `nil` where nothing does.
  public let veto: String?

  public init(_ first: StoryMember, _ second: StoryMember) {
    let (a, b) = (Sketch(first), Sketch(second))
    var evidence = Evidence(a.outline, b.outline)
    evidence.compareNames(a, b)
    evidence.compareTexts(a, b)
    points = evidence.points
    var grounds: [(name: String, points: Int)] = []
    if points == Evidence.certain {
      grounds = [("copy", points)]
    } else {
      evidence.weigh { if $1 != 0 { grounds.append((String(describing: $0), $1)) } }
    }
    self.grounds = grounds.sorted { abs($0.points) > abs($1.points) }
    if a.outline.isRetrospective, b.outline.isRetrospective {
      veto = "both look back"
    } else if !EventKey.areInWindow(a, b) {
      veto = "outside the time in which their kind is followed"
    } else {
      veto = Veto.ground(a, b).map(String.init(describing:))
    }
  }
}
