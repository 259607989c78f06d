/// A JSON text as read by `JSONReader`.
public enum JSONValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  /// A number without fraction or exponent that fits.
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// The member called `name`; `nil` where there is none and where this is no object.
  public subscript(_ name: String) -> JSONValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  public var string: String? { if case .string(let value) = self { value } else { nil } }
  public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
  public var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
  public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  public var isNull: Bool { self == .null }

  /// Any number.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
}

/// Why a text is not JSON, or not JSON that is taken here.
public struct JSONFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was expected or too much, in words.
  public var problem: String
  /// Where, in bytes from the start.
  public var offset: Int

  public var description: String { "not valid JSON at byte \(offset): \(problem)" }
}
