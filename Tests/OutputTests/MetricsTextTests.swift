import Output
import Testing

@Suite struct MetricsTextTests {
  private func text(_ body: (inout MetricsText) -> Void) -> [String] {
    var text = MetricsText()
    body(&text)
    return String(decoding: text.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func aFamilyHasItsHelpItsTypeAndALineASample() {
    let lines = text {
      $0.family("attache_polls_total", .counter, "Polls.")
      $0.sample(3, [("result", "read")])
      $0.sample(0, [("result", "failed"), ("why", "none")])
    }
    #expect(
      lines == [
        "# HELP attache_polls_total Polls.", "# TYPE attache_polls_total counter",
        #"attache_polls_total{result="read"} 3"#, #"attache_polls_total{result="failed",why="none"} 0"#,
      ])
  }

  @Test func theBucketsOfAHistogramHoldWhatLiesBelowToo() {
    let lines = text {
      $0.family("attache_lag_seconds", .histogram, "Lag.")
      $0.histogram(bounds: [60, 300], counts: [2, 0, 5], sum: 4000)
    }
    #expect(
      lines.dropFirst(2) == [
        #"attache_lag_seconds_bucket{le="60"} 2"#, #"attache_lag_seconds_bucket{le="300"} 2"#,
        #"attache_lag_seconds_bucket{le="+Inf"} 7"#, "attache_lag_seconds_sum 4000", "attache_lag_seconds_count 7",
      ])
  }

  @Test func noNameBreaksOutOfItsLabel() {
    let lines = text {
      $0.family("attache_queue_alerts", .gauge, "Alerts.")
      $0.sample(1, [("consumer", "a\"} 9\nattache_up 1 \\")])
    }
    #expect(lines.dropFirst(2) == [#"attache_queue_alerts{consumer="a\"} 9\\u000Aattache_up 1 \\\\"} 1"#])
  }
}
