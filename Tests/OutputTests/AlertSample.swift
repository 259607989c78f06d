import News

/// An alert with something in every field.
func sampleAlert() -> Alert {
  Alert(
    id: "story-7-3", seq: 412, detectedAt: Timestamp(seconds: 1_795_327_200),
    publishedAt: Timestamp(seconds: 1_795_320_000), reason: .stageChange,
    changes: AlertChanges(
      stage: .init(from: .confirmed, to: .ongoing), participants: ["Anna Example"], places: ["Islamabad"],
      dates: [CivilDay(daysSinceEpoch: 20_000)], figures: ["450 million"]),
    title: "Envoy \"arrives\" in Islamabad \\ talks begin", link: "https://example.org/a?b=1&c=2",
    summary: "Two lines\nand a tab\there.",
    source: Source(name: "Example Wire", url: "", trust: .official, side: .pk),
    assessment: Assessment(
      relevant: true, score: 0.97, kind: .visit, stage: .ongoing, direction: .usToPK,
      topics: [.afghanistan, .counterterrorism],
      participants: [
        Participant(name: "Anna Example", side: .us, role: "Special Envoy", isPerson: true),
        Participant(name: "Foreign Office", side: .pk),
      ],
      places: ["Islamabad"], dates: [CivilDay(daysSinceEpoch: 20_000)], specificity: 0.8,
      flags: [.hedged, .noDate],
      evidence: [Evidence(rule: "actor.us.person", text: "Anna Example", field: "title", offset: 3, weight: -31)],
      language: "ur", ordinals: ["12 round"]),
    story: StorySummary(
      id: "story-7", items: 3, sources: ["Example Wire", "Another"], origins: 2,
      firstSeen: Timestamp(seconds: 1_795_300_000), official: [.us, .pk],
      history: [
        StageRecord(stage: .planned, at: Timestamp(seconds: 1_795_300_000), link: nil),
        StageRecord(stage: .ongoing, at: Timestamp(seconds: 1_795_327_200), link: "https://example.org/a"),
      ]))
}
