/// How a run of kept text becomes a String.
public enum TextForm: Sendable {
  /// As it stands, without white space at its ends.
  case verbatim
  /// Plain text: white space folded, mark-up characters are characters.
  case plain
  /// HTML, once: tags go, references are decoded.
  case markup
  /// What feeds call a description: HTML, and HTML again where all of it was escaped twice.
  case description
  /// What feeds call a title: plain text unless it reads as HTML (an end tag or a reference of HTML in it).
  case label

  /// - Parameters:
  ///   - text: is lost where the text has to be read twice.
  ///   - scratch: is lost.
  /// - Returns: the text, `nil` where nothing is left of it.
  /// - Throws: where it is no text of XML.
  func string(_ text: inout ByteBuffer, scratch: inout ByteBuffer) throws(TextFault) -> String? {
    guard text.count > 0 else { return nil }
    scratch.removeAll()
    let traits = text.withSpan(0..<text.count) { read($0, into: &scratch) }
    return try string(traits, spare: &text, scratch: &scratch)
  }

  /// The same of a text that stands in a document; `spare` is lost.
  func string(
    of document: LentBytes, _ range: Range<Int>, spare: inout ByteBuffer, scratch: inout ByteBuffer
  ) throws(TextFault) -> String? {
    scratch.removeAll()
    let traits = document.withSpan(range) { read($0, into: &scratch) }
    return try string(traits, spare: &spare, scratch: &scratch)
  }

  private func read(_ span: borrowing Span<UInt8>, into scratch: inout ByteBuffer) -> HTMLText.Traits {
    switch self {
    case .verbatim: Self.trim(span, into: &scratch)
    case .plain: HTMLText.fold(span, into: &scratch)
    case .markup, .description: HTMLText.strip(span, into: &scratch)
    case .label:
      HTMLText.looksLikeMarkup(span) ? HTMLText.strip(span, into: &scratch) : HTMLText.fold(span, into: &scratch)
    }
  }

  /// What was read once, in `scratch`, as a String.
  private func string(
    _ traits: HTMLText.Traits, spare text: inout ByteBuffer, scratch: inout ByteBuffer
  ) throws(TextFault) -> String? {
    var first = 0
    // All mark-up was escaped once more than it should be.
    if self == .description || self == .label, traits.subtracting(.control) == .escape {
      let once = scratch.count
      if scratch.withSpan(0..<once, { HTMLText.looksLikeMarkup($0) }) {
        text.removeAll()
        scratch.withSpan(0..<once) { text.append($0, 0..<$0.count) }
        text.withSpan(0..<once) { _ = HTMLText.strip($0, into: &scratch) }
        first = once
      }
    }
    if traits.contains(.control) { throw .control }
    guard scratch.count > first else { return nil }
    guard let string = scratch.validString(first..<scratch.count) else { throw .notUTF8 }
    return string
  }

  private static func trim(_ span: borrowing Span<UInt8>, into scratch: inout ByteBuffer) -> HTMLText.Traits {
    var start = 0
    var end = span.count
    while start < end, span[start] <= 0x20 { start += 1 }
    while end > start, span[end - 1] <= 0x20 { end -= 1 }
    scratch.append(span, start..<end)
    for index in 0..<span.count where span[index] < 0x20 {
      if span[index] < 0x09 || span[index] > 0x0D || span[index] == 0x0B || span[index] == 0x0C { return .control }
    }
    return []
  }
}

/// Why a run of bytes is no text of XML.
enum TextFault: Error {
  /// A control character that XML does not allow.
  case control
  case notUTF8

  var reason: String {
    switch self {
    case .control: "a control character"
    case .notUTF8: "bytes that are no UTF-8"
    }
  }
}
