internal import News
public import Stories

/// Reports of two events in one story, or of one event in two stories, and what decided it.
public struct StoryFault: Sendable {
  public enum Fault: String, Sendable {
    /// Two events, one story.
    case joined
    /// One event, two stories.
    case apart
  }

  public var fault: Fault
  /// Of all pairs of reports, one of each part, the one with most in common.
  public var ids: (String, String)
  public var titles: (String, String)
  public var comparison: Comparison
  /// Pairs of reports, one of each part; the mean of their points; how many of them are forbidden to be one event.
  public var pairs: Int
  public var meanPoints: Int
  public var forbiddenPairs: Int

  /// All faults, the joined ones first; of items relevant in both, as the measure counts them.
  static func list(_ judged: [JudgedItem]) -> [StoryFault] {
    var parts: [Part: [Int]] = [:]
    for (index, item) in judged.enumerated() where item.isFound {
      // What stands alone is a story of its own.
      let part = Part(gold: item.gold.story ?? "\u{0}\(index)", said: item.story ?? "\u{0}\(index)")
      parts[part, default: []].append(index)
    }
    let order = parts.sorted { $0.value[0] < $1.value[0] }
    var faults: [StoryFault] = []
    for (place, first) in order.enumerated() {
      for second in order[(place + 1)...] {
        if first.key.said == second.key.said {
          faults.append(StoryFault(.joined, judged, first.value, second.value))
        } else if first.key.gold == second.key.gold {
          faults.append(StoryFault(.apart, judged, first.value, second.value))
        }
      }
    }
    return faults.filter { $0.fault == .joined } + faults.filter { $0.fault == .apart }
  }

  private struct Part: Hashable {
    var gold: String
    var said: String
  }

  /// - Parameters:
  ///   - first: not empty; so `second`.
  private init(_ fault: Fault, _ judged: [JudgedItem], _ first: [Int], _ second: [Int]) {
    func member(_ index: Int) -> StoryMember {
      StoryGrouper.member(StoryScore.candidate(judged[index], number: index))
    }
    var best = (first[0], second[0], Comparison(member(first[0]), member(second[0])))
    var (sum, forbidden) = (0, 0)
    for one in first {
      for other in second {
        let comparison = Comparison(member(one), member(other))
        sum += comparison.points
        if comparison.veto != nil { forbidden += 1 }
        if comparison.points > best.2.points { best = (one, other, comparison) }
      }
    }
    self.fault = fault
    ids = (judged[best.0].gold.id, judged[best.1].gold.id)
    titles = (judged[best.0].gold.item.title ?? "", judged[best.1].gold.item.title ?? "")
    comparison = best.2
    pairs = first.count * second.count
    meanPoints = sum / pairs
    forbiddenPairs = forbidden
  }
}
