import News

/// The members of one JSON object, read with a failure that names the path.
struct Members {
  private let value: JSONValue
  private let path: String

  init(_ value: JSONValue, path: String) {
    self.value = value
    self.path = path
  }

  func has(_ name: String) -> Bool { value[name] != nil }

  func string(_ name: String) throws(AlertJSONFailure) -> String {
    guard let text = value[name]?.string else { throw wrong(name, "a text") }
    return text
  }

  func optionalString(_ name: String) throws(AlertJSONFailure) -> String? {
    isAbsent(name) ? nil : try string(name)
  }

  func integer(_ name: String) throws(AlertJSONFailure) -> Int64 {
    guard let number = value[name]?.integer else { throw wrong(name, "a whole number") }
    return number
  }

  func double(_ name: String) throws(AlertJSONFailure) -> Double {
    guard let number = value[name]?.double else { throw wrong(name, "a number") }
    return number
  }

  func boolean(_ name: String) throws(AlertJSONFailure) -> Bool {
    guard let truth = value[name]?.boolean else { throw wrong(name, "true or false") }
    return truth
  }

  func time(_ name: String) throws(AlertJSONFailure) -> Timestamp {
    guard let time = value[name]?.string.flatMap(Timestamp.init(rfc3339:)) else {
      throw wrong(name, "a time such as 2026-11-22T06:00:00Z")
    }
    return time
  }

  func optionalTime(_ name: String) throws(AlertJSONFailure) -> Timestamp? {
    isAbsent(name) ? nil : try time(name)
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String
  ) throws(AlertJSONFailure) -> Choice where Choice.RawValue == String {
    guard let choice = value[name]?.string.flatMap(Choice.init(rawValue:)) else {
      throw wrong(name, Self.list(Choice.self))
    }
    return choice
  }

  func optionalChoice<Choice: RawRepresentable & CaseIterable>(
    _ name: String
  ) throws(AlertJSONFailure) -> Choice? where Choice.RawValue == String {
    isAbsent(name) ? nil : try choice(name)
  }

  func choices<Choice: RawRepresentable & CaseIterable>(
    _ name: String
  ) throws(AlertJSONFailure) -> [Choice] where Choice.RawValue == String {
    var choices: [Choice] = []
    for text in try strings(name) {
      guard let choice = Choice(rawValue: text) else { throw wrong(name, "a list of \(Self.list(Choice.self))") }
      choices.append(choice)
    }
    return choices
  }

  func array(_ name: String) throws(AlertJSONFailure) -> [JSONValue] {
    guard let values = value[name]?.array else { throw wrong(name, "a list") }
    return values
  }

  func strings(_ name: String) throws(AlertJSONFailure) -> [String] {
    var texts: [String] = []
    for entry in try array(name) {
      guard let text = entry.string else { throw wrong(name, "a list of texts") }
      texts.append(text)
    }
    return texts
  }

  func days(_ name: String) throws(AlertJSONFailure) -> [CivilDay] {
    var days: [CivilDay] = []
    for text in try strings(name) {
      guard let day = CivilDay(text) else { throw wrong(name, "a list of days such as 2021-09-07") }
      days.append(day)
    }
    return days
  }

  func object(_ name: String) throws(AlertJSONFailure) -> Members {
    guard let member = value[name], case .object = member else { throw wrong(name, "an object") }
    return Members(member, path: full(name))
  }

  func objects(_ name: String) throws(AlertJSONFailure) -> [Members] {
    var objects: [Members] = []
    for (index, entry) in try array(name).enumerated() {
      guard case .object = entry else { throw wrong(name, "a list of objects") }
      objects.append(Members(entry, path: "\(full(name))[\(index)]"))
    }
    return objects
  }

  private func isAbsent(_ name: String) -> Bool { value[name]?.isNull ?? true }
  private func full(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  private func wrong(_ name: String, _ expected: String) -> AlertJSONFailure {
    .wrong(path: full(name), expected: expected)
  }

  private static func list<Choice: RawRepresentable & CaseIterable>(
    _: Choice.Type
  ) -> String where Choice.RawValue == String {
    Choice.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
