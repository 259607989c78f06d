internal import News

/// Who acts on whom.
enum Flow {
  static func direction(_ event: EventKind, _ title: Reading, _ body: Reading) -> Direction? {
    let reading = event.reading == 0 ? title : body
    let sentence = event.range.isEmpty ? 0 : max(0, reading.sentence(of: event.range.lowerBound))
    let before = sides(reading, sentence) { $0.range.upperBound <= event.range.lowerBound }
    let after = sides(reading, sentence) { $0.range.lowerBound >= event.range.upperBound }
    switch event.kind {
    case .agreement, .cooperation, .meeting, .call:
      if before.count == 2 || event.form.isEmpty { return .mutual }
    case .analysis: return .mutual
    default: break
    }
    if before.count == 2, event.kind != .visit { return before.first.map(from) }
    if let actor = before.first { return from(actor) }
    if let target = after.first { return after.count > 1 ? from(target) : from(target == .us ? .pk : .us) }
    return nil
  }

  private static func from(_ side: Side) -> Direction { side == .us ? .usToPK : .pkToUS }

  private static func sides(_ reading: Reading, _ sentence: Int, _ test: (Mention) -> Bool) -> [Side] {
    var found: [Side] = []
    for mention in reading.mentions where mention.sentence == sentence && mention.strength >= 2 && test(mention) {
      if mention.role == .compound { return [.us, .pk] }
      if let side = mention.side.side, !found.contains(side) { found.append(side) }
    }
    return found
  }
}
