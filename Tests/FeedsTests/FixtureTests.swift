import Feeds
import Foundation
import News
import Testing

@Suite("Every fixture comes out as its comment says")
struct FixtureTests {
  @Test("a fixture", arguments: Fixture.all())
  func fixture(_ fixture: Fixture) throws {
    #expect(!fixture.shows.isEmpty, "says what it shows")
    #expect(!fixture.expectations.isEmpty, "says what must come out")
    var outcome = Fixture.Outcome()
    do throws(FeedFailure) {
      outcome.feed = try FeedParser().parse(
        fixture.body, contentType: fixture.contentType, address: fixture.address)
    } catch {
      outcome.failure = error
    }
    if !fixture.expectations.contains(where: { $0.path == "error" }) {
      #expect(outcome.failure == nil, "\(fixture.path): \(outcome.failure?.description ?? "")")
    }
    for expectation in fixture.expectations {
      if expectation.path == "warning" {
        let part = try #require(Self.parsed(expectation.value) as? String)
        #expect(
          outcome.feed?.warnings.contains { $0.contains(part) } == true,
          "\(fixture.path): \(part) in \(outcome.feed?.warnings ?? [])")
        continue
      }
      let found = Self.spelt(outcome.value(at: expectation.path))
      let wanted = Self.spelt(Self.parsed(expectation.value))
      #expect(found == wanted, "\(fixture.path): \(expectation.path)")
    }
  }

  @Test("there are as many as the project promises")
  func count() {
    #expect(Fixture.all().count >= 250)
  }

  private static func parsed(_ json: String) -> Any? {
    let value = try? JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
    return value is NSNull ? nil : value
  }

  /// One spelling of a value, whether JSON or the parser made it.
  private static func spelt(_ value: Any?) -> String {
    guard let value,
      let data = try? JSONSerialization.data(
        withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes])
    else { return "null" }
    return String(decoding: data, as: UTF8.self)
  }
}
