// swift-tools-version: 6.2
import PackageDescription

// One settings array for every target: Swift 6 language mode, strict memory safety, no warning left.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The sanitizer that `make sanitize` has the tests run under: `address` or `thread`.
let sanitizer = Context.environment["SANITIZED"]

/// A room: a target whose imports are kept to what stands here (and checked by `.ci/walls`).
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of a room. `fixtures` are folders beside the tests, found through `Bundle.module`.
func tests(_ name: String, _ dependencies: [Target.Dependency], fixtures: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, resources: fixtures.map { .copy($0) },
    swiftSettings: strict)
}

let package = Package(
  name: "attache",
  products: [
    .executable(name: "attache", targets: ["attache"]),
    .executable(name: "attache-demo-server", targets: ["DemoServer"]),
    .executable(name: "fetch-bench", targets: ["FetchBench"]),
    .executable(name: "reader-bench", targets: ["ReaderBench"]),
    .executable(name: "daemon-bench", targets: ["DaemonBench"]),
    .executable(name: "judge-bench", targets: ["JudgeBench"]),
    .executable(name: "group-bench", targets: ["GroupBench"]),
    .executable(name: "mutate-lexicon", targets: ["MutateLexicon"]),
    .executable(name: "fit-words", targets: ["FitWords"]),
    .executable(name: "attache-torture", targets: ["Torture"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Only the headers of libcurl: the library is loaded when it is first needed.
    .target(name: "CCurl"),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    room("Isolation"),
    room("News"),
    room("Output", ["News"]),
    room("HTTP", ["CCurl", "Isolation"]),
    room("XML", ["CLibXML2"]),
    room("Feeds", ["XML", "News"]),
    room("Classification", ["News"]),
    room("Stories", ["News"]),
    room("Evaluation", ["News", "Output", "Classification", "Stories"]),
    room("Store", ["News", "Output", "Isolation", .product(name: "GRDB", package: "GRDB.swift")]),
    room("Delivery", ["Store", "News", "Output", "Isolation", "HTTP"]),
    room("Watch", ["Isolation", "HTTP", "News", "Feeds", "Classification", "Stories", "Store", "Delivery"]),
    room("Settings", ["News", .product(name: "Yams", package: "Yams")]),
    .executableTarget(
      name: "attache",
      dependencies: [
        "Isolation", "News", "Output", "HTTP", "Feeds", "Classification", "Stories", "Evaluation", "Store", "Delivery",
        "Watch", "Settings", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // A server on loopback that can misbehave, for the tests, the demo and the benchmarks.
    .target(
      name: "LoopbackServer", dependencies: ["Isolation"], path: "Tests/LoopbackServer", swiftSettings: strict),
    .executableTarget(
      name: "DemoServer", dependencies: ["LoopbackServer", "News"], path: "Demo/Server", swiftSettings: strict),

    .executableTarget(
      name: "FetchBench", dependencies: ["HTTP", "Isolation", "LoopbackServer"], path: "Benchmarks/FetchBench",
      swiftSettings: strict),
    .executableTarget(
      name: "ReaderBench", dependencies: ["CLibXML2", "Feeds", "News"], path: "Benchmarks/ReaderBench",
      swiftSettings: strict),
    // These two measure from outside and use Foundation's processes and files.
    .executableTarget(
      name: "DaemonBench", dependencies: ["LoopbackServer"], path: "Benchmarks/DaemonBench",
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "JudgeBench", dependencies: ["Classification", "Evaluation", "LexiconFolder", "News"],
      path: "Benchmarks/JudgeBench",
      swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "GroupBench",
      dependencies: [
        "Classification", "Evaluation", "Isolation", "LexiconFolder", "News", "SeededRandom", "Store", "Stories",
      ],
      path: "Benchmarks/GroupBench", swiftSettings: [.swiftLanguageMode(.v6)]),

    // Random moments and orders that can be had again, for tests, benches and torture.
    .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: strict),

    // What a limit of time is worth in this build.
    .target(
      name: "BuildPace", path: "Tests/BuildPace",
      swiftSettings: strict + (sanitizer == nil ? [] : [.define("SANITIZED")])),

    // The word lists of a folder, for tests, benches and tools.
    .target(
      name: "LexiconFolder", dependencies: ["Classification"], path: "Tests/LexiconFolder", swiftSettings: strict),

    // Sentences made for each term of the word lists, for a test and for `make mutate-lexicon`.
    .target(
      name: "LexiconProbes", dependencies: ["Classification", "Evaluation", "News"], path: "Tests/LexiconProbes",
      swiftSettings: strict),
    .executableTarget(
      name: "MutateLexicon", dependencies: ["Classification", "Evaluation", "LexiconFolder", "LexiconProbes", "News"],
      path: "Tests/MutateLexicon", exclude: ["reasons.txt"], swiftSettings: [.swiftLanguageMode(.v6)]),

    // What words lean to, learned from labelled items: `make fit-words`.
    .executableTarget(
      name: "FitWords", dependencies: ["Classification", "Evaluation", "LexiconFolder", "News"], path: "Tests/FitWords",
      swiftSettings: [.swiftLanguageMode(.v6)]),

    // The daemon under murder, full disks and load, judged from outside: `make torture`.
    .executableTarget(
      name: "Torture",
      dependencies: ["Delivery", "Isolation", "LoopbackServer", "News", "Output", "SeededRandom", "Store"],
      path: "Tests/Torture", swiftSettings: [.swiftLanguageMode(.v6)]),

    tests("IsolationTests", ["Isolation"]),
    tests("NewsTests", ["News"]),
    tests("OutputTests", ["Output", "News"]),
    tests("HTTPTests", ["BuildPace", "HTTP", "Isolation", "LoopbackServer", "SeededRandom"]),
    tests("XMLTests", ["XML"]),
    tests("FeedsTests", ["BuildPace", "Feeds", "News"], fixtures: ["Fixtures"]),
    tests("ClassificationTests", ["Classification", "LexiconFolder", "News"]),
    tests(
      "EvaluationTests", ["Evaluation", "Classification", "LexiconFolder", "LexiconProbes", "News"],
      fixtures: ["Fixtures"]),
    tests("StoriesTests", ["Stories", "News", "SeededRandom"], fixtures: ["Fixtures"]),
    tests(
      "StoreTests",
      [
        "BuildPace", "Store", "Stories", "News", "Isolation", "SeededRandom",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      fixtures: ["Fixtures"]),
    tests(
      "DeliveryTests",
      [
        "BuildPace", "Delivery", "HTTP", "Isolation", "LoopbackServer", "News", "Output", "SeededRandom", "Store",
        "Stories",
      ]),
    tests("SettingsTests", ["Settings", "News"]),
    tests("AttacheTests", ["attache", "BuildPace", "Delivery", "LoopbackServer", "News", "Watch"]),
    tests(
      "WatchTests",
      [
        "Watch", "Classification", "Delivery", "HTTP", "Isolation", "LexiconFolder", "LoopbackServer", "News",
        "SeededRandom", "Store",
      ]),
  ]
)

// The fuzz target links only with the sanitizers on: `make fuzz` asks for it.
if Context.environment["ATTACHE_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "FeedFuzz", dependencies: ["Feeds", "News"], path: "Fuzz/FeedFuzz", swiftSettings: strict))
}

// ThreadSanitizer is told of what a Mutex does: `make sanitize` links this into all that it runs.
if sanitizer == "thread" {
  package.targets.append(.target(name: "SeenMutex", path: "Tests/SeenMutex"))
  package.targets.first { $0.name == "Isolation" }?.dependencies.append("SeenMutex")
}
