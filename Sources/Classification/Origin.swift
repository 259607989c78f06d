internal import News

/// Where an item comes from, and what that says of whose word it is.
struct Origin: Sendable {
  let source: Source?
  let outlet: Outlet?
  /// The government whose own word it is, by its trust or by the list of outlets.
  private let declared: Side?
  /// The side of the office or institution that its name is ("US Embassy Islamabad", "Office of Rep. Ted Poe"), where
  /// nothing else is known of it.
  private let named: Side?

  init(_ source: Source?, _ lexicon: Lexicon) {
    self.source = source
    outlet = source.flatMap { lexicon.outlets[String(decoding: FoldedText($0.name).bytes, as: UTF8.self)] }
    declared =
      source?.trust == .official && source?.side != nil ? source?.side : outlet?.kind == .official ? outlet?.side : nil
    guard let source, declared == nil, outlet == nil else {
      named = nil
      return
    }
    named =
      Reading(source.name, isTitle: true, lexicon: lexicon).mentions
      .first { ($0.role == .institution || $0.role == .office) && $0.strength >= 3 }?.side.side
  }

  /// The government whose own word the item is. The source's name alone makes it that only where a side is named at all.
  func official(_ title: Reading, _ body: Reading) -> Side? {
    if declared != nil { return declared }
    guard named != nil,
      title.mentions.contains(where: { $0.side.side != nil }) || body.mentions.contains(where: { $0.side.side != nil })
    else { return nil }
    return named
  }

  /// The side that an item of this source may leave unsaid: the writer's government, or Pakistan in a Pakistani paper.
  var unsaid: Side? {
    if let official = declared ?? named { return official }
    return source?.side == .pk || outlet?.side == .pk ? .pk : nil
  }
}
