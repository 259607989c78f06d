import SeededRandom
import Testing

@testable import Watch

@Suite struct ScheduleTests {
  private func schedule(_ concurrency: Int = 64, perHost: Int = 2, pause: Int64 = 1000) -> Schedule {
    Schedule(limits: Schedule.Limits(concurrency: concurrency, perHost: perHost, hostPause: pause))
  }

  @Test func nothingStartsBeforeItIsDue() {
    var schedule = schedule()
    schedule.add(1, host: "a", at: 100)
    #expect(schedule.start(now: 99) == [])
    #expect(schedule.nextStart == 100)
    #expect(schedule.start(now: 100) == [1])
  }

  @Test func aHostIsAskedByTwoAtATimeWithAPauseBetween() {
    var schedule = schedule()
    for feed in 1...4 { schedule.add(feed, host: "a", at: 0) }
    #expect(schedule.start(now: 0) == [1])
    #expect(schedule.nextStart == 1000)
    #expect(schedule.start(now: 1000) == [2])
    #expect(schedule.start(now: 5000) == [], "two are under way")
    schedule.finished(host: "a")
    #expect(schedule.start(now: 5000) == [3])
  }

  @Test func otherHostsDoNotWaitForASlowOne() {
    var schedule = schedule(2, perHost: 1)
    schedule.add(1, host: "slow", at: 0)
    schedule.add(2, host: "slow", at: 0)
    schedule.add(3, host: "b", at: 0)
    #expect(schedule.start(now: 0) == [1, 3])
    schedule.finished(host: "b")
    schedule.add(4, host: "c", at: 0)
    #expect(schedule.start(now: 1) == [4])
  }

  @Test func noMoreThanTheConcurrencyAreUnderWay() {
    var schedule = schedule(3)
    for feed in 0..<10 { schedule.add(feed, host: "h\(feed)", at: 0) }
    #expect(schedule.start(now: 0).count == 3)
    #expect(schedule.nextStart == nil, "only an end changes anything")
    schedule.finished(host: "h0")
    #expect(schedule.start(now: 0).count == 1)
  }

  @Test func aHeldHostWaitsAndTheOthersDoNot() {
    var schedule = schedule(pause: 0)
    schedule.add(1, host: "a", at: 0)
    schedule.add(2, host: "b", at: 0)
    schedule.hold(host: "a", until: 60_000)
    #expect(schedule.start(now: 0) == [2])
    #expect(schedule.start(now: 59_999) == [])
    #expect(schedule.start(now: 60_000) == [1])
  }

  @Test func aHostHeldWhileItsFeedsWaitIsHeldAllTheSame() {
    var schedule = schedule(perHost: 1, pause: 0)
    schedule.add(1, host: "a", at: 0)
    schedule.add(2, host: "a", at: 0)
    #expect(schedule.start(now: 0) == [1])
    schedule.hold(host: "a", until: 500)
    schedule.finished(host: "a")
    #expect(schedule.start(now: 499) == [])
    #expect(schedule.start(now: 500) == [2])
  }

  @Test func aHostStaysHeldWhenWhatWasUnderWayAtItEnds() {
    var schedule = schedule(pause: 0)
    schedule.add(1, host: "a", at: 0)
    #expect(schedule.start(now: 0) == [1])
    schedule.hold(host: "a", until: 500)
    schedule.finished(host: "a")
    schedule.add(1, host: "a", at: 100)
    #expect(schedule.start(now: 499) == [])
    #expect(schedule.start(now: 500) == [1])
  }

  @Test func aMovedFeedStartsOnceAtItsNewTimeAndARemovedOneNever() {
    var schedule = schedule()
    schedule.add(1, host: "a", at: 100)
    schedule.add(1, host: "a", at: 300)
    schedule.add(2, host: "b", at: 100)
    schedule.remove(2)
    #expect(schedule.start(now: 200) == [])
    #expect(schedule.start(now: 300) == [1])
  }

