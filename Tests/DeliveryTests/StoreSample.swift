import Isolation
import News
import Store
import Stories

/// A real store in a folder, with alerts in it.
enum StoreSample {
  static let now = Timestamp(seconds: 1_795_327_200)

  static func open(in folder: String, as role: StoreRole = .daemon) throws(StoreFailure) -> AlertStore {
    try AlertStore.open(StoreSettings(directory: folder), as: role, queue: SerialQueue(label: "attache.test.disk"))
  }

  /// Commits items until the store has `count` alerts, each of a story of its own.
  static func fill(_ store: AlertStore, upTo count: Int64) async throws {
    let source = Source(name: "Example Wire", url: "https://example.org/feed")
    let first = try await store.lastSeq()
    guard first < count else { return }
    let items = (first + 1...count).map { number in
      JudgedItem(
        item: Item(
          id: "\(number)", link: "https://example.org/\(number)", title: "Envoy number\(number)x tours the valley",
          published: now),
        key: "\(number)", textHash: UInt64(number),
        assessment: Assessment(
          relevant: true, score: 0.9, kind: .visit, stage: .ongoing, direction: .usToPK, topics: [.economy],
          participants: [Participant(name: "Person P\(number)", side: .us, isPerson: true)]))
    }
    let outcome = PollOutcome(
      source: source,
      state: FeedState(url: source.url, name: source.name, nextDue: now.adding(seconds: 900), dueReason: "interval"),
      items: items, seenKeys: items.map(\.key), isFirstPoll: false)
    _ = try await store.commit(
      [outcome], policy: AlertPolicy(copies: .all), grouping: StoryGrouper.grouping, now: now)
  }
}
