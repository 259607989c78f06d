public import News

/// A command or webhook that the administrator wants told of alerts.
public struct DeliverySettings: Hashable, Sendable {
  /// Unlike any other's; how far the delivery is, is remembered by it.
  public var name: String
  public var destination: Destination
  public var filter: DeliveryFilter
  /// Seconds that one run or request may take.
  public var timeout: Int64

  public enum Destination: Hashable, Sendable {
    /// Program (absolute path) and arguments. Never a shell string.
    case command([String])
    /// Takes a POST; a file, read at each request, holds the `Authorization` header's value.
    case webhook(url: String, authorizationFile: String?)
  }

  public init(
    name: String, destination: Destination, filter: DeliveryFilter = DeliveryFilter(), timeout: Int64 = 30
  ) {
    self.name = name
    self.destination = destination
    self.filter = filter
    self.timeout = max(1, timeout)
  }
}

/// Which alerts a delivery wants. An empty list wants all.
public struct DeliveryFilter: Hashable, Sendable {
  public var kinds: [Kind]
  public var stages: [Stage]
  /// One of them suffices.
  public var topics: [Topic]
  public var trust: [Trust]
  public var minScore: Double

  public init(
    kinds: [Kind] = [], stages: [Stage] = [], topics: [Topic] = [], trust: [Trust] = [], minScore: Double = 0
  ) {
    self.kinds = kinds
    self.stages = stages
    self.topics = topics
    self.trust = trust
    self.minScore = minScore
  }

  public func admits(_ alert: Alert) -> Bool {
    let judged = alert.assessment
    func among<Value: Equatable>(_ value: Value?, _ wanted: [Value]) -> Bool {
      wanted.isEmpty || value.map(wanted.contains) ?? false
    }
    return judged.score >= minScore && among(judged.kind, kinds) && among(judged.stage, stages)
      && among(alert.source.trust, trust)
      && (topics.isEmpty || judged.topics.contains(where: topics.contains))
  }
}
