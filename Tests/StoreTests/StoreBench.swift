import Foundation
import GRDB
import Isolation
import News
import Stories

@testable import Store

/// A folder of a test's own, gone with it, and stores in it.
final class StoreBench: Sendable {
  let directory: String

  init() throws {
    directory = NSTemporaryDirectory() + "attache-store-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  var settings: StoreSettings { StoreSettings(directory: directory) }

  func open(_ role: StoreRole = .daemon, keep: Int64 = 365 * 86400) throws(StoreFailure) -> AlertStore {
    try AlertStore.open(
      StoreSettings(directory: directory, keep: keep), as: role, queue: SerialQueue(label: "test.store"))
  }

  func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(directory)/\(name)")
    return (attributes[.posixPermissions] as? Int ?? 0) & 0o777
  }
}

/// 22 November 2026, 6:00 UTC: when the tests take place.
let now = Timestamp(seconds: 1_795_327_200)

let grouping = StoryGrouper.grouping

func source(_ name: String, trust: Trust = .outlet, side: Side? = nil) -> Source {
  Source(name: name, url: "https://\(name.lowercased().filter(\.isLetter)).example/feed", trust: trust, side: side)
}

func state(_ source: Source, etag: String? = nil, hasSucceeded: Bool = true) -> FeedState {
  FeedState(
    url: source.url, name: source.name, etag: etag, nextDue: now.adding(seconds: 900), dueReason: "interval",
    lastAttempt: now, lastSuccess: hasSucceeded ? now : nil)
}

/// A relevant item about a visit, as all parts of the program would hand it over.
func visit(
  _ key: String, _ title: String, stage: Stage? = .planned, person: String = "Ann Carver", ago: Int64? = 3600,
  score: Double = 0.9, relevant: Bool = true, summary: String? = nil
) -> JudgedItem {
  JudgedItem(
    item: Item(
      id: key, link: "https://example.org/\(key)", title: title,
      published: ago.map { now.adding(seconds: -$0) }, summary: summary),
    key: key, textHash: UInt64(truncatingIfNeeded: (title + (summary ?? "")).utf8.reduce(5381) { $0 &* 33 &+ Int($1) }),
    assessment: Assessment(
      relevant: relevant, score: score, kind: .visit, stage: stage, direction: .usToPK, topics: [.economy],
      participants: [Participant(name: person, side: .us, isPerson: true)], places: ["Islamabad"]))
}

func poll(
  _ source: Source, _ items: [JudgedItem], isFirstPoll: Bool = false, etag: String? = nil
) -> PollOutcome {
  PollOutcome(
    source: source, state: state(source, etag: etag), items: items, seenKeys: items.map(\.key),
    isFirstPoll: isFirstPoll)
}

extension AlertStore {
  /// Commits with the settings that a new installation has.
  @discardableResult
  func take(
    _ outcomes: PollOutcome..., policy: AlertPolicy = AlertPolicy(), at moment: Timestamp = now
  ) throws -> CommitReceipt {
    try commit(outcomes, policy: policy, grouping: grouping, now: moment)
  }

  /// Asks the engine, or tells it.
  func pragma(_ text: String) throws -> String {
    try database.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA \(text)") ?? "" }
  }

  /// Closes the file without a word to the next daemon.
  func endAbruptly() throws { try database.close() }

  /// Makes `count` alerts, of unlike stories.
  func fill(_ count: Int, from first: Int = 0, at moment: Timestamp = now) throws {
    let items = (first..<first + count).map {
      visit("fill-\($0)", "Envoy number\($0)x tours", person: "Person P\($0)", ago: nil)
    }
    try take(poll(source("Filler"), items), policy: AlertPolicy(copies: .all), at: moment)
  }
}
