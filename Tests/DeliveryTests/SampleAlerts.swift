import News

/// The `seq`th of a row of alerts that differ in number, time and title.
func alert(_ seq: Int64, title: String? = nil) -> Alert {
  let time = Timestamp(seconds: 1_795_327_200 + seq * 60)
  return Alert(
    id: "story-\(seq)-1", seq: seq, detectedAt: time, publishedAt: nil, reason: .newEvent, changes: AlertChanges(),
    title: title ?? "Envoys meet for the \(seq)th time", link: "https://example.org/\(seq)", summary: nil,
    source: Source(name: "Example Wire", url: ""),
    assessment: Assessment(
      relevant: true, score: 0.9, kind: .meeting, stage: .confirmed, direction: .mutual, topics: [.economy]),
    story: StorySummary(
      id: "story-\(seq)", items: 1, sources: ["Example Wire"], origins: 1, firstSeen: time, official: [],
      history: [StageRecord(stage: .confirmed, at: time, link: nil)]))
}