  @Test func forgettingIdleHostsKeepsThoseThatAreHeld() {
    var schedule = schedule(pause: 0)
    schedule.hold(host: "a", until: 1000)
    schedule.forgetIdleHosts(now: 500)
    schedule.add(1, host: "a", at: 0)
    #expect(schedule.start(now: 999) == [])
    #expect(schedule.start(now: 1000) == [1])
  }

  @Test func feedsThatHaveNotProvedToAnswerHoldUpNobody() {
    var schedule = Schedule(limits: Schedule.Limits(concurrency: 4, perHost: 4, hostPause: 0, unproven: 2))
    for feed in 1...6 { schedule.add(feed, host: "hung\(feed)", at: 0, isProven: false) }
    for feed in 7...9 { schedule.add(feed, host: "well\(feed)", at: 1) }
    #expect(schedule.start(now: 0) == [1, 2])
    #expect(schedule.start(now: 1) == [7, 8], "two places are kept for those that work")
    schedule.finished(host: "well7")
    #expect(schedule.start(now: 1) == [9])
    schedule.finished(host: "hung1", wasProven: false)
    #expect(schedule.start(now: 2) == [3])
    for host in ["well8", "well9"] { schedule.finished(host: host) }
    #expect(schedule.start(now: 2) == [], "and stay kept")
    for feed in [2, 3] { schedule.finished(host: "hung\(feed)", wasProven: false) }
    #expect(schedule.start(now: 2).count == 2, "all get their turn")
  }

  @Test func aProvenFeedPassesAnUnprovenOneOfItsHost() {
    var schedule = Schedule(limits: Schedule.Limits(concurrency: 4, perHost: 4, hostPause: 0, unproven: 1))
    schedule.add(1, host: "a", at: 0, isProven: false)
    schedule.add(2, host: "a", at: 0, isProven: false)
    schedule.add(3, host: "a", at: 0)
    #expect(schedule.start(now: 0) == [1, 3])
    schedule.finished(host: "a", wasProven: false)
    #expect(schedule.start(now: 0) == [2])
  }

  /// Whatever comes, the limits hold and every feed gets its turn.
  @Test(arguments: 0..<20)
  func limitsHoldAndNobodyIsForgotten(seed: UInt64) {
    var random = SeededRandom(seed: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    var schedule = schedule(
      Int.random(in: 1...6, using: &random), perHost: Int.random(in: 1...3, using: &random), pause: 50)
    schedule.limits.unproven = max(1, schedule.limits.concurrency / 2)
    var underWay: [Int: Int64] = [:]
    var lastStart: [String: Int64] = [:]
    var turns: [Int: Int] = [:]
    let feeds = 25
    func host(_ feed: Int) -> String { "h\(feed % 7)" }
    func isProven(_ feed: Int) -> Bool { feed % 3 != 0 }
    for feed in 0..<feeds {
      schedule.add(
        feed, host: host(feed), at: Int64.random(in: 0...1000, using: &random), isProven: isProven(feed))
    }
    for now in stride(from: Int64(0), to: 60_000, by: 10) {
      for (feed, end) in underWay where end <= now {
        underWay[feed] = nil
        schedule.finished(host: host(feed), wasProven: isProven(feed))
        schedule.add(
          feed, host: host(feed), at: now + Int64.random(in: 100...2000, using: &random), isProven: isProven(feed))
      }
      for feed in schedule.start(now: now) {
        #expect(underWay[feed] == nil, "never twice at a time")
        underWay[feed] = now + Int64.random(in: 10...400, using: &random)
        turns[feed, default: 0] += 1
        if let last = lastStart[host(feed)] { #expect(now - last >= 50) }
        lastStart[host(feed)] = now
        #expect(underWay.keys.count { host($0) == host(feed) } <= schedule.limits.perHost)
      }
      #expect(underWay.count <= schedule.limits.concurrency)
      #expect(underWay.count == schedule.active)
      #expect(underWay.keys.count { !isProven($0) } <= schedule.limits.unproven)
    }
    for feed in 0..<feeds { #expect(turns[feed, default: 0] > 3) }
  }
}
